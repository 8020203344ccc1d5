package org.indiretta.signalling;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.indiretta.identity.CallId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.CallView.CallState;
import org.indiretta.protocol.Reply;

/**
 * The calls that connections of this node take part in, as a picture in memory: who sits where, and
 * who else is in the call. Renewed by news and by a look every second. Safe for all threads.
 */
final class Seats {
  private final Map<String, Map<CallId, Seat>> byConnection = new ConcurrentHashMap<>();
  private final Map<CallId, CallView> calls = new ConcurrentHashMap<>();

  /**
   * A connection that is a peer.
   *
   * @param number how often a browser has taken this place in the call, this time included
   * @param staff whether it is an operator's
   * @param reported set by its first report, so that set-up is counted once
   * @param report its last report, so that the end that follows it at once does not pass it; null
   *     for none
   * @param turn the last signal that had to look first, so that the next ones wait their turn; null
   *     for none
   */
  record Seat(
      ConsultationId consultation,
      CallId call,
      PeerId peer,
      int number,
      boolean staff,
      AtomicBoolean reported,
      AtomicReference<Future<Reply>> report,
      AtomicReference<Future<Reply>> turn) {
    Seat(ConsultationId consultation, CallId call, PeerId peer, int number, boolean staff) {
      this(
          consultation,
          call,
          peer,
          number,
          staff,
          new AtomicBoolean(),
          new AtomicReference<>(),
          new AtomicReference<>());
    }
  }

  void take(String connection, Seat seat, CallView call) {
    byConnection
        .computeIfAbsent(connection, key -> new ConcurrentHashMap<>(2))
        .put(seat.call(), seat);
    var _ = calls.merge(call.id(), call, Seats::newer);
  }

  /** The seat of a connection in a call; null when it has none. */
  Seat of(String connection, CallId call) {
    Map<CallId, Seat> seats = byConnection.get(connection);
    return seats == null ? null : seats.get(call);
  }

  /** The call as this node knows it; null when it has ended or nobody of this node is in it. */
  CallView call(CallId id) {
    return calls.get(id);
  }

  static boolean isIn(CallView call, PeerId peer) {
    for (CallView.Member member : call.members()) {
      if (peer.equals(member.peer())) {
        return true;
      }
    }
    return false;
  }

  /** The call is so now; does nothing when nobody of this node is in it. */
  void changed(CallView call) {
    if (call.state() == CallState.ENDED) {
      ended(call.id());
    } else {
      var _ = calls.computeIfPresent(call.id(), (id, known) -> newer(known, call));
    }
  }

  private static CallView newer(CallView known, CallView call) {
    return call.version() > known.version() ? call : known;
  }

  private void ended(CallId call) {
    calls.remove(call);
    byConnection.values().forEach(seats -> seats.remove(call));
  }

  /** Which of {@code mine} have ended or are known in an older version only. */
  Set<CallId> outdated(Set<CallId> mine, Map<CallId, Integer> newest) {
    Set<CallId> outdated = new HashSet<>(mine);
    outdated.removeIf(
        id -> {
          CallView known = calls.get(id);
          Integer version = newest.get(id);
          return known != null && version != null && known.version() >= version;
        });
    return outdated;
  }

  /** Those of {@code asked} that are not among {@code open} have ended; the others are so now. */
  void looked(Set<CallId> asked, List<CallView> open) {
    open.forEach(
        call -> {
          var _ = calls.merge(call.id(), call, Seats::newer);
        });
    Set<CallId> gone = new HashSet<>(asked);
    open.forEach(call -> gone.remove(call.id()));
    gone.forEach(this::ended);
  }

  /** The connection is gone; the seats it had. */
  Collection<Seat> left(String connection) {
    Map<CallId, Seat> seats = byConnection.remove(connection);
    if (seats == null) {
      return List.of();
    }
    Set<CallId> used = calls();
    calls.keySet().retainAll(used);
    return List.copyOf(seats.values());
  }

  /** One call less for a connection. */
  void leave(String connection, CallId call) {
    byConnection.computeIfPresent(
        connection,
        (key, seats) -> {
          seats.remove(call);
          return seats.isEmpty() ? null : seats;
        });
  }

  /** The calls in which somebody of this node sits. */
  Set<CallId> calls() {
    return byConnection.values().stream()
        .flatMap(seats -> seats.keySet().stream())
        .collect(Collectors.toSet());
  }

  /** The peers of this node that still have their place. */
  Set<PeerId> peers() {
    return byConnection.values().stream()
        .flatMap(seats -> seats.values().stream())
        .filter(seat -> Objects.nonNull(calls.get(seat.call())))
        .filter(seat -> isIn(calls.get(seat.call()), seat.peer()))
        .map(Seat::peer)
        .collect(Collectors.toSet());
  }
}
