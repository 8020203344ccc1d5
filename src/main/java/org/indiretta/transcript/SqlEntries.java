package org.indiretta.transcript;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Gathered;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;
import org.indiretta.sql.Transaction;

/** The entries of transcripts: what a transition writes beside its update, reading, withdrawing. */
public final class SqlEntries {
  /** The most entries one read returns. */
  public static final int READ_ENTRIES = 1_000;

  /** The most readers of one statement. */
  private static final int READ_AT_ONCE = 50;

  private static final Sql APPEND =
      Sql.of(
          """
          WITH moved AS (
            UPDATE consultation SET last_seq = last_seq + 1
            WHERE id = :consultation
            RETURNING last_seq
          )
          INSERT INTO entry
            (consultation_id, seq, at, writer, writer_id, client_message_id, kind, text, data)
          SELECT :consultation, last_seq, :at, :writer, :writerId, :clientMessageId, :kind, :text,
                 (:data::text)::jsonb
          FROM moved
          RETURNING seq
          """);

  private static final Sql AFTER =
      Sql.of(
          """
          SELECT consultation_id, seq, at, writer, writer_id, client_message_id, kind, text, data
          FROM entry
          WHERE consultation_id = :consultation AND seq > :after
          ORDER BY seq
          LIMIT :limit
          """);

  private static final Sql AFTER_EACH =
      Sql.of(
          """
          SELECT e.* FROM unnest(:consultations::uuid[], :afters::bigint[]) AS each(id, after)
          CROSS JOIN LATERAL (
            SELECT consultation_id, seq, at, writer, writer_id, client_message_id, kind, text, data
            FROM entry WHERE consultation_id = each.id AND seq > each.after
            ORDER BY seq LIMIT :limit) e
          ORDER BY e.consultation_id, e.seq
          """);

  private static final Sql LATER =
      Sql.of(
          """
          SELECT each.place, e.*
          FROM unnest(:consultations::uuid[], :afters::bigint[], :limits::bigint[])
            WITH ORDINALITY AS each(id, after, most, place)
          CROSS JOIN LATERAL (
            (SELECT consultation_id, seq, at, writer, writer_id, client_message_id, kind, text, data
             FROM entry WHERE consultation_id = each.id AND seq > each.after
             ORDER BY seq LIMIT each.most)
            UNION ALL
            SELECT consultation_id, seq, at, writer, writer_id, client_message_id, kind, text, data
            FROM entry
            WHERE consultation_id = each.id AND seq <= each.after AND kind = 'ERASED') e
          ORDER BY each.place, e.seq
          """);

  private static final Sql COUNT_WITHDRAWN =
      Sql.of("UPDATE consultation SET withdrawn = withdrawn + 1 WHERE id = :consultation");

  private static final Sql ERASED_UP_TO =
      Sql.of(
          """
          SELECT seq FROM entry
          WHERE consultation_id = :consultation AND seq <= :upTo AND kind = 'ERASED'
          ORDER BY seq
          """);

  /** The row's lock keeps the place from changing under an append or another withdrawal. */
  private static final Sql LOCK =
      Sql.of("SELECT operator_id, state FROM consultation WHERE id = :consultation FOR UPDATE");

  private static final Sql WITHDRAW =
      Sql.of(
          """
          UPDATE entry SET kind = 'ERASED', text = NULL, data = NULL
          WHERE consultation_id = :consultation AND seq = :seq AND writer_id = :writer
            AND kind IN ('MESSAGE', 'FILE', 'NOTE')
          RETURNING (SELECT old.data ->> 'file' FROM entry old
                     WHERE old.consultation_id = :consultation AND old.seq = :seq) AS file
          """);

  private static final Sql ERASE_FILE =
      Sql.of(
          """
          UPDATE file SET erased_at = :now, name = '-'
          WHERE id = :file::text::uuid AND erased_at IS NULL
          """);

  private static final Sql ERASE_CHUNKS =
      Sql.of("DELETE FROM file_chunk WHERE file_id = :file::text::uuid");

  private final Database database;
  private final Gathered<Place, Later> reading = new Gathered<>(READ_AT_ONCE, this::later);

  /** What is given no transaction of the caller runs in one of its own, on this pool. */
  public SqlEntries(Database database) {
    this.database = database;
  }

  /**
   * Appends one entry within a transition's own transaction. The caller has the consultation's row
   * locked by its conditional update, and publishes after the commit.
   *
   * @param clientMessageId null for events; a used one fails with a unique violation
   * @param at the transition's time
   * @return the entry with its place; fails when there is no such consultation
   */
  public Future<Entry> appendWithin(
      Transaction tx,
      ConsultationId consultation,
      Writer writer,
      ClientMessageId clientMessageId,
      Body body,
      Instant at) {
    WriteRules.checkStorable(body);
    WriteRules.checkWriter(writer, body);
    Instant stored = at.truncatedTo(ChronoUnit.MILLIS);
    return tx.first(
            APPEND
                .with("consultation", consultation.value())
                .with("at", stored)
                .with("writer", SqlBodies.writerName(writer))
                .with("writerId", SqlBodies.writerId(writer))
                .with("clientMessageId", clientMessageId == null ? null : clientMessageId.value())
                .with("kind", SqlBodies.kind(body))
                .with("text", SqlBodies.text(body))
                .with("data", SqlBodies.data(writer, body)),
            row -> row.getLong("seq"))
        .map(
            seq ->
                new Entry(consultation, seq.orElseThrow(), stored, writer, clientMessageId, body));
  }

  /** An event by the server itself, within a transition's transaction. */
  public Future<Entry> appendEvent(
      Transaction tx, ConsultationId consultation, Body.Event event, Instant at) {
    return appendWithin(tx, consultation, new Writer.Server(), null, event, at);
  }

  /**
   * The entries after a place, in order and without a hole (P4).
   *
   * @param limit 1 to {@link #READ_ENTRIES}
   */
  public Future<List<Entry>> entriesAfter(ConsultationId consultation, long after, int limit) {
    checkLimit(limit);
    return database.list(
        AFTER
            .with("consultation", consultation.value())
            .with("after", after)
            .with("limit", (long) limit),
        SqlEntries::entry);
  }

  /**
   * The same of many consultations at once, by consultation.
   *
   * @param limit the most of one consultation, 1 to {@link #READ_ENTRIES}
   */
  public Future<List<Entry>> entriesAfter(Map<ConsultationId, Long> after, int limit) {
    checkLimit(limit);
    List<ConsultationId> ids = List.copyOf(after.keySet());
    return database.list(
        AFTER_EACH
            .with("consultations", ids.stream().map(ConsultationId::value).toArray(UUID[]::new))
            .with("afters", ids.stream().map(after::get).toArray(Long[]::new))
            .with("limit", (long) limit),
        SqlEntries::entry);
  }

  /**
   * What a reader lacks: at most {@code limit} entries after a place, and the places up to it whose
   * content is gone, because the reader may still hold it.
   */
  public record Later(List<Entry> entries, List<Long> erased) {}

  /** Where a reader is, and how much is read from there. */
  private record Place(ConsultationId consultation, long after, int limit) {}

  /**
   * The entries after a place, in order and without a hole (P4), and what was erased before it;
   * asked together with others that come at the same moment.
   *
   * @param limit of entries, 1 to {@link #READ_ENTRIES}
   */
  public Future<Later> later(ConsultationId consultation, long after, int limit) {
    checkLimit(limit);
    return reading
        .of(new Place(consultation, after, limit))
        .map(found -> found.orElseGet(() -> new Later(List.of(), List.of())));
  }

  private Future<Map<Place, Later>> later(Set<Place> places) {
    List<Place> all = List.copyOf(places);
    return database
        .list(
            LATER
                .with(
                    "consultations",
                    all.stream().map(it -> it.consultation().value()).toArray(UUID[]::new))
                .with("afters", all.stream().map(Place::after).toArray(Long[]::new))
                .with("limits", all.stream().map(it -> (long) it.limit()).toArray(Long[]::new)),
            row -> Map.entry(all.get(row.getInteger("place") - 1), entry(row)))
        .map(
            rows -> {
              Map<Place, Later> later = new HashMap<>();
              for (Map.Entry<Place, Entry> row : rows) {
                Later of =
                    later.computeIfAbsent(
                        row.getKey(), key -> new Later(new ArrayList<>(), new ArrayList<>()));
                if (row.getValue().seq() > row.getKey().after()) {
                  of.entries().add(row.getValue());
                } else {
                  of.erased().add(row.getValue().seq());
                }
              }
              return later;
            });
  }

  private static void checkLimit(int limit) {
    if (limit < 1 || limit > READ_ENTRIES) {
      throw new IllegalArgumentException("limit: 1 to " + READ_ENTRIES + " is expected");
    }
  }

  /** The places up to {@code upTo} whose content is gone, for a reader who may still hold it. */
  public Future<List<Long>> erasedUpTo(ConsultationId consultation, long upTo) {
    return database.list(
        ERASED_UP_TO.with("consultation", consultation.value()).with("upTo", upTo),
        row -> row.getLong("seq"));
  }

  /** How a withdrawal went. */
  public enum Withdrawn {
    /** The content is gone, the place stays. */
    DONE,
    /** No such consultation, or no such entry of this writer with content. */
    NOT_FOUND,
    /** The writer does not own the consultation, or it has ended. */
    WRONG_STATE
  }

  /**
   * Erases the content of one of the operator's own messages, files or notes for good, the bytes of
   * a file included; the place stays, so that {@code seq} has no hole (P2).
   */
  public Future<Withdrawn> withdraw(
      ConsultationId consultation, OperatorId operator, long seq, Instant now) {
    return database.inTransaction(
        tx ->
            tx.first(LOCK.with("consultation", consultation.value()), row -> owned(row, operator))
                .compose(
                    owned ->
                        owned.isEmpty()
                            ? Future.succeededFuture(Withdrawn.NOT_FOUND)
                            : owned.get()
                                ? erase(tx, consultation, operator, seq, now)
                                : Future.succeededFuture(Withdrawn.WRONG_STATE)));
  }

  private static boolean owned(Row row, OperatorId operator) {
    String state = row.getString("state");
    return operator.value().equals(row.getUUID("operator_id"))
        && (state.equals("ACTIVE") || state.equals("WRAP_UP"));
  }

  private Future<Withdrawn> erase(
      Transaction tx, ConsultationId consultation, OperatorId operator, long seq, Instant now) {
    return tx.first(
            WITHDRAW
                .with("consultation", consultation.value())
                .with("seq", seq)
                .with("writer", operator.value()),
            row -> Optional.ofNullable(row.getString("file")))
        .compose(
            erased -> {
              if (erased.isEmpty()) {
                return Future.succeededFuture(Withdrawn.NOT_FOUND);
              }
              return SqlErasures.entry(tx, consultation.value(), seq, now)
                  .compose(
                      recorded ->
                          tx.update(COUNT_WITHDRAWN.with("consultation", consultation.value())))
                  .compose(
                      counted ->
                          erased.get().isEmpty()
                              ? Future.succeededFuture(0)
                              : eraseFile(tx, erased.get().get(), now))
                  .map(Withdrawn.DONE);
            });
  }

  private static Future<Integer> eraseFile(Transaction tx, String file, Instant now) {
    return tx.update(ERASE_FILE.with("file", file).with("now", now))
        .compose(n -> tx.update(ERASE_CHUNKS.with("file", file)));
  }

  static Entry entry(Row row) {
    String id = row.getString("client_message_id");
    return new Entry(
        new ConsultationId(row.getUUID("consultation_id")),
        row.getLong("seq"),
        Rows.instant(row, "at"),
        SqlBodies.writer(row),
        id == null ? null : new ClientMessageId(id),
        SqlBodies.read(row));
  }
}
