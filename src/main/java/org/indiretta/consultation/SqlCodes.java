package org.indiretta.consultation;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.JoinCode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.ReturnCode;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Sql;
import org.indiretta.sql.SqlTries;
import org.indiretta.sql.Transaction;

/** The tables of codes, and the tries of them in the table of attempts. */
final class SqlCodes {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String KIND = "CODE";
  private static final String KIND_OF_ADDRESS = "CODE_ADDRESS";

  /** Only of an end that was said: one that can be undone is none yet. */
  private static final Sql CASE =
      Sql.of(
          """
          SELECT c.id, c.topic_id FROM return_code r JOIN consultation c ON c.id = r.consultation_id
          WHERE r.code_hash = :hash AND r.used_at IS NULL AND r.expires_at > :now
            AND c.site_id = :site AND c.state = 'CLOSED' AND c.outcome = 'TO_BE_COMPLETED'
          """);

  /** A restored backup does not make it good again. */
  private static final Sql USE_RETURN =
      Sql.of(
          """
          WITH used AS (
            UPDATE return_code SET used_at = :now::timestamptz
            WHERE code_hash = :hash AND used_at IS NULL AND expires_at > :now::timestamptz
            RETURNING consultation_id
          )
          INSERT INTO erasure (at, kind, subject)
          SELECT :now::timestamptz, 'RETURN_CODE', consultation_id FROM used
          """);

  private static final Sql FORGET_OLD = Sql.of("DELETE FROM return_code WHERE expires_at <= :now");

  private static final Sql ISSUE =
      Sql.of(
          """
          INSERT INTO return_code (consultation_id, code_hash, issued_at, expires_at)
          VALUES (:id, :hash, :now, :expires)
          ON CONFLICT (consultation_id) DO UPDATE SET code_hash = excluded.code_hash,
            issued_at = excluded.issued_at, expires_at = excluded.expires_at, used_at = NULL
          """);

  private static final Sql DESK =
      Sql.of(
          """
          SELECT j.operator_id, j.topic_id FROM join_code j
          JOIN operator o ON o.id = j.operator_id AND o.disabled_at IS NULL
          WHERE j.code = :code AND j.used_at IS NULL AND j.expires_at > :now
          """);

  private static final Sql USE_JOIN =
      Sql.of(
          """
          UPDATE join_code SET used_at = :now
          WHERE code = :code AND used_at IS NULL AND expires_at > :now
          """);

  private static final Sql FORGET_SPENT =
      Sql.of("DELETE FROM join_code WHERE used_at IS NOT NULL OR expires_at <= :now");

  private static final Sql MAKE =
      Sql.of(
          """
          INSERT INTO join_code (operator_id, code, topic_id, expires_at)
          VALUES (:operator, :code, :topic, :expires)
          ON CONFLICT (operator_id) DO UPDATE SET code = excluded.code,
            topic_id = excluded.topic_id, expires_at = excluded.expires_at, used_at = NULL
          """);

  private static final Sql ADDRESS = Sql.of("SELECT address_key FROM citizen WHERE id = :citizen");

  private final Database database;

  SqlCodes(Database database) {
    this.database = database;
  }

  /** A look that is taken once the try is counted. */
  interface Look<M> {
    Future<Optional<M>> now();
  }

  Look<Codes.Meaning.Case> caseOf(ReturnCode code, SiteId site, Instant now) {
    return () ->
        database.first(
            CASE.with("hash", hash(code)).with("site", site.value()).with("now", now),
            row ->
                new Codes.Meaning.Case(
                    code,
                    new ConsultationId(row.getUUID("id")),
                    new TopicId(row.getString("topic_id"))));
  }

  Look<Codes.Meaning.Desk> deskOf(JoinCode code, Instant now) {
    return () ->
        database.first(
            DESK.with("code", code.value()).with("now", now),
            row -> {
              String topic = row.getString("topic_id");
              return new Codes.Meaning.Desk(
                  code,
                  new OperatorId(row.getUUID("operator_id")),
                  topic == null ? null : new TopicId(topic));
            });
  }

  /** Uses a code up within the transaction of the start; false when it is used or too old. */
  static Future<Boolean> use(Transaction transaction, Codes.Meaning meaning, Instant now) {
    Sql.Bound use =
        switch (meaning) {
          case Codes.Meaning.Case of -> USE_RETURN.with("hash", hash(of.code())).with("now", now);
          case Codes.Meaning.Desk of -> USE_JOIN.with("code", of.code().value()).with("now", now);
        };
    return transaction.update(use).map(used -> used == 1);
  }

  Future<Boolean> use(JoinCode code, Instant now) {
    return database
        .update(USE_JOIN.with("code", code.value()).with("now", now))
        .map(used -> used == 1);
  }

  Future<Void> issue(ConsultationId id, ReturnCode code, Instant now, Instant expires) {
    return database
        .update(FORGET_OLD.with("now", now))
        .compose(
            forgotten ->
                database.update(
                    ISSUE
                        .with("id", id.value())
                        .with("hash", hash(code))
                        .with("now", now)
                        .with("expires", expires)))
        .mapEmpty();
  }

  /** False when another operator has the same code now. */
  Future<Boolean> make(
      OperatorId operator, JoinCode code, TopicId topic, Instant now, Instant expires) {
    return database
        .update(FORGET_SPENT.with("now", now))
        .compose(
            forgotten ->
                database.update(
                    MAKE.with("operator", operator.value())
                        .with("code", code.value())
                        .with("topic", topic == null ? null : topic.value())
                        .with("expires", expires)))
        .map(true)
        .recover(
            fault ->
                fault instanceof PgException refused
                        && UNIQUE_VIOLATION.equals(refused.getSqlState())
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(fault));
  }

  // ── tries ─────────────────────────────────────────────────────────────────────────────────────

  /**
   * Counts one try, of the citizen and of the address they came from, also among many at once.
   *
   * @return zero when it may go on, otherwise after how many milliseconds to try again
   */
  Future<Long> count(CitizenId citizen, Instant now) {
    return database.inTransaction(
        transaction ->
            count(transaction, KIND, citizen.toString(), Codes.TRIES, now)
                .compose(
                    wait ->
                        wait > 0
                            ? Future.succeededFuture(wait)
                            : countAddress(transaction, citizen.value(), now)));
  }

  private Future<Long> countAddress(Transaction transaction, UUID citizen, Instant now) {
    return transaction
        .first(
            ADDRESS.with("citizen", citizen),
            row -> Optional.ofNullable(row.getString("address_key")))
        .compose(
            found ->
                found
                    .flatMap(address -> address)
                    .map(
                        address ->
                            count(
                                transaction, KIND_OF_ADDRESS, address, Codes.TRIES_OF_ADDRESS, now))
                    .orElseGet(() -> Future.succeededFuture(0L)));
  }

  private static Future<Long> count(
      Transaction transaction, String kind, String key, int most, Instant now) {
    return SqlTries.seen(transaction, kind, key, now.minusMillis(Codes.WINDOW_MS))
        .compose(
            seen ->
                seen.count() < most
                    ? SqlTries.add(transaction, kind, key, now).map(0L)
                    : Future.succeededFuture(leftMs(seen.first(), now)));
  }

  private static long leftMs(Instant first, Instant now) {
    return Math.max(1, first.toEpochMilli() + Codes.WINDOW_MS - now.toEpochMilli());
  }

  private static Buffer hash(ReturnCode code) {
    try {
      return Buffer.buffer(
          MessageDigest.getInstance("SHA-256")
              .digest(code.value().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
