package org.indiretta.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What all programs of a topology have in common: signals, readiness, last words. */
public final class Processes {
  private static final int LOOK_AGAIN_MS = 20;
  private static final int CONNECT_MS = 2_000;
  private static final int END_S = 30;
  private static final int LAST_LINES = 20;

  private Processes() {}

  /** Says whether it is ready by now; an {@link IOException} means no. */
  @FunctionalInterface
  public interface Probe {
    boolean ready() throws IOException;
  }

  /**
   * Sends a signal ({@code KILL}, {@code STOP}, {@code CONT}, {@code TERM}, {@code USR2}); those
   * that are gone by now are left out.
   */
  public static void signal(String name, Collection<Long> pids) throws IOException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    pids.stream()
        .filter(pid -> ProcessHandle.of(pid).isPresent())
        .forEach(pid -> command.add(Long.toString(pid)));
    if (command.size() == 2) {
      return;
    }
    Process kill =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    await(kill, 10);
  }

  /** Waits for the end of a process, at most so long; says whether it ended. */
  public static boolean await(Process process, int seconds) throws IOException {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Waits for the end of processes that are nobody's children here. */
  static void awaitGone(Collection<Long> pids) {
    CompletableFuture<?>[] ends =
        pids.stream()
            .flatMap(pid -> ProcessHandle.of(pid).stream())
            .map(ProcessHandle::onExit)
            .toArray(CompletableFuture[]::new);
    Void _ = CompletableFuture.allOf(ends).completeOnTimeout(null, END_S, TimeUnit.SECONDS).join();
  }

  /** Waits until a program that was started is ready; fails with its last words. */
  static void awaitReady(String name, Process process, Path log, int seconds, Probe probe)
      throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!isReady(probe)) {
      boolean ended;
      try {
        ended = process.waitFor(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      if (ended || System.nanoTime() > deadline) {
        throw new IOException(
            "%s did not become ready. Its last words, in %s:%n%s"
                .formatted(name, log, lastWords(log)));
      }
    }
  }

  private static boolean isReady(Probe probe) {
    try {
      return probe.ready();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Whether something listens on this port of the loopback address. */
  static boolean listens(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
      return true;
    }
  }

  /** The last lines of a log; nothing when there is none yet. */
  public static String lastWords(Path log) throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    // A log that was cut off by a full disk may end within a letter.
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }
}
