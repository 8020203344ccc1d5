package org.indiretta.faults;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The clients' own record, beside everything that is broken: lines gather while one fsync is under
 * way and are forced together. What must be on the disk before something happens says what to do
 * then.
 */
final class Journal implements AutoCloseable {
  private record Waiting(Line line, Runnable then) {}

  private static final Waiting END = new Waiting(null, null);

  private final JsonMapper json = new JsonMapper();
  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
  private final Path file;
  private final FileChannel channel;
  private final Thread writer;
  private volatile boolean failed;

  Journal(Path file) throws IOException {
    this.file = file;
    channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    writer = Thread.ofPlatform().name("journal").start(this::write);
  }

  /** Written down soon. */
  void note(Line line) {
    waiting.add(new Waiting(line, () -> {}));
  }

  /** Runs {@code then}, on the journal's thread, once the line is on the disk. */
  void before(Line line, Runnable then) {
    waiting.add(new Waiting(line, then));
  }

  private void write() {
    List<Waiting> batch = new ArrayList<>();
    try (channel) {
      for (boolean open = true; open; batch.clear()) {
        batch.add(waiting.take());
        int _ = waiting.drainTo(batch);
        open = !batch.contains(END);
        batch.removeIf(END::equals);
        ByteBuffer bytes = ByteBuffer.wrap(lines(batch));
        while (bytes.hasRemaining()) {
          int _ = channel.write(bytes);
        }
        channel.force(false);
        batch.forEach(each -> each.then().run());
      }
    } catch (IOException | InterruptedException e) {
      failed = true;
    }
  }

  private byte[] lines(List<Waiting> batch) throws IOException {
    var all = new java.io.ByteArrayOutputStream();
    for (Waiting each : batch) {
      all.write(json.writeValueAsBytes(each.line()));
      all.write('\n');
    }
    return all.toByteArray();
  }

  /** Where it is; its last line may be under way. */
  Path file() {
    return file;
  }

  /** Closes it and says where it is, for the checker. */
  Path finished() throws IOException {
    close();
    return file;
  }

  /** Forces what is left; may be called twice. */
  @Override
  public void close() throws IOException {
    waiting.add(END);
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failed) {
      throw new UncheckedIOException(new IOException("the journal " + file + " was not written"));
    }
  }

  /** All lines of a journal, in the order they were written. */
  static List<Line> read(Path file) throws IOException {
    JsonMapper json = new JsonMapper();
    try (var values = json.readerFor(Line.class).<Line>readValues(file.toFile())) {
      return values.readAll();
    }
  }
}
