package org.indiretta.backup;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.indiretta.sql.Database;
import org.indiretta.transcript.Erasure;
import org.indiretta.transcript.SqlErasures;

/**
 * Keeps an {@link ErasureFile} equal to the table of erasures, and erases again what such a file
 * names. Every server may keep a file of its own: each holds all.
 */
public final class ErasureCopy implements AutoCloseable {
  /** How often a server looks for new ones, in milliseconds: so late is the file. */
  public static final long EVERY_MS = 5_000;

  private final Vertx vertx;
  private final SqlErasures erasures;
  private final Path path;
  private ErasureFile file;

  /** Nothing is opened before the first {@link #round}. */
  public ErasureCopy(Vertx vertx, Database database, Path path) {
    this.vertx = vertx;
    this.erasures = new SqlErasures(database);
    this.path = path;
  }

  /**
   * Adds what is new since the last time; never two at once.
   *
   * @return how many were added; fails with {@link BackupRefused} when the file cannot be written,
   *     and the next round tries again
   */
  public Future<Integer> round() {
    return vertx.executeBlocking(this::opened).compose(from -> page(from, null, 0));
  }

  private synchronized Instant opened() {
    if (file == null) {
      file = ErasureFile.open(path);
    }
    return file.from();
  }

  private synchronized int add(List<Erasure> page) {
    try {
      return file.add(page);
    } catch (BackupRefused e) {
      // A disk that was full may have taken half a line: opened anew, that half is cut off.
      close();
      throw e;
    }
  }

  private Future<Integer> page(Instant from, Erasure last, int before) {
    return erasures
        .after(from, last)
        .compose(
            page ->
                page.isEmpty()
                    ? Future.succeededFuture(before)
                    : vertx
                        .executeBlocking(() -> add(page))
                        .compose(
                            added ->
                                page.size() < SqlErasures.BATCH
                                    ? Future.succeededFuture(before + added)
                                    : page(from, page.getLast(), before + added)));
  }

  /**
   * What was done again of a list.
   *
   * @param erased so many
   * @param unknown so many not: only a newer version knows their kinds
   */
  public record Repeated(long erased, long unknown) {}

  /**
   * Erases again, in small transactions, what a file names; blocks.
   *
   * @param from only what was erased from then on: before it, the backup itself knows
   * @return how many erasures the file names since then, and could not be done again
   */
  public static Repeated again(Database database, Path file, Instant from, Instant now) {
    SqlErasures erasures = new SqlErasures(database);
    List<Erasure> batch = new ArrayList<>(SqlErasures.BATCH);
    AtomicLong unknown = new AtomicLong();
    long count =
        ErasureFile.read(
            file,
            from.minus(SqlErasures.OVERLAP),
            erasure -> {
              if (erasure.kind() == null) {
                long _ = unknown.incrementAndGet();
                return;
              }
              batch.add(erasure);
              if (batch.size() == SqlErasures.BATCH) {
                erasures.again(List.copyOf(batch), now).await();
                batch.clear();
              }
            });
    erasures.again(List.copyOf(batch), now).await();
    return new Repeated(count - unknown.get(), unknown.get());
  }

  @Override
  public synchronized void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        file = null;
      }
    }
  }
}
