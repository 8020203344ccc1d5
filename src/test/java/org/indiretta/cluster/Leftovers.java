package org.indiretta.cluster;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Processes that must not outlive this JVM, also when a test fails before it ends them. */
final class Leftovers {
  private static final Set<ProcessHandle> ALL = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> ALL.forEach(ProcessHandle::destroyForcibly)));
  }

  private Leftovers() {}

  /** Killed when this JVM ends, unless it ended before. */
  static void killAtExit(ProcessHandle process) {
    ALL.removeIf(known -> !known.isAlive());
    boolean _ = ALL.add(process);
  }
}
