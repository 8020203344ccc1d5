package org.indiretta.cluster;

import io.vertx.core.impl.VertxThread;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Looks at the event loops of its JVM and says each one that stays in one task for longer than
 * {@link #LIMIT_MS}. Only what a loop does itself counts: it computes for so long, by its own CPU
 * time, or it waits for something, such as a lock, an answer or a sleep. A loop that would go on
 * and is not let, because the machine is busy, blocks nobody by itself.
 */
public final class LoopWatch implements Runnable {
  /** Begins every line it says. */
  public static final String MARK = "event loop held up:";

  /** The longest an event loop may be held up, in milliseconds. */
  public static final long LIMIT_MS = 100;

  private static final long LOOK_EVERY_MS = 10;

  /** Seen waiting so often in a row, so that one late look is not taken for a long wait. */
  private static final int WAITING_LOOKS = 8;

  private static final int LOOKS_PER_SEARCH = 50;
  private static final int FRAMES = 14;

  /** The task a loop was seen in last. */
  private static final class Task {
    private long startNanos;
    private long cpuNanos;
    private long waitingSinceNanos;
    private int waitingLooks;
    private boolean said;

    void begins(long start, long cpu) {
      startNanos = start;
      cpuNanos = cpu;
      waitingLooks = 0;
      said = false;
    }

    void waits(boolean waiting, long now) {
      if (!waiting) {
        waitingLooks = 0;
        return;
      }
      if (waitingLooks++ == 0) {
        waitingSinceNanos = now;
      }
    }
  }

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<VertxThread, Task> tasks = new HashMap<>();
  private final Consumer<String> say;
  private volatile boolean over;

  /** Looks while it {@link #run}s; says one line for each task. */
  public LoopWatch(Consumer<String> say) {
    this.say = say;
  }

  /** Ends a {@link #run}. */
  public void end() {
    over = true;
  }

  @Override
  public void run() {
    for (int look = 0; !over; look++) {
      if (look % LOOKS_PER_SEARCH == 0) {
        search();
      }
      tasks.forEach(this::look);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MS));
    }
  }

  /** Event loops that are new since the last time. */
  private void search() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread[] all = new Thread[group.activeCount() * 2 + 16];
    int count = group.enumerate(all);
    tasks.keySet().removeIf(loop -> !loop.isAlive());
    Arrays.stream(all, 0, count)
        .filter(thread -> thread instanceof VertxThread loop && !loop.isWorker())
        .forEach(thread -> tasks.putIfAbsent((VertxThread) thread, new Task()));
  }

  private void look(VertxThread loop, Task task) {
    long start = loop.startTime();
    long cpu = threads.getThreadCpuTime(loop.threadId());
    if (start == 0 || start != task.startNanos) {
      task.begins(start, cpu);
      return;
    }
    long now = System.nanoTime();
    task.waits(isWaiting(loop), now);
    if (task.said) {
      return;
    }
    long computedMs = TimeUnit.NANOSECONDS.toMillis(cpu - task.cpuNanos);
    long waitedMs = TimeUnit.NANOSECONDS.toMillis(now - task.waitingSinceNanos);
    if (computedMs >= LIMIT_MS) {
      say(loop, task, "computes for %d ms".formatted(computedMs));
    } else if (task.waitingLooks >= WAITING_LOOKS && waitedMs >= LIMIT_MS) {
      say(loop, task, "waits for %d ms".formatted(waitedMs));
    }
  }

  private static boolean isWaiting(VertxThread loop) {
    return switch (loop.getState()) {
      case BLOCKED, WAITING, TIMED_WAITING -> true;
      case NEW, RUNNABLE, TERMINATED -> false;
    };
  }

  private void say(VertxThread loop, Task task, String does) {
    List<StackTraceElement> stack = List.of(loop.getStackTrace());
    if (loop.startTime() != task.startNanos) {
      return; // it went on meanwhile: the stack is another task's
    }
    task.said = true;
    String where =
        stack.stream()
            .limit(FRAMES)
            .map(at -> at.getClassName() + "." + at.getMethodName())
            .collect(Collectors.joining(" < "));
    say.accept("%s %s %s in %s".formatted(MARK, loop.getName(), does, where));
  }
}
