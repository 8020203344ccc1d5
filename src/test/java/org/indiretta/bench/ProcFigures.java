package org.indiretta.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What Linux counts in /proc: processor time of processes and cores, and resident memory. */
final class ProcFigures {
  /** USER_HZ of every Linux that Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private static final Path PROC = Path.of("/proc");

  private ProcFigures() {}

  /**
   * Processor seconds at one moment.
   *
   * @param server the server and, with it, its PostgreSQL
   * @param busy per core, everybody's; steal of the hypervisor counts as busy
   * @param atNanos when it was read
   */
  record Moment(double server, List<Double> busy, long atNanos) {}

  /** Reads the counters; {@code roots} are the processes of the server (see {@link #seconds}). */
  static Moment moment(List<Long> roots) {
    double server = 0;
    for (long root : roots) {
      server += seconds(root);
    }
    return new Moment(server, busyPerCore(), System.nanoTime());
  }

  /** A process and all that descend from it, also what those that ended had used. */
  static double seconds(long root) {
    Map<Long, List<Long>> children = new TreeMap<>();
    Map<Long, Double> used = new TreeMap<>();
    try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        String[] fields = stat(entry);
        if (fields.length > 14) {
          long pid = Long.parseLong(entry.getFileName().toString());
          children.computeIfAbsent(Long.parseLong(fields[1]), parent -> new ArrayList<>()).add(pid);
          used.put(pid, ticks(fields) / TICKS_PER_SECOND);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sum(root, children, used);
  }

  /** What the compilers of these processes have used that are Java machines. */
  static double compilerSeconds(List<Long> processes) {
    double total = 0;
    for (long pid : processes) {
      try (var threads = Files.newDirectoryStream(PROC.resolve(pid + "/task"))) {
        for (Path thread : threads) {
          if (lines(thread.resolve("comm")).getFirst().matches("C[12] Compiler.*")) {
            total += ticks(stat(thread)) / TICKS_PER_SECOND;
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return total;
  }

  private static double sum(long pid, Map<Long, List<Long>> children, Map<Long, Double> used) {
    double total = used.getOrDefault(pid, 0.0);
    for (long child : children.getOrDefault(pid, List.of())) {
      total += sum(child, children, used);
    }
    return total;
  }

  /** utime, stime and those of children that ended (proc_pid_stat(5), fields 14 to 17). */
  private static long ticks(String[] fields) {
    long total = 0;
    for (int i = 11; i <= 14; i++) {
      total += Long.parseLong(fields[i]);
    }
    return total;
  }

  /** The fields after the command's name, which can itself hold spaces; empty when it ended. */
  private static String[] stat(Path process) {
    try {
      String line = Files.readString(process.resolve("stat"));
      return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    } catch (IOException e) {
      return new String[0];
    }
  }

  private static List<Double> busyPerCore() {
    List<Double> cores = new ArrayList<>();
    for (String line : lines(PROC.resolve("stat"))) {
      if (line.matches("cpu\\d.*")) {
        String[] fields = line.split(" +", -1);
        long all = 0;
        for (int i = 1; i <= 8; i++) {
          all += Long.parseLong(fields[i]);
        }
        long idle = Long.parseLong(fields[4]) + Long.parseLong(fields[5]);
        cores.add((all - idle) / TICKS_PER_SECOND);
      }
    }
    return List.copyOf(cores);
  }

  /** Resident memory of one process, in KiB. */
  static long residentKib(long pid) {
    for (String line : lines(PROC.resolve(pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IllegalStateException("process " + pid + " is gone");
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
