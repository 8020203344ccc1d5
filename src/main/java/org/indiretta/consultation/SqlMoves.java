package org.indiretta.consultation;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.indiretta.identity.OperatorId;
import org.indiretta.routing.SqlChoices;
import org.indiretta.sql.Database;
import org.indiretta.sql.Sql;
import org.indiretta.sql.Transaction;
import org.indiretta.transcript.Body;
import org.indiretta.transcript.Entry;

/**
 * Makes a move true: one conditional update that names the state it came from, with its events and
 * the record of offers in the same transaction. Two who race come here with the same {@code
 * before}; the row lets exactly one pass (P9).
 */
final class SqlMoves {
  private static final String UNIQUE_VIOLATION = "23505";

  private static final Sql MOVE =
      Sql.of(
          """
          UPDATE consultation SET
            state = :state, lane = coalesce(:lane, lane), queued_at = coalesce(:queuedAt, queued_at),
            operator_id = :operator, offer_expires_at = :offerExpiresAt,
            answered_at = coalesce(:answeredAt, answered_at), wrap_up_at = :wrapUpAt,
            ended_at = :endedAt, outcome = :outcome, held_for = :heldFor, held_until = :heldUntil,
            warned_at = :warnedAt, hand_over_to = :handOverTo, hand_over_note = :handOverNote,
            hand_over_at = :handOverAt, hand_over_topic = :handOverTopic,
            hand_over_since = :handOverSince, hand_over_expires_at = :handOverExpiresAt,
            citizen_lost = :citizenLost, topic_id = coalesce(:topic, topic_id),
            citizen_gone_at = CASE WHEN :again THEN NULL ELSE citizen_gone_at END,
            first_answered_at = coalesce(first_answered_at, :answeredAt),
            first_answered_by = coalesce(first_answered_by,
              CASE WHEN :answeredAt::timestamptz IS NOT NULL THEN :operator::uuid END),
            joined = CASE WHEN :state IN ('ACTIVE', 'WRAP_UP')
                     THEN nullif(array_remove(joined, :operator::uuid), '{}') END
          WHERE id = :id AND state = :fromState AND topic_id = :fromTopic
            AND operator_id IS NOT DISTINCT FROM :fromOperator
            AND offer_expires_at IS NOT DISTINCT FROM :fromOfferExpiresAt
            AND wrap_up_at IS NOT DISTINCT FROM :fromWrapUpAt
            AND ended_at IS NOT DISTINCT FROM :fromEndedAt
            AND held_for IS NOT DISTINCT FROM :fromHeldFor
            AND warned_at IS NOT DISTINCT FROM :fromWarnedAt
            AND hand_over_to IS NOT DISTINCT FROM :fromHandOverTo
            AND hand_over_at IS NOT DISTINCT FROM :fromHandOverAt
            AND joined IS NOT DISTINCT FROM :fromJoined::uuid[]
            AND hand_over_expires_at IS NOT DISTINCT FROM :fromHandOverExpiresAt
            AND (:goneSince::timestamptz IS NULL OR citizen_gone_at = :goneSince::timestamptz)
          """);

  /** Locks the operator's presence, so that two nodes do not ask the same person at once. */
  private static final Sql LOCK_PRESENCE =
      Sql.of(
          """
          SELECT 1 FROM presence p JOIN operator o ON o.id = p.operator_id
          WHERE p.operator_id = :operator AND p.state = 'AVAILABLE' AND o.disabled_at IS NULL
            AND (p.wrap_up_until IS NULL OR p.wrap_up_until <= :now)
          FOR UPDATE OF p
          """);

  /** Not at the console, or at least not available: a notice reaches them. */
  private static final Sql LOCK_ON_CALL =
      Sql.of(
          """
          SELECT 1 FROM presence p JOIN operator o ON o.id = p.operator_id
          WHERE p.operator_id = :operator AND p.state IN ('OFFLINE', 'ON_CALL')
            AND o.disabled_at IS NULL
          FOR UPDATE OF p
          """);

  /** One offer at a time, and no more than the operator's budget of weights holds. */
  private static final Sql ROOM_LEFT =
      Sql.of(
          """
          SELECT 1 FROM operator o
          WHERE o.id = :operator
            AND NOT EXISTS (SELECT 1 FROM consultation
                            WHERE operator_id = :operator AND state = 'OFFERED')
            AND NOT EXISTS (SELECT 1 FROM consultation
                            WHERE hand_over_to = :operator AND hand_over_topic IS NOT NULL)
            AND (SELECT coalesce(sum(least(o.max_write,
                                           coalesce((o.weights ->> c.mode)::int, o.max_write))), 0)
                 FROM consultation c
                 WHERE c.operator_id = :operator AND c.state IN ('ACTIVE', 'WRAP_UP'))
                + least(o.max_write, coalesce((o.weights ->> :mode::text)::int, o.max_write))
                <= o.max_write
          """);

  /** Not by an account that is disabled by now; a disabling at the same time waits for this. */
  private static final Sql LOCK_ENABLED =
      Sql.of("SELECT 1 FROM operator WHERE id = :operator AND disabled_at IS NULL FOR SHARE");

  private static final Sql SERVED =
      Sql.of(
          """
          UPDATE presence SET last_served = :now, expired_offers = 0, asked_at = NULL,
            wrap_up_until = NULL
          WHERE operator_id = :operator
          """);

  /** The time to complete it begins; none for an account that has none. */
  private static final Sql COMPLETES =
      Sql.of(
          """
          UPDATE presence p SET wrap_up_until = :now::timestamptz + o.wrap_up_s * interval '1 second'
          FROM operator o
          WHERE p.operator_id = :operator AND o.id = p.operator_id AND o.wrap_up_s > 0
          """);

  /** The end was taken back, and the time to complete it with it. */
  private static final Sql GOES_ON =
      Sql.of("UPDATE presence SET wrap_up_until = NULL WHERE operator_id = :operator");

  private static final Sql OFFERED =
      Sql.of(
          """
          INSERT INTO offer (id, consultation_id, operator_id, offered_at, on_call)
          VALUES (:offer, :id, :operator, :now, :onCall)
          """);

  private static final Sql OFFER_ENDED =
      Sql.of(
          """
          UPDATE offer SET ended_at = :now, ending = :ending
          WHERE consultation_id = :id AND ended_at IS NULL
          """);

  private final Database database;
  private final SqlCalls calls;
  private final CallRules callRules;
  private final SqlWaitingLimit limit;

  SqlMoves(Database database, SqlCalls calls, CallRules callRules, SqlWaitingLimit limit) {
    this.database = database;
    this.calls = calls;
    this.callRules = callRules;
    this.limit = limit;
  }

  /** How trying a move ended. */
  sealed interface Tried {
    /** Committed: the consultation after it, the entries it wrote, what became of its call. */
    record Moved(Consultation after, List<Entry> entries, List<CallStep> calls) implements Tried {}

    /** The consultation was no longer as it was read: somebody was faster. */
    record LostRace() implements Tried {}

    /** The citizen has another one open, and may have one only. */
    record AnotherOpen() implements Tried {}

    /** As many wait for the topic it should wait for as may. */
    record NoPlace() implements Tried {}

    /** Whose it would become has a disabled account. */
    record Disabled() implements Tried {}
  }

  /** Rolls everything back when the account is disabled by now. */
  private static final class NotEnabled extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotEnabled() {
      super("the account is disabled", null, false, false);
    }
  }

  /** Rolls everything back when the row did not match. */
  private static final class NotAsRead extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotAsRead() {
      super("the consultation has moved on", null, false, false);
    }
  }

  /** Tries the move; a failed future is a fault of the database. */
  Future<Tried> move(Consultation before, Step step, Instant now) {
    return database
        .inTransaction(transaction -> within(transaction, before, step, now))
        .map(Tried.class::cast)
        .recover(
            fault ->
                switch (fault) {
                  case SqlWaitingLimit.Full _ -> Future.succeededFuture(new Tried.NoPlace());
                  case NotAsRead _ -> Future.succeededFuture(new Tried.LostRace());
                  case NotEnabled _ -> Future.succeededFuture(new Tried.Disabled());
                  case PgException refused when UNIQUE_VIOLATION.equals(refused.getSqlState()) ->
                      Future.succeededFuture(new Tried.AnotherOpen());
                  default -> Future.failedFuture(fault);
                });
  }

  // Presence is always locked before the consultation, so that moves cannot block one another.
  private Future<Tried.Moved> within(
      Transaction transaction, Consultation before, Step step, Instant now) {
    return placed(transaction, step)
        .compose(placed -> prepared(transaction, before, step, now))
        .compose(ready -> expectOne(transaction.update(update(before, step))))
        .compose(updated -> offers(transaction, before, step, now))
        .compose(kept -> SqlTransfers.follow(transaction, before, step, now))
        .compose(
            kept ->
                step.alongside() == null
                    ? Future.succeededFuture()
                    : step.alongside().apply(transaction))
        .compose(done -> calls.follow(transaction, before, step.to(), callRules, now))
        .compose(called -> appended(transaction, before, step, called, now));
  }

  /** Who changes the topic while they wait needs a place there. */
  private Future<Void> placed(Transaction transaction, Step step) {
    return step.topic() != null && step.to() instanceof State.Waiting
        ? limit.place(transaction, step.topic())
        : Future.succeededFuture();
  }

  private Future<Void> prepared(
      Transaction transaction, Consultation before, Step step, Instant now) {
    State from = before.state();
    State to = step.to();
    OperatorId newlyAsked = newlyAsked(from, to);
    if (newlyAsked != null) {
      UUID asked = newlyAsked.value();
      return isOnCall(to)
          ? roomLeft(transaction, before, asked, LOCK_ON_CALL.with("operator", asked))
          : roomLeft(transaction, before, asked, atTheConsole(asked, now));
    }
    OperatorId owner = to.owner();
    if (to instanceof State.Active && !owner.equals(from.owner())) {
      Future<Void> may =
          step.reasons() == null
              ? enabled(transaction, owner.value())
              : roomLeft(transaction, before, owner.value(), atTheConsole(owner.value(), now));
      return may.compose(
          ready ->
              transaction
                  .update(SERVED.with("operator", owner.value()).with("now", now))
                  .mapEmpty());
    }
    return wrapUp(transaction, from, to, now);
  }

  private static Future<Void> enabled(Transaction transaction, UUID operator) {
    return transaction
        .list(LOCK_ENABLED.with("operator", operator), row -> 1)
        .compose(
            rows ->
                rows.isEmpty() ? Future.failedFuture(new NotEnabled()) : Future.succeededFuture());
  }

  private static Sql.Bound atTheConsole(UUID operator, Instant now) {
    return LOCK_PRESENCE.with("operator", operator).with("now", now);
  }

  /** Whether it is an offer by a notice. */
  private static boolean isOnCall(State state) {
    return state instanceof State.Offered offered && offered.onCall();
  }

  /** What routing gives to an operator fits beside what they have, on whichever node. */
  private static Future<Void> roomLeft(
      Transaction transaction, Consultation before, UUID operator, Sql.Bound lock) {
    return expectOne(transaction.list(lock, row -> 1).map(List::size))
        .compose(
            locked ->
                expectOne(
                    transaction
                        .list(
                            ROOM_LEFT.with("operator", operator).with("mode", before.mode()),
                            row -> 1)
                        .map(List::size)));
  }

  private static Future<Void> wrapUp(Transaction transaction, State from, State to, Instant now) {
    if (from instanceof State.Active active
        && (to instanceof State.WrapUp || to instanceof State.Closed)) {
      return transaction
          .update(COMPLETES.with("operator", active.owner().value()).with("now", now))
          .mapEmpty();
    }
    return from instanceof State.WrapUp wrapUp && to instanceof State.Active
        ? transaction.update(GOES_ON.with("operator", wrapUp.owner().value())).mapEmpty()
        : Future.succeededFuture();
  }

  private Future<Void> offers(
      Transaction transaction, Consultation before, Step step, Instant now) {
    UUID id = before.id().value();
    if (isNewOffer(before.state(), step.to())) {
      OperatorId to = ((State.Offered) step.to()).to();
      UUID offer = UUID.randomUUID();
      return transaction
          .update(
              OFFERED
                  .with("offer", offer)
                  .with("id", id)
                  .with("operator", to.value())
                  .with("onCall", isOnCall(step.to()))
                  .with("now", now))
          .compose(offered -> chosen(transaction, offer, before, to, step, now));
    }
    if (step.reasons() != null) {
      OperatorId newlyAsked = newlyAsked(before.state(), step.to());
      OperatorId chosen = newlyAsked == null ? step.to().owner() : newlyAsked;
      return chosen(transaction, UUID.randomUUID(), before, chosen, step, now);
    }
    return step.offer() == null
        ? Future.succeededFuture()
        : transaction
            .update(OFFER_ENDED.with("id", id).with("ending", step.offer()).with("now", now))
            .mapEmpty();
  }

  /** Why it was this one; nothing when it was not routing that chose. */
  private static Future<Void> chosen(
      Transaction transaction,
      UUID offer,
      Consultation before,
      OperatorId operator,
      Step step,
      Instant now) {
    return step.reasons() == null
        ? Future.succeededFuture()
        : SqlChoices.keep(transaction, offer, before.id(), operator, step.reasons(), now)
            .mapEmpty();
  }

  private Future<Tried.Moved> appended(
      Transaction transaction, Consultation before, Step step, List<CallStep> called, Instant now) {
    List<Body.Event> events = new ArrayList<>();
    called.forEach(call -> events.addAll(call.events()));
    events.addAll(step.events());
    return calls
        .appended(transaction, before.id(), events, now)
        .map(
            list -> {
              Consultation with = before;
              for (CallStep call : called) {
                with = with.calling(call);
              }
              long seq = list.isEmpty() ? before.lastSeq() : list.getLast().seq();
              return new Tried.Moved(with.moved(step.to(), seq).under(step.topic()), list, called);
            });
  }

  /** To whom it is offered, or who of a topic is asked, by this move; null: nobody newly. */
  private static OperatorId newlyAsked(State from, State to) {
    OperatorId asked = SqlTransfers.asked(to);
    return isNewOffer(from, to)
        ? ((State.Offered) to).to()
        : asked == null || asked.equals(SqlTransfers.asked(from)) ? null : asked;
  }

  private static boolean isNewOffer(State from, State to) {
    return to instanceof State.Offered && !(from instanceof State.Offered);
  }

  private static Future<Void> expectOne(Future<Integer> changed) {
    return changed.compose(
        count -> count == 1 ? Future.succeededFuture() : Future.failedFuture(new NotAsRead()));
  }

  private static Sql.Bound update(Consultation before, Step step) {
    StateColumns from = StateColumns.of(before.state());
    StateColumns next = StateColumns.of(step.to());
    return MOVE.with("id", before.id().value())
        .with("state", next.state())
        .with("lane", next.lane())
        .with("queuedAt", next.queuedAt())
        .with("operator", next.operator())
        .with("offerExpiresAt", next.offerExpiresAt())
        .with("answeredAt", next.answeredAt())
        .with("wrapUpAt", next.wrapUpAt())
        .with("endedAt", next.endedAt())
        .with("outcome", next.outcome())
        .with("heldFor", next.heldFor())
        .with("heldUntil", next.heldUntil())
        .with("warnedAt", next.warnedAt())
        .with("handOverTo", next.handOverTo())
        .with("handOverNote", next.handOverNote())
        .with("handOverAt", next.handOverAt())
        .with("handOverTopic", next.handOverTopic())
        .with("handOverSince", next.handOverSince())
        .with("handOverExpiresAt", next.handOverExpiresAt())
        .with("citizenLost", next.citizenLost())
        .with("again", step.to().open() && !before.state().open())
        .with("goneSince", step.goneSince())
        .with("topic", step.topic() == null ? null : step.topic().value())
        .with("fromTopic", before.topic().value())
        .with("fromState", from.state())
        .with("fromOperator", from.operator())
        .with("fromOfferExpiresAt", from.offerExpiresAt())
        .with("fromWrapUpAt", from.wrapUpAt())
        .with("fromEndedAt", from.endedAt())
        .with("fromHeldFor", from.heldFor())
        .with("fromWarnedAt", from.warnedAt())
        .with("fromHandOverTo", from.handOverTo())
        .with("fromHandOverAt", from.handOverAt())
        .with("fromHandOverExpiresAt", from.handOverExpiresAt())
        .with("fromJoined", joined(before));
  }

  private static UUID[] joined(Consultation before) {
    return before.joined().isEmpty()
        ? null
        : before.joined().stream().map(OperatorId::value).toArray(UUID[]::new);
  }
}
