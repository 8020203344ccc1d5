package org.indiretta.presence;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.AwayReason;
import org.indiretta.protocol.PresenceState;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;

/** Presence in PostgreSQL. */
final class SqlPresence {
  /** Kept as the reason of OFFLINE when it was set by a lost link; people never see it. */
  private static final String LINK_LOST = "LINK_LOST";

  private static final Sql ALL =
      Sql.of(
          """
          SELECT operator_id, state, reason, since, until, linked_at, last_served, wrap_up_until
          FROM presence
          """);

  private static final Sql FIND =
      Sql.of(
          """
          SELECT operator_id, state, reason, since, until, linked_at, last_served, wrap_up_until
          FROM presence WHERE operator_id = :operator
          """);

  private static final Sql SET =
      Sql.of(
          """
          INSERT INTO presence (operator_id, state, reason, since, until, linked_at)
          VALUES (:operator, :state, :reason, :now, :until, :now)
          ON CONFLICT (operator_id) DO UPDATE SET state = :state, reason = :reason, since = :now,
            until = :until, linked_at = :now, expired_offers = 0, wrap_up_until = NULL,
            asked_at = NULL
          """);

  /** A locked row is left for the next sweep, as by a heartbeat. */
  private static final Sql LOST =
      Sql.of(
          """
          WITH gone AS (
            SELECT operator_id FROM presence
            WHERE state IN ('AVAILABLE', 'AWAY') AND (linked_at IS NULL OR linked_at <= :before)
            FOR NO KEY UPDATE SKIP LOCKED)
          UPDATE presence p SET state = 'OFFLINE', since = :now, until = NULL, asked_at = NULL,
            reason = CASE WHEN p.state = 'AVAILABLE' THEN 'LINK_LOST' END
          FROM gone WHERE p.operator_id = gone.operator_id
          RETURNING p.operator_id
          """);

  private static final Sql DISABLED =
      Sql.of(
          """
          UPDATE presence p SET state = 'OFFLINE', since = :now, reason = NULL, until = NULL,
            asked_at = NULL, wrap_up_until = NULL
          FROM operator o
          WHERE o.id = p.operator_id AND o.disabled_at IS NOT NULL AND p.state <> 'OFFLINE'
          RETURNING p.operator_id
          """);

  private static final Sql SIGNED_OUT =
      Sql.of(
          """
          UPDATE presence SET state = 'OFFLINE', since = :now, reason = NULL, until = NULL,
            asked_at = NULL, wrap_up_until = NULL
          WHERE operator_id = :operator AND (state <> 'OFFLINE' OR reason IS NOT NULL)
          """);

  /** The first asks; two in a row: away, because nobody seems to be at the screen. */
  private static final Sql OFFER_EXPIRED =
      Sql.of(
          """
          UPDATE presence SET
            expired_offers = CASE WHEN expired_offers >= 1 THEN 0 ELSE expired_offers + 1 END,
            state = CASE WHEN expired_offers >= 1 AND state = 'AVAILABLE' THEN 'AWAY' ELSE state END,
            reason = CASE WHEN expired_offers >= 1 AND state = 'AVAILABLE'
                     THEN 'NO_ANSWER' ELSE reason END,
            since = CASE WHEN expired_offers >= 1 AND state = 'AVAILABLE' THEN :now ELSE since END,
            asked_at = CASE WHEN expired_offers = 0 AND state = 'AVAILABLE'
                       THEN coalesce(asked_at, :now) END
          WHERE operator_id = :operator
          RETURNING state
          """);

  /** Only while a browser of theirs is connected: who is gone is not made available. */
  private static final Sql END_PAUSE =
      Sql.of(
          """
          UPDATE presence SET state = 'AVAILABLE', reason = NULL, since = :now, until = NULL,
            asked_at = NULL, expired_offers = 0
          WHERE operator_id = :operator AND state = 'AWAY' AND linked_at > :linkedSince
          """);

  private static final Sql OFFER_ANSWERED =
      Sql.of(
          """
          UPDATE presence SET expired_offers = 0, asked_at = NULL WHERE operator_id = :operator
          """);

  private static final Sql ASK =
      Sql.of(
          """
          UPDATE presence SET asked_at = :now
          WHERE operator_id = :operator AND state = 'AVAILABLE' AND asked_at IS NULL
          """);

  private static final Sql STILL_HERE =
      Sql.of(
          """
          UPDATE presence SET asked_at = NULL, here_at = :now, expired_offers = 0
          WHERE operator_id = :operator AND asked_at IS NOT NULL
          """);

  private static final Sql REACHABLE =
      Sql.of(
          """
          SELECT p.operator_id FROM presence p
          WHERE p.state IN ('OFFLINE', 'ON_CALL')
            AND (:byMail OR EXISTS (SELECT 1 FROM push_subscription s
                                    WHERE s.operator_id = p.operator_id))
          """);

  private static final Sql SILENT =
      Sql.of("SELECT operator_id FROM presence WHERE asked_at <= :askedBefore");

  private final Database database;

  SqlPresence(Database database) {
    this.database = database;
  }

  Future<List<Presence>> all() {
    return database.list(ALL.bound(), SqlPresence::presence);
  }

  Future<Optional<Presence>> find(OperatorId operator) {
    return database.first(FIND.with("operator", operator.value()), SqlPresence::presence);
  }

  Future<Void> set(
      OperatorId operator, PresenceState state, AwayReason reason, Instant until, Instant now) {
    return database
        .update(
            SET.with("operator", operator.value())
                .with("state", state)
                .with("reason", reason)
                .with("until", until)
                .with("now", now))
        .mapEmpty();
  }

  /** Sets OFFLINE who was linked last at {@code before} or earlier. */
  Future<List<OperatorId>> lost(Instant before, Instant now) {
    return database.list(LOST.with("before", before).with("now", now), SqlPresence::operator);
  }

  /** Sets OFFLINE whose account is disabled. */
  Future<List<OperatorId>> disabled(Instant now) {
    return database.list(DISABLED.with("now", now), SqlPresence::operator);
  }

  /** Sets OFFLINE who signed out; whether that changed anything. */
  Future<Boolean> signedOut(OperatorId operator, Instant now) {
    return changed(SIGNED_OUT.with("operator", operator.value()).with("now", now));
  }

  /** Counts an expired offer; the state after it. */
  Future<PresenceState> offerExpired(OperatorId operator, Instant now) {
    return database
        .first(
            OFFER_EXPIRED.with("operator", operator.value()).with("now", now),
            row -> Rows.constant(PresenceState.class, row, "state"))
        .map(state -> state.orElse(PresenceState.OFFLINE));
  }

  /** Whether there was a pause to end, of somebody whose browser is connected. */
  Future<Boolean> endPause(OperatorId operator, Instant now, Instant linkedSince) {
    return database
        .update(
            END_PAUSE
                .with("operator", operator.value())
                .with("now", now)
                .with("linkedSince", linkedSince))
        .map(changed -> changed > 0);
  }

  Future<Void> offerAnswered(OperatorId operator) {
    return database.update(OFFER_ANSWERED.with("operator", operator.value())).mapEmpty();
  }

  /** Asks an available person; whether they were not asked already. */
  Future<Boolean> ask(OperatorId operator, Instant now) {
    return changed(ASK.with("operator", operator.value()).with("now", now));
  }

  /** They are there; whether they had been asked. */
  Future<Boolean> stillHere(OperatorId operator, Instant now) {
    return changed(STILL_HERE.with("operator", operator.value()).with("now", now));
  }

  /** Who was asked at {@code askedBefore} or earlier and has not answered. */
  Future<List<OperatorId>> silent(Instant askedBefore) {
    return database.list(SILENT.with("askedBefore", askedBefore), SqlPresence::operator);
  }

  /** Who is not at the console and can be sent a notice. */
  Future<List<OperatorId>> reachable(boolean byMail) {
    return database.list(REACHABLE.with("byMail", byMail), SqlPresence::operator);
  }

  private Future<Boolean> changed(Sql.Bound statement) {
    return database.update(statement).map(rows -> rows > 0);
  }

  private static OperatorId operator(Row row) {
    return new OperatorId(row.getUUID("operator_id"));
  }

  private static Presence presence(Row row) {
    String reason = row.getString("reason");
    return new Presence(
        operator(row),
        Rows.constant(PresenceState.class, row, "state"),
        reason == null || reason.equals(LINK_LOST) ? null : AwayReason.valueOf(reason),
        Rows.instant(row, "since"),
        Rows.instant(row, "until"),
        Rows.instant(row, "linked_at"),
        Rows.instant(row, "last_served"),
        Rows.instant(row, "wrap_up_until"));
  }
}
