package org.indiretta.socket;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.indiretta.bus.Address;
import org.indiretta.bus.Bus.Subscription;
import org.indiretta.bus.News;
import org.indiretta.identity.PeerId;

/**
 * A connection as a peer of a call. It hears from before it is let in, so that nothing is missed;
 * what comes until the reply waits behind it (C4).
 */
final class Peering implements Consumer<News.Pushed> {
  private final Connection connection;
  private final PeerId peer;
  private final Subscription subscription;
  private ArrayDeque<News.Pushed> held = new ArrayDeque<>();

  Peering(Connection connection, Hub hub, PeerId peer) {
    this.connection = connection;
    this.peer = peer;
    this.subscription = hub.bus().subscribe(new Address.Peer(peer), this);
  }

  PeerId peer() {
    return peer;
  }

  @Override
  public void accept(News.Pushed pushed) {
    if (held == null) {
      connection.deliver(pushed);
    } else if (held.size() < Limits.HELD_PUSHES) {
      held.add(pushed);
    } else {
      connection.endLate();
    }
  }

  /** The reply was sent. */
  void joined() {
    ArrayDeque<News.Pushed> waiting = held;
    held = null;
    if (waiting != null) {
      waiting.forEach(connection::deliver);
    }
  }

  void end() {
    subscription.close();
  }
}
