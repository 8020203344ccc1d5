package org.indiretta.consultation;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Reference;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.EventKind;
import org.indiretta.sql.Database;
import org.indiretta.sql.Sql;
import org.indiretta.sql.Transaction;
import org.indiretta.transcript.Body;
import org.indiretta.transcript.SqlEntries;
import org.indiretta.transcript.Writer;

/** Inserts a consultation with its first entries. */
final class SqlStarts {
  private static final String UNIQUE_VIOLATION = "23505";

  /** The unique index lets one of a citizen's parallel starts pass; the others insert nothing. */
  private static final Sql INSERT =
      Sql.of(
          """
          INSERT INTO consultation (id, site_id, topic_id, citizen_id, reference, mode, state,
            language, name, page, question, started_at, queued_at, citizen_gone_at,
            citizen_gone_in, citizen_node, lane, earlier_id, held_for, held_until)
          VALUES (:id, :site, :topic, :citizen, :reference, :mode, 'WAITING',
            :language, :name, :page, :question, :now, :now, :goneAt,
            CASE WHEN :goneAt::timestamptz IS NULL THEN NULL ELSE :mode END, :node, :lane,
            :earlier, :heldFor, :heldUntil)
          ON CONFLICT (citizen_id) WHERE state IN ('WAITING', 'OFFERED', 'ACTIVE', 'WRAP_UP')
          DO NOTHING
          """);

  private static final Sql SOMEBODY_THERE =
      Sql.of(
          """
          SELECT 1 FROM competence c
          JOIN operator o ON o.id = c.operator_id AND o.disabled_at IS NULL
          JOIN presence p ON p.operator_id = c.operator_id
          WHERE c.topic_id = ANY(:topics) AND p.state = 'AVAILABLE' AND p.linked_at >= :since LIMIT 1
          """);

  private final Database database;
  private final SqlEntries entries;
  private final SqlWaitingLimit limit;

  SqlStarts(Database database, SqlEntries entries, SqlWaitingLimit limit) {
    this.database = database;
    this.entries = entries;
    this.limit = limit;
  }

  /** How an insert ended. */
  sealed interface Inserted {
    record Done() implements Inserted {}

    /** This citizen has one open, or the reference was used before. */
    record NotNow() implements Inserted {}

    /** Somebody was faster with the code. */
    record CodeUsed() implements Inserted {}
  }

  /** Whether somebody who serves one of these is available and was linked since then. */
  Future<Boolean> somebodyThere(List<TopicId> topics, Instant since) {
    return database
        .first(
            SOMEBODY_THERE
                .with("topics", topics.stream().map(TopicId::value).toArray(String[]::new))
                .with("since", since),
            row -> 1)
        .map(Optional::isPresent);
  }

  /**
   * Inserts it, waiting, with STARTED and the question as the first entries.
   *
   * @param node the node that holds the citizen's link; null when none does
   * @return fails with {@link SqlWaitingLimit.Full} when no place is left
   */
  Future<Inserted> insert(
      Principal.Citizen citizen,
      Command.StartConsultation command,
      Entrance entrance,
      Reference reference,
      UUID node,
      Instant now) {
    ConsultationId id = ConsultationId.next();
    Sql.Bound insert =
        INSERT
            .with("id", id.value())
            .with("site", citizen.site().value())
            .with("topic", entrance.topic().value())
            .with("lane", LaneNumber.of(entrance.lane()))
            .with("earlier", entrance.earlier() == null ? null : entrance.earlier().value())
            .with("heldFor", entrance.hold() == null ? null : entrance.hold().operator().value())
            .with("heldUntil", entrance.hold() == null ? null : entrance.hold().until())
            .with("citizen", citizen.id().value())
            .with("reference", reference.value())
            .with("mode", command.mode())
            .with("language", command.language().code())
            .with("name", command.name())
            .with("page", command.page() == null ? null : command.page().value())
            .with("question", command.question())
            .with("now", now)
            .with("goneAt", node == null ? now : null)
            .with("node", node);
    return database
        .inTransaction(
            transaction ->
                placed(transaction, entrance)
                    .compose(place -> transaction.update(insert))
                    .compose(
                        count ->
                            count == 0
                                ? Future.<Inserted>succeededFuture(new Inserted.NotNow())
                                : used(transaction, entrance, now)
                                    .compose(
                                        used ->
                                            opened(
                                                transaction, id, citizen, command, entrance, now))
                                    .map(new Inserted.Done())))
        .recover(
            fault ->
                switch (fault) {
                  case NotGood _ -> Future.succeededFuture(new Inserted.CodeUsed());
                  case PgException refused when UNIQUE_VIOLATION.equals(refused.getSqlState()) ->
                      Future.succeededFuture(new Inserted.NotNow());
                  default -> Future.failedFuture(fault);
                });
  }

  /**
   * Whose place is held for an operator on the telephone takes it from nobody, and who was asked to
   * come back with a code always gets one (RT23).
   */
  private Future<Void> placed(Transaction transaction, Entrance entrance) {
    boolean asked = entrance.code() instanceof Codes.Meaning.Case;
    return entrance.hold() == null && !asked
        ? limit.place(transaction, entrance.topic())
        : Future.succeededFuture();
  }

  /** Rolls the start back: somebody was faster with the code. */
  private static final class NotGood extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotGood() {
      super("the code was used meanwhile", null, false, false);
    }
  }

  private static Future<Void> used(Transaction transaction, Entrance entrance, Instant now) {
    return entrance.code() == null
        ? Future.succeededFuture()
        : SqlCodes.use(transaction, entrance.code(), now)
            .compose(used -> used ? Future.succeededFuture() : Future.failedFuture(new NotGood()));
  }

  private Future<Void> opened(
      Transaction transaction,
      ConsultationId id,
      Principal.Citizen citizen,
      Command.StartConsultation command,
      Entrance entrance,
      Instant now) {
    Body.Event started = new Body.Event(EventKind.STARTED.name(), null, entrance.topic().value());
    return entries
        .appendEvent(transaction, id, started, now)
        .compose(
            first ->
                command.question() == null
                    ? Future.succeededFuture()
                    : entries
                        .appendWithin(
                            transaction,
                            id,
                            new Writer.Citizen(citizen.id()),
                            null,
                            new Body.Message(command.question()),
                            now)
                        .mapEmpty());
  }
}
