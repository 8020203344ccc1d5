package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Mode;
import org.indiretta.presence.Presences;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Outcome;
import org.indiretta.routing.Availability;
import org.indiretta.routing.Candidate;
import org.indiretta.routing.Routing;
import org.indiretta.routing.WaitEstimate;
import org.indiretta.sql.DatabaseUnavailable;
import org.indiretta.sql.InTurn;
import org.indiretta.telemetry.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens by itself. Every node sweeps about once a second; each move is a conditional update,
 * so that nodes which sweep at the same time do everything once. A sweep finds whatever news had
 * been lost (P9: nobody who waits is forgotten).
 */
final class Deadlines {
  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

  private final SqlDeadlines sql;
  private final SqlConsultations store;
  private final Moves moves;
  private final Rules rules;
  private final Teller teller;
  private final Rooms rooms;
  private final Routing routing;
  private final Availability availability;
  private final Offers offers;
  private final BackShortly backShortly;
  private final Transfers transfers;
  private final Newcomers newcomers;
  private final ClosingSoon closingSoon;
  private final Outlooks outlooks;
  private final AtomicReference<Future<List<Candidate>>> lastRun = new AtomicReference<>();
  private volatile LateCallBacks lateCallBacks;

  Deadlines(
      Parts parts, Routing routing, Availability availability, Offers offers, Transfers transfers) {
    this.transfers = transfers;
    this.sql = parts.deadlines();
    this.store = parts.store();
    this.moves = parts.moves();
    this.rules = parts.rules();
    this.teller = parts.teller();
    this.rooms = parts.rooms();
    this.routing = routing;
    this.availability = availability;
    this.offers = offers;
    this.backShortly = parts.backShortly();
    this.newcomers = parts.newcomers();
    this.closingSoon = parts.closingSoon();
    this.outlooks = new Outlooks(parts);
  }

  /**
   * One sweep. What cannot be moved now keeps neither the others from it nor those who wait from
   * being offered; the sweep fails in the end all the same.
   */
  Future<Void> sweep() {
    Presences presences = rooms.presences();
    Clock clock = rooms.clock();
    Timings timings = rooms.timings();
    Instant now = clock.now();
    return InTurn.steps(
        List.of(
            presences::sweep,
            () -> deadNodes(now),
            () -> sql.due(now, lostBefore(now), timings).compose(due -> InTurn.all(due, this::act)),
            this::route));
  }

  private Future<Integer> deadNodes(Instant now) {
    Duration nodeGone = rooms.timings().nodeGone();
    return rooms.presences().steadyFor(nodeGone)
        ? sql.deadNodes(now, now.minus(nodeGone))
        : Future.succeededFuture(0);
  }

  /** Who was linked last before this time is lost; nobody while this node cannot judge. */
  private Instant lostBefore(Instant now) {
    Duration lost = rooms.timings().links().lost();
    return rooms.presences().steadyFor(lost) ? now.minus(lost) : Instant.EPOCH;
  }

  /** What no change has called for, and what those who wait read about it. */
  private Future<Void> route() {
    return routing
        .sweep(offers)
        .compose(routing::line)
        .compose(
            seen ->
                transfers
                    .run(seen.candidates())
                    .compose(asked -> newcomers.estimate(seen))
                    .compose(waits -> tell(seen, waits.waiting())));
  }

  private Future<Void> tell(Routing.Snapshot seen, Map<ConsultationId, WaitEstimate> waits) {
    availability.refresh(seen);
    return outlooks
        .tell(seen, waits)
        .compose(told -> tellBackShortly(seen))
        .compose(told -> close(seen, waits));
  }

  /** Tells those who wait that it closes, and ends what nobody answers any more (RT32, RT33). */
  private Future<Void> close(Routing.Snapshot seen, Map<ConsultationId, WaitEstimate> waits) {
    Instant now = rooms.clock().now();
    ClosingSoon.Look look = closingSoon.update(seen, waits, now);
    Future<?> told =
        look.changed().isEmpty()
            ? Future.succeededFuture()
            : store.findAll(look.changed()).onSuccess(all -> all.forEach(teller::place));
    return told.compose(done -> InTurn.all(look.over(), id -> over(id, now)));
  }

  private Future<Boolean> over(ConsultationId id, Instant now) {
    return store
        .find(id)
        .compose(
            found ->
                lateCallBacks != null && found.filter(of -> of.about().hasTelephone()).isPresent()
                    ? lateCallBacks.end(found.get())
                    : moves.moved(
                        id,
                        of ->
                            of.state() instanceof State.Waiting waiting
                                ? Decision.go(rules.refused(waiting, now))
                                : Decision.stay()));
  }

  /** What becomes of call-backs that still wait at the end; set once while wiring. */
  void keepCallBacks(LateCallBacks keeping) {
    lateCallBacks = keeping;
  }

  private Future<Void> tellBackShortly(Routing.Snapshot seen) {
    return rooms
        .presences()
        .silent()
        .map(silent -> backShortly.update(seen, silent))
        .compose(
            changed ->
                changed.isEmpty() ? Future.succeededFuture(List.of()) : store.findAll(changed))
        .onSuccess(all -> all.forEach(teller::place))
        .mapEmpty();
  }

  /**
   * After a change, without waiting for the next sweep; a fault is left to that one. Changes that
   * share a run share what follows it, too.
   */
  @SuppressWarnings("ReferenceEquality") // the very run
  void routeSoon() {
    Future<List<Candidate>> run = routing.run(offers);
    if (lastRun.getAndSet(run) == run) {
      return;
    }
    var _ =
        run.compose(seen -> availability.refresh(seen).map(seen))
            .compose(transfers::run)
            .onFailure(
                fault -> {
                  if (!(fault instanceof DatabaseUnavailable)) {
                    LOG.atWarn().setCause(fault).log("routing ended by a fault; the sweep goes on");
                  }
                });
  }

  private Future<Boolean> act(SqlDeadlines.Due due) {
    ConsultationId id = due.consultation();
    Instant now = rooms.clock().now();
    return switch (due.kind()) {
      case WRAP_UP_OVER ->
          moves.moved(
              id,
              of ->
                  of.state() instanceof State.WrapUp wrapUp
                          && !now.isBefore(wrapUp.since().plus(rooms.timings().undo()))
                      ? Decision.go(rules.ended(wrapUp, now))
                      : Decision.stay());
      case OPERATOR_LOST ->
          routing.candidates().compose(all -> moves.moved(id, of -> lost(of, all, now)));
      case COLLEAGUE_LOST ->
          moves.moved(
              id,
              of ->
                  of.state() instanceof State.Active active && active.handOver() != null
                      ? Decision.go(
                          Step.to(active.askingNobody(now).orElseGet(active::handOverEnded)))
                      : Decision.stay());
      case HOLD_OVER ->
          moves.moved(
              id,
              of ->
                  of.state() instanceof State.Waiting waiting
                          && waiting.hold() != null
                          && !waiting.hold().lasts(now)
                      ? Decision.go(Step.to(waiting.freed()))
                      : Decision.stay());
      case CITIZEN_GONE -> moves.moved(id, of -> citizenGone(of, now));
      case UNANSWERED -> unanswered(id);
    };
  }

  /** Asked, not moved: an offer that nobody else can take stays where it is. */
  private Future<Boolean> unanswered(ConsultationId id) {
    return store
        .find(id)
        .compose(
            found ->
                found.isPresent() && found.get().state() instanceof State.Offered offered
                    ? rooms.presences().ask(offered.to())
                    : Future.succeededFuture())
        .map(false);
  }

  /** First in the queue; held for the same operator when nobody else is there for the topic. */
  private Decision lost(Consultation of, List<Candidate> all, Instant now) {
    if (!(of.state() instanceof State.Active active)) {
      return Decision.stay();
    }
    Candidate owner =
        all.stream()
            .filter(candidate -> candidate.id().equals(active.owner()))
            .findFirst()
            .orElse(null);
    if (owner != null && owner.enabled() && owner.linked()) {
      return Decision.stay();
    }
    boolean othersThere =
        all.stream()
            .filter(candidate -> !candidate.id().equals(active.owner()))
            .anyMatch(candidate -> candidate.thereFor(rules.chain(of)));
    boolean mayComeBack = owner != null && owner.enabled();
    Hold hold =
        othersThere || !mayComeBack
            ? null
            : new Hold(active.owner(), now.plus(rooms.timings().hold()));
    return Decision.go(
        rules.operatorNamed(
            Step.to(active.lost(now, hold)), EventKind.OPERATOR_LOST, active.owner()));
  }

  private Decision citizenGone(Consultation of, Instant now) {
    Instant goneAt = of.about().goneAt();
    if (goneAt == null || of.about().hasTelephone()) {
      return Decision.stay();
    }
    return switch (of.state()) {
      case State.Queued queued when !now.isBefore(goneAt.plus(rooms.timings().waitingGone())) ->
          Decision.go(rules.abandoned(queued, now, true).whileGone(goneAt));
      case State.Active active when !now.isBefore(lostAt(active, goneAt, of.about().goneIn())) ->
          Decision.go(
              Step.to(active.citizenLost(now))
                  .with(EventKind.CITIZEN_LOST, null, null)
                  .withEnd(Outcome.NO_REPLY)
                  .whileGone(goneAt));
      case State.Queued _,
          State.Active _,
          State.WrapUp _,
          State.Closed _,
          State.Abandoned _,
          State.Refused _ ->
          Decision.stay();
    };
  }

  /** What they were doing when they went decides: a call that breaks off is written one by now. */
  private Instant lostAt(State.Active active, Instant goneAt, Mode goneIn) {
    Instant since = goneAt.isBefore(active.answeredAt()) ? active.answeredAt() : goneAt;
    boolean called = goneIn == Mode.TALK || goneIn == Mode.SHOW;
    return since.plus(called ? rooms.timings().callGone() : rooms.timings().activeGone());
  }
}
