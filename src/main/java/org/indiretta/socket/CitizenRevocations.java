package org.indiretta.socket;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.indiretta.identity.CitizenId;
import org.indiretta.protocol.CloseCode;

/**
 * Ends the connections of citizens whose token has died, by "erase from this device" or of age.
 * Asks about {@link Limits#CITIZENS_ASKED} of them in each round of the {@link Patrol}, those first
 * who were asked longest ago.
 */
final class CitizenRevocations {
  private final Map<Connection, CitizenId> citizens = new LinkedHashMap<>();
  private Map<Connection, CitizenId> asked = Map.of();

  void watch(Connection connection, CitizenId citizen) {
    citizens.put(connection, citizen);
  }

  void leave(Connection connection) {
    citizens.remove(connection);
  }

  /** The next ones: takes the first out and puts them back behind the others. */
  Set<CitizenId> claim() {
    Map<Connection, CitizenId> next = new LinkedHashMap<>();
    Iterator<Map.Entry<Connection, CitizenId>> all = citizens.entrySet().iterator();
    while (all.hasNext() && next.size() < Limits.CITIZENS_ASKED) {
      Map.Entry<Connection, CitizenId> one = all.next();
      next.put(one.getKey(), one.getValue());
      all.remove();
    }
    citizens.putAll(next);
    asked = next;
    return new HashSet<>(next.values());
  }

  /** Ends everybody: this node can do nothing for them, and another one can. */
  void endAllUnjudged() {
    List.copyOf(citizens.keySet()).forEach(Connection::endUnjudged);
  }

  /** Ends those of the last claim who are not among these. */
  void answered(Set<CitizenId> valid) {
    Map<Connection, CitizenId> of = asked;
    asked = Map.of();
    of.forEach(
        (connection, citizen) -> {
          if (!valid.contains(citizen)) {
            connection.end(CloseCode.SIGNED_OUT, null);
          }
        });
  }
}
