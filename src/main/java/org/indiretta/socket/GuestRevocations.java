package org.indiretta.socket;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.indiretta.bus.News;
import org.indiretta.consultation.Looks;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.CloseCode;

/**
 * Ends the connections of guests who have no place in their call any more: they left, were removed
 * or away for too long, or the call ended. Asked at once when the call changes, and in every round
 * of the {@link Patrol}, because news may be lost (P7).
 */
final class GuestRevocations {
  private final Patrol patrol;
  private final Map<Connection, Principal.Guest> there = new HashMap<>();
  private Set<Connection> asked = Set.of();

  /** Those whose place the last look did not find. */
  private final Set<Connection> missed = new HashSet<>();

  GuestRevocations(Patrol patrol) {
    this.patrol = patrol;
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
      patrol.goSoon();
    }
  }

  /** The consultations in whose calls their places are looked for. */
  Set<ConsultationId> claim() {
    asked = Set.copyOf(there.keySet());
    Set<ConsultationId> consultations = new HashSet<>();
    there.values().forEach(guest -> consultations.add(guest.consultation()));
    return consultations;
  }

  /** Ends everybody: nobody can say who may still be there. */
  void endAllUnjudged() {
    List.copyOf(there.keySet()).forEach(Connection::endUnjudged);
  }

  /** Ends those of the last claim who have no place. */
  void answered(Map<ConsultationId, Looks.Seen> seen) {
    for (Connection connection : asked) {
      Principal.Guest guest = there.get(connection);
      if (guest != null) {
        Looks.Seen now = seen.get(guest.consultation());
        if (now == null || !now.guests().contains(guest.id())) {
          gone(connection);
        } else {
          missed.remove(connection);
        }
      }
    }
    asked = Set.of();
  }

  /** At the second look: the news of the commit that the first one saw are told in between. */
  private void gone(Connection connection) {
    if (missed.add(connection)) {
      patrol.goSoon();
    } else {
      connection.end(CloseCode.SIGNED_OUT, null);
    }
  }
}
