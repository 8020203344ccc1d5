package org.indiretta.cluster;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Processes that must not outlive this JVM, also when a test fails before it ends them. */
public final class Leftovers {
  private static final Set<ProcessHandle> ALL = ConcurrentHashMap.newKeySet();
  private static final Set<Runnable> FIRST = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Leftovers::end));
  }

  private Leftovers() {}

  /** Killed when this JVM ends, unless it ended before. */
  public static void killAtExit(ProcessHandle process) {
    ALL.removeIf(known -> !known.isAlive());
    boolean _ = ALL.add(process);
  }

  /**
   * What ends processes cleanly when this JVM is told to end (Ctrl-C); runs before they are killed.
   */
  static void atExit(Runnable clean) {
    boolean _ = FIRST.add(clean);
  }

  private static void end() {
    try {
      FIRST.forEach(Runnable::run);
    } finally {
      ALL.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
