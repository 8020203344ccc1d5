package org.indiretta.cluster;

import org.indiretta.app.Main;

/** The program, with a {@link LoopWatch} beside it whose lines are in its log. */
public final class WatchedServer {
  private WatchedServer() {}

  /** As {@link Main#main}. */
  public static void main(String[] arguments) {
    Thread _ =
        Thread.ofPlatform().daemon().name("loop-watch").start(new LoopWatch(System.out::println));
    Main.main(arguments);
  }
}
