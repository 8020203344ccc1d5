package org.indiretta.bus;

import java.util.Set;
import java.util.function.Consumer;

/**
 * Carries news to every node, this one included. Delivery is at most once; the order of what one
 * node publishes is kept per listener. Nothing waits for it and nothing depends on it: what was
 * missed is found in PostgreSQL.
 */
public interface Bus {
  /** When it makes sense to try again what {@link #reaches} said no to, in milliseconds (P5). */
  long RETRY_AFTER_MS = 2_000;

  /** Tells it; returns at once and never fails. */
  void publish(News news);

  /**
   * Tells it on this node only: what every node finds for itself. Returns at once and never fails.
   */
  void publishHere(News news);

  /**
   * Whether a push to these would come now to who listens there (P5): somebody on this node does,
   * or the other nodes can be told. What is stored need not ask; what is never stored is refused
   * when it would be lost, with {@link #RETRY_AFTER_MS}.
   */
  boolean reaches(Set<Address> to);

  /**
   * Hears pushes to one address. The listener runs on the caller's Vert.x context and must not
   * block.
   *
   * @return ends the subscription; may be called twice
   */
  Subscription subscribe(Address address, Consumer<News.Pushed> listener);

  /** Hears everything that is not a push to an address. */
  Subscription subscribe(Consumer<News> listener);

  /**
   * Ends what it has open towards other nodes; listeners here go on hearing. May be called twice.
   */
  default void close() {}

  /** A subscription that can be ended. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
