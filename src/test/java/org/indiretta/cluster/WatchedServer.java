package org.indiretta.cluster;

import java.time.Instant;
import org.indiretta.app.Main;

/** The program, with a {@link LoopWatch} beside it whose lines are in its log. */
public final class WatchedServer {
  /** Begins the first line, which goes on with what the process takes for the time (ISO 8601). */
  public static final String STARTS = "watched server starts at ";

  private WatchedServer() {}

  /** As {@link Main#main}. */
  public static void main(String[] arguments) {
    System.out.println(STARTS + Instant.now());
    Thread _ =
        Thread.ofPlatform().daemon().name("loop-watch").start(new LoopWatch(System.out::println));
    Main.main(arguments);
  }
}
