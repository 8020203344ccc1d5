package org.indiretta.consultation;

import io.vertx.core.Future;
import java.util.Optional;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Topic;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.Sql;
import org.indiretta.sql.Transaction;

/**
 * How many may wait for one topic at once ({@link Topic.Service#maxWaiting}): whoever comes by
 * themselves beyond that is refused (RT23). Who comes back first in the queue always gets a place.
 */
final class SqlWaitingLimit {
  /** What a refusal says to a developer. */
  static final String DETAIL = "as many wait for this topic as may";

  /** Those who come to one topic come one after the other, on every node. */
  private static final Sql ONE_AFTER_THE_OTHER =
      Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('waiting ' || :topic, 0))");

  private static final Sql COUNT =
      Sql.of(
          """
          SELECT count(*) AS waiting FROM consultation
          WHERE topic_id = :topic AND state IN ('WAITING', 'OFFERED')
          """);

  private final Directory directory;

  SqlWaitingLimit(Directory directory) {
    this.directory = directory;
  }

  /** Rolls back what would be one too many. */
  static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1;

    Full() {
      super(DETAIL, null, false, false);
    }
  }

  /** Fails with {@link Full} when there is no place left; holds others back until the commit. */
  Future<Void> place(Transaction transaction, TopicId topic) {
    Optional<Topic> known = directory.topic(topic);
    if (known.isEmpty()) {
      return Future.succeededFuture();
    }
    return transaction
        .list(ONE_AFTER_THE_OTHER.with("topic", topic.value()), row -> 1)
        .compose(
            locked ->
                transaction.list(
                    COUNT.with("topic", topic.value()), row -> row.getInteger("waiting")))
        .compose(
            counted ->
                counted.getFirst() < known.get().service().maxWaiting()
                    ? Future.succeededFuture()
                    : Future.failedFuture(new Full()));
  }
}
