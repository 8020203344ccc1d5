package org.indiretta.consultation;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.indiretta.directory.Operator;
import org.indiretta.directory.Topic;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.notify.Notifier;
import org.indiretta.notify.WebPush;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Push.OfferEnded.Ending;
import org.indiretta.routing.Chain;
import org.indiretta.sql.DatabaseUnavailable;
import org.indiretta.sql.InTurn;

/**
 * Asks specialists who are not at the console, within their hours and those of the topic's office,
 * by a notice that opens the sign-in and then the offer. Whoever is at the console comes first; who
 * does not answer in {@link #ANSWER} is not asked again for that one, and the front desk gets it
 * back with NOBODY_ANSWERED. Every node sweeps, one of them wins each move and sends each notice.
 */
public final class OnCalls {
  /** How long somebody on call has to answer. */
  public static final Duration ANSWER = Duration.ofMinutes(2);

  /** So long those at the console have it for themselves. */
  public static final Duration AFTER = Duration.ofSeconds(5);

  /** The most waiting consultations that one sweep looks at. */
  public static final int LOOKED_AT = 200;

  /** As PostgreSQL keeps a time: so many marks fit into one millisecond of two servers. */
  private static final int MICROS_OF_A_MS = 1_000;

  private final Parts parts;
  private final Rooms rooms;
  private final SqlOnCalls sql;
  private final OnCallNotices notices;

  /** Taken by this node, so that no other one sends them, and not sent yet. */
  private final Queue<SqlOnCalls.Due> taken = new ConcurrentLinkedQueue<>();

  /** With what this node asked to take some and heard no answer: it may have taken them. */
  private final Set<Instant> unheard = ConcurrentHashMap.newKeySet();

  OnCalls(Parts parts, Notifier notifier, WebPush push, URI publicUrl) {
    this.parts = parts;
    this.rooms = parts.rooms();
    this.sql = new SqlOnCalls(rooms.database());
    this.notices = new OnCallNotices(rooms, notifier, push, publicUrl);
  }

  /**
   * What is due now: unanswered notices end, those who wait are offered, notices go out. Called
   * about once a second, never while the one before is under way.
   */
  public Future<Void> sweep() {
    Instant now = rooms.clock().now();
    return InTurn.steps(
        List.of(
            () -> sql.over(now).compose(over -> InTurn.all(over, this::over)),
            () -> offers(now),
            () -> hear(now),
            () -> take(now),
            () -> InTurn.all(List.copyOf(taken), this::tell)));
  }

  private Future<Void> over(ConsultationId id) {
    Instant now = rooms.clock().now();
    return parts
        .moves()
        .moved(
            id,
            of ->
                of.state() instanceof State.Offered offered
                        && offered.onCall()
                        && !now.isBefore(offered.expiresAt())
                    ? Decision.go(
                        parts
                            .rules()
                            .operatorNamed(
                                Step.to(offered.returned()).ending(Ending.EXPIRED),
                                EventKind.NOBODY_ANSWERED,
                                offered.to()))
                    : Decision.stay())
        .mapEmpty();
  }

  private Future<Void> offers(Instant now) {
    return rooms
        .presences()
        .onCall(rooms.directory())
        .compose(
            reachable ->
                reachable.isEmpty()
                    ? Future.succeededFuture()
                    : Future.all(sql.busy(), sql.waiting(now.minus(AFTER), now, LOOKED_AT))
                        .compose(
                            read -> {
                              Set<OperatorId> busy = Set.copyOf(read.<List<OperatorId>>resultAt(0));
                              List<Operator> free =
                                  reachable.stream()
                                      .filter(one -> !busy.contains(one.id()))
                                      .collect(Collectors.toCollection(ArrayList::new));
                              List<SqlOnCalls.Waits> waiting = read.resultAt(1);
                              return InTurn.all(waiting, one -> offer(one, free, now));
                            }));
  }

  private Future<Void> offer(SqlOnCalls.Waits waits, List<Operator> free, Instant now) {
    Optional<Operator> chosen = chosen(waits, free, now);
    if (chosen.isEmpty()) {
      return Future.succeededFuture();
    }
    free.remove(chosen.get());
    return parts
        .moves()
        .movedOnce(
            waits.id(),
            of ->
                of.state() instanceof State.Waiting waiting
                        && (waiting.hold() == null || !waiting.hold().lasts(now))
                    ? Decision.go(Step.to(waiting.called(chosen.get().id(), now.plus(ANSWER))))
                    : Decision.stay())
        .mapEmpty();
  }

  /** The nearest level, then the citizen's language, then the id: the same on every node. */
  private Optional<Operator> chosen(SqlOnCalls.Waits waits, List<Operator> free, Instant now) {
    Topic topic = rooms.directory().topic(waits.topic()).orElse(null);
    if (topic == null
        || !rooms.calendars().hours(waits.site()).officeIsThere(now, waits.topic(), waits.mode())) {
      return Optional.empty();
    }
    Chain chain = Chain.of(topic, rooms.directory());
    Duration waited = Duration.between(waits.since(), now);
    return free.stream()
        .filter(one -> !waits.asked().contains(one.id()))
        .filter(
            one ->
                chain.after(one.levels()).filter(after -> after.compareTo(waited) <= 0).isPresent())
        .min(
            Comparator.comparingInt(
                    (Operator one) -> chain.nearness(one.levels()).orElse(Integer.MAX_VALUE))
                .thenComparing(
                    one -> one.languages().contains(waits.language()), Comparator.reverseOrder())
                .thenComparing(one -> one.id().value()));
  }

  private Future<Void> take(Instant now) {
    return sql.anyToTake().compose(any -> any ? takeWith(mark(now)) : Future.succeededFuture());
  }

  private static Instant mark(Instant now) {
    return now.truncatedTo(ChronoUnit.MILLIS)
        .plus(ThreadLocalRandom.current().nextInt(MICROS_OF_A_MS), ChronoUnit.MICROS);
  }

  private Future<Void> takeWith(Instant mark) {
    return sql.take(mark).onSuccess(taken::addAll).onFailure(fault -> unheard.add(mark)).mapEmpty();
  }

  /**
   * Until nobody would be asked any more: it may be written after nobody waited for it. So there
   * are as many marks as sweeps in {@link #ANSWER} at most.
   */
  private Future<Void> hear(Instant now) {
    unheard.removeIf(mark -> mark.plus(ANSWER).isBefore(now));
    return unheard.isEmpty()
        ? Future.succeededFuture()
        : sql.taken(unheard)
            .onSuccess(
                found -> {
                  taken.addAll(found.values().stream().flatMap(List::stream).toList());
                  unheard.removeAll(found.keySet());
                })
            .mapEmpty();
  }

  /** What the database kept from being sent is due again the next time. */
  private Future<Void> tell(SqlOnCalls.Due due) {
    return send(due)
        .onComplete(
            (done, fault) -> {
              if (!(fault instanceof DatabaseUnavailable)) {
                var _ = taken.remove(due);
              }
            });
  }

  private Future<Void> send(SqlOnCalls.Due due) {
    return parts
        .store()
        .find(due.consultation())
        .compose(
            found ->
                found.isPresent()
                        && found.get().state() instanceof State.Offered offered
                        && offered.to().equals(due.to())
                    ? notices.send(found.get(), offered)
                    : Future.succeededFuture());
  }
}
