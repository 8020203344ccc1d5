package org.indiretta.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One server per data folder: a lock of the operating system on a file that names the holder's
 * process. It ends with the process, however that ends.
 */
final class DataFolderLock implements AutoCloseable {
  private final FileChannel channel;

  private DataFolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock, or says who has it ({@link DatabaseRefused}). */
  static DataFolderLock take(Path folder) throws IOException {
    Path file = folder.resolve("indiretta.lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new DatabaseRefused(
          "Another InDiretta (process %s) is using the data folder %s: stop it first, or give this"
                  .formatted(holder(file), folder.toAbsolutePath())
              + " one its own folder with INDIRETTA_DATA_DIR.");
    }
    channel.truncate(0);
    ByteBuffer pid =
        ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
    channel.write(pid, 0);
    return new DataFolderLock(channel);
  }

  /** Whether another process holds it now. */
  static boolean isTaken(Path folder) throws IOException {
    Path file = folder.resolve("indiretta.lock");
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  private static String holder(Path file) throws IOException {
    String pid = Files.readString(file).strip();
    return pid.isEmpty() ? "unknown" : pid;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
