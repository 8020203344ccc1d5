package org.indiretta.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The machine of the figures, and its rules: figures without a machine say nothing.
 *
 * @param disk device and file system under the data folders
 */
record Machine(String processor, int cores, String kernel, long memoryMib, String disk) {
  static Machine of(Path dataFolder) throws IOException {
    var store = Files.getFileStore(dataFolder);
    if (store.type().matches("tmpfs|ramfs|overlay|zram.*") || store.name().contains("zram")) {
      throw new IOException(
          "%s is on %s, which is no disk: an fsync there costs nothing. Choose another folder with --data."
              .formatted(dataFolder, store.type()));
    }
    return new Machine(
        value(Path.of("/proc/cpuinfo"), "model name"),
        Runtime.getRuntime().availableProcessors(),
        Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip(),
        Long.parseLong(value(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", "")) / 1024,
        store.name() + ", " + store.type());
  }

  private static String value(Path file, String key) {
    for (String line : ProcFigures.lines(file)) {
      if (line.startsWith(key)) {
        return line.substring(line.indexOf(':') + 1).strip();
      }
    }
    return "unknown";
  }

  /** Keeps a process and all its threads, now and later, on one core. */
  static void pin(long pid, int core) throws IOException, InterruptedException {
    Process taskset =
        new ProcessBuilder("taskset", "-acp", Integer.toString(core), Long.toString(pid))
            .redirectErrorStream(true)
            .start();
    byte[] said = taskset.getInputStream().readAllBytes();
    if (taskset.waitFor() != 0) {
      throw new IOException(
          "taskset: " + new String(said, java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  @Override
  public String toString() {
    return "%s, %d cores, %d MiB, Linux %s, %s"
        .formatted(processor, cores, memoryMib, kernel, disk);
  }
}
