package org.indiretta.socket;

import java.util.HashMap;
import java.util.Map;
import org.indiretta.identity.CallId;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.Reply;

/** The calls that one connection is a peer of. */
final class Peerings {
  private final Connection connection;
  private final Hub hub;
  private final Map<CallId, Peering> byCall = new HashMap<>(2);

  Peerings(Connection connection, Hub hub) {
    this.connection = connection;
    this.hub = hub;
  }

  /**
   * Hears as this peer of a call from here on, in the place of the one it was before; nothing
   * reaches it until it was let in.
   */
  void begin(CallId call, PeerId peer) {
    Peering before = byCall.put(call, new Peering(connection, hub, peer));
    if (before != null) {
      before.end();
    }
  }

  /** It was not let in as this peer. */
  void refused(CallId call, PeerId peer) {
    Peering peering = byCall.get(call);
    if (peering != null && peering.peer().equals(peer)) {
      byCall.remove(call);
      peering.end();
    }
  }

  /** The reply was sent: what came for the peer meanwhile follows it. */
  void joined(Reply.CallJoined reply) {
    Peering peering = byCall.get(reply.call().id());
    if (peering != null && peering.peer().equals(reply.peer())) {
      peering.joined();
    }
  }

  void end() {
    byCall.values().forEach(Peering::end);
    byCall.clear();
  }
}
