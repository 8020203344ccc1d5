package org.indiretta.presence;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Operator;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.AwayReason;
import org.indiretta.protocol.PresenceState;
import org.indiretta.sql.Database;
import org.indiretta.sql.Gathered;
import org.indiretta.telemetry.Clock;

/**
 * Who is there: one presence per person, kept in PostgreSQL; set by the person, by the end of the
 * sign-in, by a lost link, or by expired offers. Each node writes down every {@link
 * LinkTimings#heartbeat} whose browsers it holds, so that every node can see a lost link, a node's
 * death included. Going away never drops a consultation.
 */
public final class Presences {
  /** The most whose link is written down in one statement. */
  private static final int LINKED_AT_ONCE = 200;

  private final SqlPresence sql;
  private final SqlLinks links;
  private final Clock clock;
  private final LinkTimings timings;
  private final UUID node;
  private final Gathered<OperatorId, Boolean> linking;
  private final Set<OperatorId> linked = ConcurrentHashMap.newKeySet();
  private volatile boolean byMail;
  private volatile PresenceListener listener = operator -> {};
  private volatile Instant lastHeartbeat = Instant.MIN;
  private volatile Instant steadySince = Instant.MAX;

  /**
   * @param node the id of this run of the server
   */
  public Presences(Database database, Clock clock, LinkTimings timings, UUID node) {
    this.sql = new SqlPresence(database);
    this.links = new SqlLinks(database);
    this.clock = clock;
    this.timings = timings;
    this.node = node;
    this.linking = new Gathered<>(LINKED_AT_ONCE, this::linked);
  }

  private Future<Map<OperatorId, Boolean>> linked(Set<OperatorId> operators) {
    Instant now = clock.now();
    return links
        .linked(operators, now, now.minus(timings.comeBack()))
        .map(all -> all.stream().collect(Collectors.toMap(one -> one, one -> true)));
  }

  /** Waits for the row, which somebody else has locked; the others did not wait for it. */
  private Future<Void> lockedLinked(OperatorId operator) {
    Instant now = clock.now();
    return links.lockedLinked(operator, now, now.minus(timings.comeBack()));
  }

  /** The id of this run of the server, under which links are written down. */
  public UUID node() {
    return node;
  }

  /** Who hears of changes; one at most, set while wiring. */
  public void tell(PresenceListener hears) {
    listener = hears;
  }

  /**
   * Sets a person's presence, by that person, whose browser is therefore connected. A person has
   * one presence, whatever the number of devices. Ends a wrap-up, and answers "still there?".
   *
   * @param reason with AWAY only; null otherwise
   * @param until with AWAY only, when they expect to be back; null when they do not say
   */
  public Future<Void> set(
      OperatorId operator, PresenceState state, AwayReason reason, Instant until) {
    return sql.set(operator, state, reason, until, clock.now())
        .onSuccess(done -> listener.presenceChanged(operator));
  }

  /**
   * Somebody else ends a person's pause: AVAILABLE again. False when they were not AWAY, or no
   * browser of theirs is connected.
   */
  public Future<Boolean> endPause(OperatorId operator) {
    Instant now = clock.now();
    return sql.endPause(operator, now, now.minus(timings.fresh()))
        .onSuccess(
            ended -> {
              if (ended) {
                listener.presenceChanged(operator);
              }
            });
  }

  /** A person's first connection on this node opened. */
  public Future<Void> linked(OperatorId operator) {
    linked.add(operator);
    return linking
        .of(operator)
        .compose(done -> done.isPresent() ? Future.<Void>succeededFuture() : lockedLinked(operator))
        .onSuccess(done -> listener.presenceChanged(operator));
  }

  /** A person's last connection on this node ended; only time makes a lost link of it. */
  public void unlinked(OperatorId operator) {
    linked.remove(operator);
  }

  /**
   * A person signed out, or was, everywhere: OFFLINE at once, and not back by itself with the next
   * link, as after a lost one.
   */
  public Future<Void> signedOut(OperatorId operator) {
    return told(operator, sql.signedOut(operator, clock.now()));
  }

  /** The presence of one person. */
  public Future<Presence> of(OperatorId operator) {
    return sql.find(operator)
        .map(found -> found.orElseGet(() -> Presence.unknown(operator, clock.now())));
  }

  /** Everybody of whom anything is known. */
  public Future<List<Presence>> all() {
    return sql.all();
  }

  /** Whether a browser of theirs was connected a short while ago. */
  public boolean isLinked(Presence presence) {
    return presence.linked(clock.now(), timings.fresh());
  }

  /**
   * An offer expired: after the first the person is asked "still there?", two in a row set them
   * AWAY (NO_ANSWER).
   */
  public Future<Void> offerExpired(OperatorId operator) {
    return sql.offerExpired(operator, clock.now())
        .onSuccess(state -> listener.presenceChanged(operator))
        .mapEmpty();
  }

  /** An offer was answered, if only by "not now": somebody is at the screen. */
  public Future<Void> offerAnswered(OperatorId operator) {
    return sql.offerAnswered(operator);
  }

  /** Whether mail can be sent at all; set once while wiring. */
  public void reachesByMail(boolean can) {
    byMail = can;
  }

  /**
   * Whether somebody who is not at the console is on call at this moment, by their own hours in the
   * time zone of the city; whether a notice would reach them is another question.
   */
  public boolean hasHoursNow(Operator operator, Directory directory) {
    return zone(directory).filter(zone -> hasHours(operator, zone)).isPresent();
  }

  /** What others see of somebody: who is not at the console, within their hours, is ON_CALL. */
  public PresenceState seen(OperatorId operator, PresenceState state, Directory directory) {
    boolean onCall =
        state == PresenceState.OFFLINE
            && directory
                .operator(operator)
                .filter(known -> hasHoursNow(known, directory))
                .isPresent();
    return onCall ? PresenceState.ON_CALL : state;
  }

  private static Optional<ZoneId> zone(Directory directory) {
    return directory.sites().stream().findFirst().map(site -> ZoneId.of(site.timeZone()));
  }

  private boolean hasHours(Operator operator, ZoneId zone) {
    return operator.enabled()
        && !operator.onCall().hours().isEmpty()
        && operator.onCall().covers(clock.now(), zone);
  }

  /** Who is not at the console, on call by their hours, and reached by a browser or by mail. */
  public Future<List<Operator>> onCall(Directory directory) {
    List<Operator> now =
        zone(directory)
            .map(zone -> directory.operators().stream().filter(one -> hasHours(one, zone)).toList())
            .orElse(List.of());
    return now.isEmpty()
        ? Future.succeededFuture(List.of())
        : sql.reachable(byMail)
            .map(Set::copyOf)
            .map(ids -> now.stream().filter(one -> ids.contains(one.id())).toList());
  }

  /** Asks an available person "still there?", unless that waits for an answer already. */
  public Future<Void> ask(OperatorId operator) {
    return told(operator, sql.ask(operator, clock.now()));
  }

  /**
   * A person says that they are there. It counts when they were asked; otherwise nothing is done.
   */
  public Future<Void> stillHere(OperatorId operator) {
    return told(operator, sql.stillHere(operator, clock.now()));
  }

  /** Who was asked "still there?" and did not answer in time. */
  public Future<Set<OperatorId>> silent() {
    return sql.silent(clock.now().minus(timings.answer())).map(Set::copyOf);
  }

  private Future<Void> told(OperatorId operator, Future<Boolean> changed) {
    return changed
        .onSuccess(
            it -> {
              if (it) {
                listener.presenceChanged(operator);
              }
            })
        .mapEmpty();
  }

  /**
   * Whether this node has written its heartbeats without a gap for so long, up to now. After a
   * start, or after the database was away, silence says nothing about others yet: nobody is taken
   * for lost before they had the time to come back. Who asks may come before the first heartbeat
   * after a gap, when that one failed.
   */
  public boolean steadyFor(Duration time) {
    Instant now = clock.now();
    return !isGap(now) && !steadySince.isAfter(now.minus(time));
  }

  private boolean isGap(Instant now) {
    return lastHeartbeat.isBefore(now.minus(timings.fresh()));
  }

  /**
   * Done about once a second on every node: the heartbeat when it is due, then OFFLINE for whose
   * link is lost or account disabled.
   */
  public Future<Void> sweep() {
    Instant now = clock.now();
    return heartbeat(now)
        .compose(
            done ->
                steadyFor(timings.lost())
                    ? sql.lost(now.minus(timings.lost()), now)
                    : Future.succeededFuture(List.<OperatorId>of()))
        .onSuccess(gone -> gone.forEach(listener::presenceChanged))
        .compose(gone -> sql.disabled(now))
        .onSuccess(gone -> gone.forEach(listener::presenceChanged))
        .mapEmpty();
  }

  private Future<Void> heartbeat(Instant now) {
    if (lastHeartbeat.isAfter(now.minus(timings.heartbeat()))) {
      return Future.succeededFuture();
    }
    boolean gap = isGap(now);
    return links
        .heartbeat(node, linked, now)
        .onSuccess(
            done -> {
              lastHeartbeat = now;
              steadySince = gap ? now : steadySince;
            });
  }
}
