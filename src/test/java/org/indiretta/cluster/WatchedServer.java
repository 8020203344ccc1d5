package org.indiretta.cluster;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.indiretta.app.Main;

/** The program, with a {@link LoopWatch} beside it whose lines are in its log. */
public final class WatchedServer {
  /** Begins the first line, which goes on with what the process takes for the time (ISO 8601). */
  public static final String STARTS = "watched server starts at ";

  private WatchedServer() {}

  /** This class path with the tests' classes behind it, so that the program's come first. */
  static String behind(String classPath) {
    var tests = WatchedServer.class.getProtectionDomain().getCodeSource().getLocation();
    return classPath + File.pathSeparator + Path.of(URI.create(tests.toString()));
  }

  /** As {@link Main#main}. */
  public static void main(String[] arguments) {
    System.out.println(STARTS + Instant.now());
    Thread _ =
        Thread.ofPlatform().daemon().name("loop-watch").start(new LoopWatch(System.out::println));
    Main.main(arguments);
  }
}
