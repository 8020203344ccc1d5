package org.indiretta.socket;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.indiretta.bus.Bus.Subscription;
import org.indiretta.bus.News;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;

/**
 * One consultation that a connection follows. From the resume until "caught up" pushes are held
 * back: before the answer it is not even certain that this person may have them, and afterwards
 * they come in order behind the entries that were missed (P4).
 */
final class Following implements Consumer<News.Pushed> {
  private final Connection connection;
  private Subscription subscription;
  private ArrayDeque<News.Pushed> held = new ArrayDeque<>();

  Following(Connection connection) {
    this.connection = connection;
  }

  void subscribed(Subscription subscription) {
    this.subscription = subscription;
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

  /** Whether pushes go through. */
  boolean isLive() {
    return held == null;
  }

  /** After {@code resumed} was sent: lets through what came meanwhile, unless more is asked for. */
  void resumed(Reply.Resumed reply, long after) {
    if (!reply.caughtUp() || held == null) {
      return;
    }
    long last = reply.entries().isEmpty() ? after : reply.entries().getLast().seq();
    ArrayDeque<News.Pushed> waiting = held;
    held = null;
    for (News.Pushed pushed : waiting) {
      boolean known = pushed.push() instanceof Push.EntryAdded add && add.entry().seq() <= last;
      if (!known) {
        connection.deliver(pushed);
      }
    }
  }

  void end() {
    subscription.close();
  }
}
