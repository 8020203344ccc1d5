package org.indiretta.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.indiretta.cluster.Processes;

/** A small volume (tmpfs) that can be full. Takes root. */
final class Volume implements AutoCloseable {
  private static final int MOUNT_S = 20;
  private static final int BLOCK_BYTES = 65_536;

  private final Path folder;

  private Volume(Path folder) {
    this.folder = folder;
  }

  /** Mounts one of so many MiB on this folder, which is made. */
  static Volume mount(Path folder, int mib) throws IOException {
    Files.createDirectories(folder);
    run(List.of("mount", "-t", "tmpfs", "-o", "size=" + mib + "m", "faults", folder.toString()));
    return new Volume(folder);
  }

  Path folder() {
    return folder;
  }

  /** Until nothing more can be written. */
  void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("filler"))) {
      for (int size = BLOCK_BYTES; size > 0; size = size / 2) {
        writeUntilFull(out, new byte[size]);
      }
    }
  }

  /** The same, and this file of it cannot grow either: a page that it began has room. */
  void fill(Path growing) throws IOException {
    fill();
    try (OutputStream out = Files.newOutputStream(growing, StandardOpenOption.APPEND)) {
      writeUntilFull(out, new byte[] {'\n'});
    }
  }

  private static void writeUntilFull(OutputStream out, byte[] block) {
    try {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      // So much fits no more.
    }
  }

  /** There is room again. */
  void empty() throws IOException {
    Files.delete(folder.resolve("filler"));
  }

  @Override
  public void close() throws IOException {
    run(List.of("umount", "--lazy", folder.toString()));
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!Processes.await(process, MOUNT_S) || process.exitValue() != 0) {
      throw new IOException("not allowed here: " + String.join(" ", command));
    }
  }
}
