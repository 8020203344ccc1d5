package org.indiretta.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.indiretta.transcript.Erasure;
import org.indiretta.transcript.SqlErasures;

/**
 * The list of erasures outside of the database, one line each: {@code time kind subject seq id
 * checksum}, and only ever more lines. It holds ids and nothing that anybody wrote. A last line
 * that was cut off, because the machine went down while it was written, does not count.
 */
public final class ErasureFile implements AutoCloseable {
  private static final String HEAD = "indiretta erasures 1";
  private static final int FIELDS = 6;

  private final FileChannel channel;

  /** Those of the last {@link SqlErasures#OVERLAP}, which will be met again. */
  private final Map<UUID, Instant> lately = new LinkedHashMap<>();

  private Instant last = Instant.EPOCH;

  private ErasureFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Reads a file from its first line to its last.
   *
   * @param from those before this time are left out
   * @return how many there were
   * @throws BackupRefused when it is no such file, or a line was changed
   */
  public static long read(Path file, Instant from, Consumer<Erasure> each) {
    long[] count = {0};
    long _ =
        lines(
            file,
            erasure -> {
              if (!erasure.at().isBefore(from)) {
                count[0]++;
                each.accept(erasure);
              }
            });
    return count[0];
  }

  /** Returns the length of all whole lines, in bytes. */
  private static long lines(Path file, Consumer<Erasure> each) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return lines(file, channel, each);
    } catch (IOException e) {
      throw new BackupRefused("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /** The same by an open channel, which stays open. */
  private static long lines(Path file, FileChannel channel, Consumer<Erasure> each)
      throws IOException {
    long length = 0;
    long size = channel.size();
    BufferedReader in = new BufferedReader(Channels.newReader(channel.position(0), US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      long end = length + line.length() + 1;
      if (end > size) {
        break;
      }
      if (length == 0) {
        if (!line.equals(HEAD)) {
          throw new BackupRefused(file + " is no list of erasures of InDiretta.");
        }
      } else {
        each.accept(erasure(file, line));
      }
      length = end;
    }
    return length;
  }

  private static Erasure erasure(Path file, String line) {
    String[] fields = line.split(" ", -1);
    try {
      if (fields.length == FIELDS
          && fields[FIELDS - 1].equals(sum(line.substring(0, line.lastIndexOf(' '))))) {
        return new Erasure(
            UUID.fromString(fields[4]),
            Instant.parse(fields[0]),
            fields[1],
            UUID.fromString(fields[2]),
            Long.parseLong(fields[3]));
      }
    } catch (RuntimeException e) {
      throw changed(file, e);
    }
    throw changed(file, null);
  }

  private static BackupRefused changed(Path file, Throwable cause) {
    return new BackupRefused(
        "A line of %s was changed or is damaged: copy the file again from where it was kept."
            .formatted(file),
        cause);
  }

  private static String line(Erasure erasure) {
    String text =
        "%s %s %s %d %s"
            .formatted(
                erasure.at(), erasure.name(), erasure.subject(), erasure.seq(), erasure.id());
    return text + " " + sum(text) + "\n";
  }

  private static String sum(String text) {
    CRC32C sum = new CRC32C();
    sum.update(text.getBytes(US_ASCII));
    return "%08x".formatted(sum.getValue());
  }

  /**
   * Opens a file to write on, which is made when it is not there. One process writes a file.
   *
   * @throws BackupRefused when another one does, or it cannot be opened
   */
  public static ErasureFile open(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      ErasureFile opened = new ErasureFile(channel);
      try {
        opened.begin(file);
        return opened;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new BackupRefused(
          "The list of erasures %s cannot be written: %s.".formatted(file, e.getMessage()), e);
    }
  }

  private void begin(Path file) throws IOException {
    boolean locked;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      locked = false;
    }
    if (!locked) {
      throw new BackupRefused(
          "Another server writes the list of erasures %s: give each a file of its own."
              .formatted(file));
    }
    if (channel.size() < HEAD.length() + 1) {
      write(0, HEAD + "\n");
      return;
    }
    // By this channel: the lock of the whole process ends when it closes another one of the file.
    long whole = lines(file, channel, this::remember);
    FileChannel _ = channel.truncate(whole);
  }

  private void remember(Erasure erasure) {
    if (erasure.at().isAfter(last)) {
      last = erasure.at();
    }
    Instant _ = lately.put(erasure.id(), erasure.at());
    Instant from = from();
    Iterator<Instant> times = lately.values().iterator();
    while (times.hasNext() && times.next().isBefore(from)) {
      times.remove();
    }
  }

  /** From where on the table is to be read; some of it is here already. */
  public Instant from() {
    return last.equals(Instant.EPOCH) ? last : last.minus(SqlErasures.OVERLAP);
  }

  /** Adds those that are not here yet; on the disk when it returns. */
  public int add(List<Erasure> erasures) {
    StringBuilder text = new StringBuilder();
    int added = 0;
    for (Erasure erasure : erasures) {
      if (!lately.containsKey(erasure.id())) {
        text.append(line(erasure));
        added++;
      }
    }
    if (added > 0) {
      try {
        write(channel.size(), text.toString());
      } catch (IOException e) {
        throw new BackupRefused("The list of erasures cannot be written: " + e.getMessage(), e);
      }
      erasures.forEach(this::remember);
    }
    return added;
  }

  private void write(long at, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
    long to = at;
    while (bytes.hasRemaining()) {
      to += channel.write(bytes, to);
    }
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
