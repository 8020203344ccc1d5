package org.indiretta.socket;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.indiretta.bus.News;
import org.indiretta.consultation.Guests;
import org.indiretta.identity.GuestId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.CloseCode;

/**
 * Ends the connections of guests who have no place in their call any more: they left, were removed
 * or away for too long, or the call ended. Asked at once when the call changes, and every second,
 * because news may be lost (P7).
 */
final class GuestRevocations {
  private final Hub hub;
  private final Guests guests;
  private final Map<Connection, Principal.Guest> there = new HashMap<>();
  private boolean asking;
  private boolean again;

  /** Those whose place the last look did not find. */
  private final Set<Connection> missed = new HashSet<>();

  /** When it was first asked since the last answer; 0: everything was answered. */
  private long unansweredSinceMs;

  GuestRevocations(Hub hub, Guests guests) {
    this.hub = hub;
    this.guests = guests;
  }

  void watch(Connection connection, Principal.Guest guest) {
    there.put(connection, guest);
  }

  void leave(Connection connection) {
    there.remove(connection);
    missed.remove(connection);
  }

  void callChanged(News.CallChanged changed) {
    boolean concerned =
        there.values().stream()
            .anyMatch(guest -> guest.consultation().equals(changed.consultation()));
    if (concerned) {
      ask();
    }
  }

  void tick(long nowMs) {
    if (there.isEmpty()) {
      return;
    }
    if (unansweredSinceMs != 0 && nowMs - unansweredSinceMs > Limits.UNASKED_MS) {
      unansweredSinceMs = 0;
      List.copyOf(there.keySet())
          .forEach(
              connection ->
                  connection.end(
                      CloseCode.UNAVAILABLE,
                      Limits.UNAVAILABLE_RETRY_MS + hub.jitterMs(Limits.TICK_MS)));
    } else {
      ask();
    }
  }

  private void ask() {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    again = false;
    if (unansweredSinceMs == 0) {
      unansweredSinceMs = hub.nowMs();
    }
    Set<GuestId> asked = new HashSet<>();
    there.values().forEach(guest -> asked.add(guest.id()));
    present(asked).onComplete((present, failure) -> hub.onLoop(() -> answered(asked, present)));
  }

  private Future<Set<GuestId>> present(Set<GuestId> asked) {
    try {
      return guests.present(asked);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void answered(Set<GuestId> asked, Set<GuestId> present) {
    asking = false;
    if (present != null) {
      unansweredSinceMs = 0;
      Map.copyOf(there)
          .forEach(
              (connection, guest) -> {
                if (asked.contains(guest.id()) && !present.contains(guest.id())) {
                  gone(connection);
                }
              });
    }
    if (again) {
      ask();
    }
  }

  /** At the second look: the news of the commit that the first one saw are told in between. */
  private void gone(Connection connection) {
    if (missed.add(connection)) {
      again = true;
    } else {
      connection.end(CloseCode.SIGNED_OUT, null);
    }
  }
}
