package org.indiretta.bus;

import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The bus of a single node. A publisher on a listener's own context reaches it at once, without a
 * hop; from elsewhere it costs one hop per context, however many listen there, and none where
 * nobody listens to it. Safe for all threads.
 */
public final class LocalBus implements Bus {
  private final Vertx vertx;

  /** One per context that listens: a handful, the event loops and a few rooms. */
  private final List<Inbox> inboxes = new CopyOnWriteArrayList<>();

  /** For one server: listeners are called on the contexts of this Vert.x that they listened on. */
  public LocalBus(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public void publish(News news) {
    publishHere(news);
  }

  @Override
  public void publishHere(News news) {
    ContextInternal here = current();
    for (Inbox inbox : inboxes) {
      if (inbox.context.equals(here) && here.inThread()) {
        inbox.put(news);
      } else if (inbox.hears(news)) {
        inbox.context.runOnContext(nothing -> inbox.put(news));
      }
    }
  }

  /** There is no other node. */
  @Override
  public boolean reaches(Set<Address> to) {
    return true;
  }

  /** Whether anybody here listens at this address. */
  boolean hears(Address address) {
    for (Inbox inbox : inboxes) {
      if (inbox.hears(address)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Subscription subscribe(Address address, Consumer<News.Pushed> listener) {
    return inbox().subscribe(address, listener);
  }

  @Override
  public Subscription subscribe(Consumer<News> listener) {
    return inbox().subscribe(listener);
  }

  private synchronized Inbox inbox() {
    ContextInternal here = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
    for (Inbox inbox : inboxes) {
      if (inbox.context.equals(here)) {
        return inbox;
      }
    }
    Inbox inbox = new Inbox(here);
    inboxes.add(inbox);
    return inbox;
  }

  /**
   * Requests run on duplicates of a context; the one behind them is what listeners are known by.
   */
  private static ContextInternal current() {
    ContextInternal context = ContextInternal.current();
    return context == null ? null : context.unwrap();
  }
}
