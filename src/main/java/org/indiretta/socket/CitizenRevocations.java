package org.indiretta.socket;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.indiretta.auth.CitizenTokens;
import org.indiretta.identity.CitizenId;
import org.indiretta.protocol.CloseCode;

/**
 * Ends the connections of citizens whose token has died, by "erase from this device" or of age.
 * Asks about {@link Limits#CITIZENS_ASKED} of them with each tick, those first who were asked
 * longest ago.
 */
final class CitizenRevocations {
  private final Hub hub;
  private final CitizenTokens tokens;
  private final Map<Connection, CitizenId> citizens = new LinkedHashMap<>();
  private boolean asking;

  CitizenRevocations(Hub hub, CitizenTokens tokens) {
    this.hub = hub;
    this.tokens = tokens;
  }

  void watch(Connection connection, CitizenId citizen) {
    citizens.put(connection, citizen);
  }

  void leave(Connection connection) {
    citizens.remove(connection);
  }

  void tick() {
    if (asking || citizens.isEmpty()) {
      return;
    }
    asking = true;
    Map<Connection, CitizenId> asked = next();
    valid(new HashSet<>(asked.values()))
        .onComplete((valid, failure) -> hub.onLoop(() -> answered(asked, valid)));
  }

  /** Takes the first ones out and puts them back behind the others. */
  private Map<Connection, CitizenId> next() {
    Map<Connection, CitizenId> next = new LinkedHashMap<>();
    Iterator<Map.Entry<Connection, CitizenId>> all = citizens.entrySet().iterator();
    while (all.hasNext() && next.size() < Limits.CITIZENS_ASKED) {
      Map.Entry<Connection, CitizenId> one = all.next();
      next.put(one.getKey(), one.getValue());
      all.remove();
    }
    citizens.putAll(next);
    return next;
  }

  private Future<Set<CitizenId>> valid(Set<CitizenId> asked) {
    try {
      return tokens.stillValid(asked);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void answered(Map<Connection, CitizenId> asked, Set<CitizenId> valid) {
    asking = false;
    if (valid != null) {
      List<Connection> ended =
          asked.entrySet().stream()
              .filter(entry -> !valid.contains(entry.getValue()))
              .map(Map.Entry::getKey)
              .toList();
      ended.forEach(connection -> connection.end(CloseCode.SIGNED_OUT, null));
    }
  }
}
