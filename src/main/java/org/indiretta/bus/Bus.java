package org.indiretta.bus;

import java.util.function.Consumer;

/**
 * Carries news to every node, this one included. Delivery is at most once; the order of what one
 * node publishes is kept per listener. Nothing waits for it and nothing depends on it: what was
 * missed is found in PostgreSQL.
 */
public interface Bus {
  /** Tells it; returns at once and never fails. */
  void publish(News news);

  /**
   * Tells it on this node only: what every node finds for itself. Returns at once and never fails.
   */
  void publishHere(News news);

  /**
   * Hears pushes to one address. The listener runs on the caller's Vert.x context and must not
   * block.
   *
   * @return ends the subscription; may be called twice
   */
  Subscription subscribe(Address address, Consumer<News.Pushed> listener);

  /** Hears everything that is not a push to an address. */
  Subscription subscribe(Consumer<News> listener);

  /** A subscription that can be ended. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
