package org.indiretta.api;

import io.vertx.core.Future;
import org.indiretta.identity.TopicId;

/** Those who wait for a topic, when an admin takes it off the list. */
@FunctionalInterface
public interface WaitingSource {
  /** Moves everybody who waits for {@code from}, in a mode that {@code to} offers; how many. */
  Future<Integer> move(TopicId from, TopicId to);
}
