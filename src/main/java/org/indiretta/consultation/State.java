package org.indiretta.consultation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.Lane;
import org.indiretta.protocol.Outcome;

/**
 * Where a consultation stands. Each state offers only its legal moves as methods; a move becomes
 * true by one conditional update that names the state it came from (P9).
 *
 * <pre>
 *                 declined, expired, withdrawn
 *              ┌──────────────────────────────┐
 *              ▼                              │
 *  start ─▶ WAITING ──────── offered ─────▶ OFFERED ─── accepted ──┐
 *           ▲  │  │                          │   │                 │
 *           │  │  └── taken, back ───────────┼───┼─ taken ───────┐ │
 *           │  └── abandoned ──▶ ABANDONED ◀─┘                   │ │
 *           │                                                    ▼ ▼
 *           ├─────────────────── operator lost ─────────────── ACTIVE ◀─┐
 *           │                                                   │  │    │ undone (5 s)
 *           │                      ended by citizen, citizen    │  └▶ WRAP_UP
 *           │                      lost                         ▼         │ ended
 *           └──────── reopened (15 min) ──────────────────── CLOSED ◀─────┘
 * </pre>
 *
 * What ended because the citizen was gone, CLOSED or ABANDONED, is gone on with when they are back
 * the same day. REFUSED is final, from WAITING or OFFERED, when it closed before anybody answered;
 * nothing leaves an ABANDONED that the citizen left.
 */
sealed interface State {
  /** The state's name on the wire and in the database. */
  ConsultationState name();

  /** Whether the consultation is not over. */
  default boolean open() {
    return this instanceof Waiting
        || this instanceof Offered
        || this instanceof Active
        || this instanceof WrapUp;
  }

  /** The operator who answers, in ACTIVE and WRAP_UP; null otherwise. */
  default OperatorId owner() {
    return switch (this) {
      case Active active -> active.owner();
      case WrapUp wrapUp -> wrapUp.owner();
      case Waiting _, Offered _, Closed _, Abandoned _, Refused _ -> null;
    };
  }

  /** The states in which nobody has answered yet. */
  sealed interface Queued extends State {
    Place place();

    /** Taken by hand, or back with the operator it was held for. */
    default Active taken(OperatorId by, Instant at) {
      return new Active(by, at, null, null);
    }

    /** It closed before anybody answered. */
    default Refused refused(Instant at) {
      return new Refused(at);
    }

    /**
     * The citizen left before an answer, or was away too long.
     *
     * @param citizenLost whether they were away
     */
    default Abandoned abandoned(Instant at, boolean citizenLost) {
      return new Abandoned(at, citizenLost);
    }
  }

  /**
   * Nobody is asked at this moment.
   *
   * @param hold for whom the place is held; null for nobody
   */
  record Waiting(Place place, Hold hold) implements Queued {
    @Override
    public ConsultationState name() {
      return ConsultationState.WAITING;
    }

    /**
     * Offered to one operator; the place is kept.
     *
     * @param expiresAt null for no countdown
     */
    Offered offered(OperatorId to, Instant expiresAt) {
      return new Offered(place, to, expiresAt, false);
    }

    /** Offered by a notice to somebody on call, who has until then. */
    Offered called(OperatorId to, Instant expiresAt) {
      return new Offered(place, to, expiresAt, true);
    }

    /** The hold ran out: free for all. */
    Waiting freed() {
      return new Waiting(place, null);
    }
  }

  /**
   * One operator is asked; {@code expiresAt} is null without a countdown.
   *
   * @param onCall by a notice: they need not be at the console, and only time ends it
   */
  record Offered(Place place, OperatorId to, Instant expiresAt, boolean onCall) implements Queued {
    @Override
    public ConsultationState name() {
      return ConsultationState.OFFERED;
    }

    /** The asked operator answers. */
    Active accepted(Instant at) {
      return new Active(to, at, null, null);
    }

    /** Declined, expired or withdrawn: back to the same place. */
    Waiting returned() {
      return new Waiting(place, null);
    }

    /** The offer goes on with another countdown, or none (null). */
    Offered counting(Instant expires) {
      return new Offered(place, to, expires, onCall);
    }
  }

  /**
   * An operator answers.
   *
   * @param handOver a hand-over that waits for its answer; null for none. The owner stays until it
   *     is accepted (P9)
   * @param warnedAt when the citizen was warned; null for never
   */
  record Active(OperatorId owner, Instant answeredAt, HandOver handOver, Instant warnedAt)
      implements State {
    @Override
    public ConsultationState name() {
      return ConsultationState.ACTIVE;
    }

    /** A colleague is asked to go on. */
    Active handOverOffered(HandOver offer) {
      return new Active(owner, answeredAt, offer, warnedAt);
    }

    /** Declined or taken back: the owner goes on. */
    Active handOverEnded() {
      return new Active(owner, answeredAt, null, warnedAt);
    }

    /** The colleague goes on; nothing when none was asked. */
    Optional<Active> handedOver() {
      return Optional.ofNullable(handOver)
          .map(HandOver::to)
          .map(asked -> new Active(asked, answeredAt, null, warnedAt));
    }

    /** One of the topic's operators is asked; nothing unless it was passed to a topic. */
    Optional<Active> asking(OperatorId operator, Instant now, Instant expires) {
      return passed().map(topic -> handOverOffered(topic.asking(operator, now, expires)));
    }

    /** Who is asked will not: the next one may be; nothing unless one of a topic is asked. */
    Optional<Active> askingNobody(Instant now) {
      return passed()
          .filter(topic -> topic.to() != null)
          .map(topic -> handOverOffered(topic.askingNobody(now)));
    }

    /** Another countdown, or none; nothing unless one of a topic is asked. */
    Optional<Active> counting(Instant expires) {
      return passed()
          .filter(topic -> topic.to() != null)
          .map(topic -> handOverOffered(topic.counting(expires)));
    }

    private Optional<HandOver.ToTopic> passed() {
      return handOver instanceof HandOver.ToTopic topic ? Optional.of(topic) : Optional.empty();
    }

    /** The citizen was warned. */
    Active warned(Instant at) {
      return new Active(owner, answeredAt, handOver, at);
    }

    /**
     * The operator ends it; ABUSIVE only after a warning, otherwise nothing. A hand-over that
     * waited ends with it.
     */
    Optional<WrapUp> closing(Outcome outcome, Instant at) {
      return outcome == Outcome.ABUSIVE && warnedAt == null
          ? Optional.empty()
          : Optional.of(new WrapUp(owner, answeredAt, warnedAt, outcome, at));
    }

    /** The citizen ends it. */
    Closed ended(Outcome outcome, Instant at) {
      return new Closed(owner, outcome, at, false);
    }

    /** The citizen was away too long. */
    Closed citizenLost(Instant at) {
      return new Closed(owner, Outcome.NO_REPLY, at, true);
    }

    /** The operator is gone, or goes: first in the queue. {@code hold} may be null. */
    Waiting lost(Instant at, Hold hold) {
      return new Waiting(new Place(Lane.RETURNED, at), hold);
    }
  }

  /** The operator has pressed the end, and may take it back; the citizen still sees ACTIVE. */
  record WrapUp(
      OperatorId owner, Instant answeredAt, Instant warnedAt, Outcome outcome, Instant since)
      implements State {
    @Override
    public ConsultationState name() {
      return ConsultationState.WRAP_UP;
    }

    /** Taken back; nothing once {@code undo} is over. */
    Optional<Active> undone(Instant now, Duration undo) {
      return now.isBefore(since.plus(undo))
          ? Optional.of(new Active(owner, answeredAt, null, warnedAt))
          : Optional.empty();
    }

    /** Said to the citizen: with the operator's outcome, whoever ends it now. */
    Closed ended(Instant at) {
      return new Closed(owner, outcome, at, false);
    }
  }

  /** Over because the citizen was gone, or for another reason. */
  sealed interface Over extends State {
    Instant endedAt();

    boolean citizenLost();

    /**
     * Back, the same day: first in the queue; nothing from {@code until} on, nor when the citizen
     * was not lost.
     */
    default Optional<Waiting> cameBack(Instant now, Instant until) {
      return citizenLost() && now.isBefore(until)
          ? Optional.of(new Waiting(new Place(Lane.RETURNED, now), null))
          : Optional.empty();
    }
  }

  /**
   * Over after an answer; {@code by} is the last owner.
   *
   * @param citizenLost whether it ended because the citizen was gone
   */
  record Closed(OperatorId by, Outcome outcome, Instant endedAt, boolean citizenLost)
      implements Over {
    @Override
    public ConsultationState name() {
      return ConsultationState.CLOSED;
    }

    /**
     * The citizen opens it again: first in the queue; nothing once {@code within} is over or when
     * it was ended as abusive.
     */
    Optional<Waiting> reopened(Instant now, Duration within) {
      return outcome != Outcome.ABUSIVE && now.isBefore(endedAt.plus(within))
          ? Optional.of(new Waiting(new Place(Lane.RETURNED, now), null))
          : Optional.empty();
    }
  }

  /** The citizen left before an answer, or was gone ({@code citizenLost}). */
  record Abandoned(Instant endedAt, boolean citizenLost) implements Over {
    @Override
    public ConsultationState name() {
      return ConsultationState.ABANDONED;
    }
  }

  /** It closed before an answer. */
  record Refused(Instant endedAt) implements State {
    @Override
    public ConsultationState name() {
      return ConsultationState.REFUSED;
    }
  }
}
