package org.indiretta.transcript;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done from time to time: every minute the words of ended consultations are read for the
 * archive, every hour what has been kept long enough is erased. A round that fails is done by the
 * next one; every node may run it.
 */
public final class TranscriptUpkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TranscriptUpkeep.class);
  private static final long ROUND_EVERY_MS = 60_000;
  private static final Duration ERASE_EVERY = Duration.ofHours(1);

  private final Vertx vertx;
  private final SqlArchive archive;
  private final SqlRetention retention;
  private final Clock clock;
  private final long timer;
  private Instant erasedAt = Instant.MIN;
  private boolean busy;

  private TranscriptUpkeep(Vertx vertx, Database database, Clock clock) {
    this.vertx = vertx;
    this.archive = new SqlArchive(database);
    this.retention = new SqlRetention(database, clock);
    this.clock = clock;
    this.timer = vertx.setPeriodic(1_000, ROUND_EVERY_MS, t -> round());
  }

  /** Starts; the first round comes after a second. */
  public static TranscriptUpkeep start(Vertx vertx, Database database, Clock clock) {
    return new TranscriptUpkeep(vertx, database, clock);
  }

  private void round() {
    if (busy) {
      return;
    }
    busy = true;
    var _ =
        readWords()
            .compose(v -> eraseWhenDue())
            .onFailure(fault -> LOG.atWarn().setCause(fault).log("upkeep of transcripts put off"))
            .onComplete(r -> busy = false);
  }

  private Future<Void> readWords() {
    return archive
        .indexEnded(SqlArchive.INDEX_BATCH)
        .compose(n -> n < SqlArchive.INDEX_BATCH ? Future.succeededFuture() : readWords());
  }

  private Future<Void> eraseWhenDue() {
    Instant now = clock.now();
    if (erasedAt.isAfter(now.minus(ERASE_EVERY))) {
      return Future.succeededFuture();
    }
    return retention
        .run(now)
        .onSuccess(
            erased -> {
              erasedAt = now;
              if (erased.consultations() + erased.files() + erased.contactRequests() > 0) {
                LOG.info(
                    "erased by retention: {} consultations, {} files, {} contact requests",
                    erased.consultations(),
                    erased.files(),
                    erased.contactRequests());
              }
            })
        .mapEmpty();
  }

  @Override
  public void close() {
    boolean _ = vertx.cancelTimer(timer);
  }
}
