package org.indiretta.backup;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
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
   * Looks whether all that a file names can be erased again; asked before anything is restored.
   *
   * @param from only what was erased from then on: before it, the backup itself knows
   * @throws BackupRefused when it names kinds that only a newer version knows, or cannot be read
   */
  public static void check(Path file, Instant from) {
    Set<String> unknown = new TreeSet<>();
    long _ =
        since(
            file,
            from,
            erasure -> {
              if (erasure.kind() == null) {
                var _ = unknown.add(erasure.name());
              }
            });
    if (!unknown.isEmpty()) {
      throw new BackupRefused(
          ("%s names erasures since the backup that only a newer InDiretta can repeat (%s), and what"
                  + " they erased would be there again: restore with that one. Nothing was restored.")
              .formatted(file, String.join(", ", unknown)));
    }
  }

  /**
   * Erases again, in small transactions, what a file names; blocks. After {@link #check}.
   *
   * @param from as there
   * @return how many erasures the file names since then
   */
  public static long again(Database database, Path file, Instant from, Instant now) {
    SqlErasures erasures = new SqlErasures(database);
    List<Erasure> batch = new ArrayList<>(SqlErasures.BATCH);
    long count =
        since(
            file,
            from,
            erasure -> {
              batch.add(erasure);
              if (batch.size() == SqlErasures.BATCH) {
                erasures.again(List.copyOf(batch), now).await();
                batch.clear();
              }
            });
    erasures.again(List.copyOf(batch), now).await();
    return count;
  }

  private static long since(Path file, Instant from, Consumer<Erasure> each) {
    return ErasureFile.read(file, from.minus(SqlErasures.OVERLAP), each);
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
