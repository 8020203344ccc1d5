package org.indiretta.socket;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.indiretta.bus.Bus;
import org.indiretta.bus.News;
import org.indiretta.consultation.Looks;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.socket.Outbox.Letter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections of one event loop: brings them the news, ends those that lost their right, keeps
 * time for them with a single timer. Made on its event loop, and touched on it only.
 */
final class Hub {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

  private final Live.Parts parts;
  private final Patrol patrol;
  private final ContextInternal context;
  private final CommandDispatcher dispatcher;
  private final Watches watches;
  private final Revocations revocations;
  private final Activity activity;
  private final TurnFlush turnFlush = new TurnFlush();
  private final CitizenRevocations citizenRevocations;
  private final GuestRevocations guestRevocations;
  private final Set<Connection> connections = new HashSet<>();
  private final List<Bus.Subscription> subscriptions = new ArrayList<>();
  private final String idPrefix = Long.toString(ThreadLocalRandom.current().nextLong(), 36) + ".";
  private final long timer;
  private long made;
  private long unsentBytes;
  private long round;
  private final Sight sight = new Sight(System::nanoTime);
  private News.Pushed lastPushed;
  private Letter lastLetter;
  private Promise<Void> drained;
  private Drain draining;

  /** Makes the hub of the event loop that calls. */
  Hub(Live.Parts parts, Patrol patrol) {
    this.parts = parts;
    this.patrol = patrol;
    context = ((ContextInternal) parts.vertx().getOrCreateContext()).unwrap();
    watches = new Watches(parts.consultations(), this::onLoop);
    revocations = new Revocations(this, parts);
    activity = new Activity(parts.signIns());
    citizenRevocations = new CitizenRevocations();
    guestRevocations = new GuestRevocations(patrol);
    dispatcher = new CommandDispatcher(this, parts, watches);
    subscriptions.add(parts.bus().subscribe(this::hear));
    timer = parts.vertx().setPeriodic(Limits.TICK_MS, id -> tick());
    patrol.serve(this);
  }

  CommandDispatcher dispatcher() {
    return dispatcher;
  }

  TurnFlush turnFlush() {
    return turnFlush;
  }

  Bus bus() {
    return parts.bus();
  }

  Limits limits() {
    return parts.limits();
  }

  SocketMetrics metrics() {
    return parts.metrics();
  }

  long nowMs() {
    return parts.clock().now().toEpochMilli();
  }

  /** A person of staff did something. */
  void acted(Principal.Staff staff) {
    activity.acted(staff.signIn(), nowMs());
  }

  /** Up to this many milliseconds, so that not all come back at once. */
  long jitterMs(long mostMs) {
    return ThreadLocalRandom.current().nextLong(mostMs + 1);
  }

  /** Now when on this event loop already, else as its next task. */
  void onLoop(Runnable task) {
    if (context.nettyEventLoop().inEventLoop()) {
      task.run();
    } else {
      context.runOnContext(nothing -> task.run());
    }
  }

  // ── connections come and go ───────────────────────────────────────────────────────────────────

  /** Takes a new link in; fails loudly on another event loop than the hub's. */
  Connection open(Link link) {
    if (!context.nettyEventLoop().inEventLoop()) {
      throw new IllegalStateException("a hub belongs to one event loop");
    }
    Connection connection = new Connection(idPrefix + made++, this, link, nowMs());
    connections.add(connection);
    metrics().opened(link.transport());
    if (drained != null) {
      // Once its link listens: the end of one that does not yet is heard by nobody.
      context.runOnContext(nothing -> connection.move(comesBackMs()));
    }
    return connection;
  }

  void greeted(Connection connection, Principal principal) {
    if (!connection.isOpen()) {
      return;
    }
    connection.standing(new Standing.Greeted(principal));
    switch (principal) {
      case Principal.Citizen citizen -> citizenRevocations.watch(connection, citizen.id());
      case Principal.Staff staff -> {
        connection.followPerson(staff);
        revocations.watch(connection, staff);
      }
      case Principal.Guest guest -> guestRevocations.watch(connection, guest);
    }
    parts.people().opened(principal);
  }

  /** Nothing reaches it any more, though its link may still be closing. */
  void left(Connection connection) {
    watches.leave(connection);
    if (connection.isMoved()) {
      parts.signalling().connectionMoved(connection.id());
    } else {
      parts.signalling().connectionLeft(connection.id());
    }
    if (connection.principal() != null) {
      revocations.leave(connection);
      citizenRevocations.leave(connection);
      guestRevocations.leave(connection);
      parts.people().closed(connection.principal());
    }
  }

  void closed(Connection connection) {
    connections.remove(connection);
    metrics().closed(connection.link().transport());
    completeDrain();
  }

  // ── news ──────────────────────────────────────────────────────────────────────────────────────

  /** A push as it goes out, measured once for all who get it one after the other. */
  @SuppressWarnings("ReferenceEquality") // the very push
  Letter letter(News.Pushed pushed) {
    if (pushed != lastPushed) {
      lastLetter = new Letter(pushed.text(), pushed.size());
      lastPushed = pushed;
    }
    return lastLetter;
  }

  private void hear(News news) {
    switch (news) {
      case News.Pushed pushed -> throw new IllegalStateException("pushes go to their addresses");
      case News.DeskStale stale -> watches.desksStale(nowMs());
      case News.AvailabilityStale stale -> watches.siteStale(stale.site(), nowMs());
      case News.DirectoryStale stale -> watches.allStale(nowMs());
      // The pushes go to their addresses; who is in a call is the room signalling's.
      case News.CallChanged changed -> guestRevocations.callChanged(changed);
      case News.OwnerChanged changed -> revocations.ownerChanged(changed);
      case News.SignedOut out -> revocations.signedOut(out);
      case News.DatabaseAnswers answers -> sight.heardOfAnswer();
    }
  }

  // ── what is asked whether news came or not ────────────────────────────────────────────────────

  /** The number of the round of looks that began last. */
  long round() {
    return round;
  }

  /** Whether nobody could say for {@link Limits#UNASKED_MS} who may still receive (P7). */
  boolean isBlind() {
    return sight.isBlind();
  }

  /** Whether that is so and another node can say it: there everybody fares better. */
  boolean isOnlyElsewhere() {
    return sight.isOnlyElsewhere();
  }

  /** What the connections of this hub are to be asked about in this round. */
  Patrol.Claims claims(long nextRound) {
    round = nextRound;
    sight.asked();
    Set<ConsultationId> consultations = guestRevocations.claim();
    for (Connection connection : connections) {
      if (connection.isOpen()) {
        for (Following following : connection.followed()) {
          if (!(connection.principal() instanceof Principal.Citizen)
              || isItsTurn(following.consultation())) {
            consultations.add(following.consultation());
          }
        }
      }
    }
    return new Patrol.Claims(
        revocations.claim(), citizenRevocations.claim(), consultations, watches.areThereDesks());
  }

  /** What only citizens follow is looked at every second time: no right of theirs can be lost. */
  private boolean isItsTurn(ConsultationId consultation) {
    return ((round ^ consultation.hashCode()) & 1) == 0;
  }

  /**
   * Ends what is over, and says what was not heard.
   *
   * @param reads whether what was not heard will be read now
   */
  Missing answered(Patrol.Answer answer, boolean reads) {
    sight.answered();
    revocations.answered(answer, round);
    citizenRevocations.answered(answer.citizens());
    guestRevocations.answered(answer.seen());
    Missing missing = new Missing();
    for (Connection connection : connections) {
      for (Following following : connection.followed()) {
        Looks.Seen seen = answer.seen().get(following.consultation());
        if (seen != null) {
          if (reads) {
            following.looked(seen, missing);
          }
          if (seen.citizenGone() && connection.principal() instanceof Principal.Citizen citizen) {
            parts.people().stillThere(citizen);
          }
        }
      }
    }
    return missing;
  }

  /** Takes what was read because it was not heard. */
  void found(Missing.Found found) {
    for (Connection connection : List.copyOf(connections)) {
      for (Following following : List.copyOf(connection.followed())) {
        if (found.concerns(following.consultation())) {
          following.found(found);
        }
      }
    }
  }

  /** Something changed that desks and boards show. */
  void desksStale() {
    onLoop(() -> watches.desksStale(nowMs()));
  }

  // ── time ──────────────────────────────────────────────────────────────────────────────────────

  /** Everything that time brings, once a second; tests call it when they have moved the clock. */
  void tick() {
    long nowMs = nowMs();
    List<Connection> due = new ArrayList<>();
    long unsentNow = 0;
    for (Connection connection : connections) {
      unsentNow += connection.unsentBytes();
      if (connection.isDue(nowMs)) {
        due.add(connection);
      }
    }
    due.forEach(connection -> safely(() -> connection.onTime(nowMs)));
    metrics().outboxChanged(unsentNow - unsentBytes);
    unsentBytes = unsentNow;
    watches.tick(nowMs);
    sight.tick();
    if (isBlind()) {
      revocations.endAllUnjudged();
      guestRevocations.endAllUnjudged();
    }
    if (isOnlyElsewhere()) {
      citizenRevocations.endAllUnjudged();
    }
    activity.tick(nowMs);
    parts.people().tick();
  }

  /** One connection's fault must not take the time from the others. */
  private static void safely(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a connection could not be kept in time");
    }
  }

  /** As {@link Live#drain}, of this event loop. */
  Future<Void> drain(Drain how) {
    Promise<Void> done = Promise.promise();
    onLoop(
        () -> {
          if (drained == null) {
            drained = Promise.promise();
            draining = how;
            sendAway();
            completeDrain();
          }
          drained.future().onComplete(done);
        });
    return done.future();
  }

  private void sendAway() {
    List<Connection> all = new ArrayList<>(connections);
    Collections.shuffle(all);
    long steps = draining.spread().toMillis() / Limits.DRAIN_STEP_MS;
    sendAway(
        new ArrayDeque<>(all),
        draining.elsewhere() && steps > 0
            ? (int) Math.ceilDiv(all.size(), steps)
            : Integer.MAX_VALUE);
  }

  /** So many with each step, so that the other servers are not met by all at once. */
  private void sendAway(Queue<Connection> waiting, int eachStep) {
    for (int i = 0; i < eachStep && !waiting.isEmpty(); i++) {
      waiting.remove().move(comesBackMs());
    }
    if (!waiting.isEmpty()) {
      var _ = parts.vertx().setTimer(Limits.DRAIN_STEP_MS, id -> sendAway(waiting, eachStep));
    }
  }

  private Long comesBackMs() {
    return draining.elsewhere() ? null : jitterMs(draining.spread().toMillis());
  }

  private void completeDrain() {
    if (drained != null && connections.isEmpty() && drained.tryComplete()) {
      patrol.leave(this);
      subscriptions.forEach(Bus.Subscription::close);
      parts.vertx().cancelTimer(timer);
    }
  }
}
