package org.indiretta.socket;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.indiretta.protocol.Codec;
import org.indiretta.protocol.Push;
import org.indiretta.socket.Outbox.Letter;

/**
 * Something that several connections look at. Asked for again when it is stale, at most once in
 * {@link Limits#TICK_MS}; sent when it changed, encoded once for all.
 */
final class Watch {
  private final Supplier<Future<? extends Push>> ask;
  private final Consumer<Runnable> onLoop;
  private final Set<Connection> watchers = new HashSet<>();
  private boolean stale;
  private boolean asking;
  private long askedAtMs = Long.MIN_VALUE / 2;
  private Push last;

  /**
   * @param ask how it stands now
   * @param onLoop brings an answer back to the hub's event loop
   */
  Watch(Supplier<Future<? extends Push>> ask, Consumer<Runnable> onLoop) {
    this.ask = ask;
    this.onLoop = onLoop;
  }

  void add(Connection connection) {
    watchers.add(connection);
    // Its own answer may be newer than what the others were told last.
    last = null;
  }

  /** Whether nobody is left. */
  boolean remove(Connection connection) {
    watchers.remove(connection);
    return watchers.isEmpty();
  }

  void stale(long nowMs) {
    stale = true;
    tick(nowMs);
  }

  void tick(long nowMs) {
    if (!stale || asking || nowMs - askedAtMs < Limits.TICK_MS) {
      return;
    }
    stale = false;
    asking = true;
    askedAtMs = nowMs;
    answer().onComplete((push, failure) -> onLoop.accept(() -> answered(push)));
  }

  private Future<? extends Push> answer() {
    try {
      return ask.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void answered(Push push) {
    asking = false;
    if (push == null) {
      // Failed: the database is away. The next tick asks again.
      stale = true;
    } else if (!push.equals(last)) {
      last = push;
      Letter letter = Letter.of(Codec.encode(push));
      List<Connection> now = new ArrayList<>(watchers);
      now.forEach(connection -> connection.push(letter));
    }
  }
}
