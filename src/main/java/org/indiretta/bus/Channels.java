package org.indiretta.bus;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.indiretta.redis.RedisSubscriptions;

/**
 * In which channel of Redis something is said: one per consultation, per person and per peer of a
 * call, and one for what concerns every server. Their names begin with the installation's, so that
 * several cities can share one Redis. Counts who listens here, so that a channel is heard exactly
 * while somebody does. Safe for all threads.
 */
final class Channels {
  private final String prefix;
  private final RedisSubscriptions subscriptions;
  private final Map<String, Integer> listeners = new ConcurrentHashMap<>();

  Channels(String prefix, RedisSubscriptions subscriptions) {
    this.prefix = prefix;
    this.subscriptions = subscriptions;
  }

  /** Of what every server hears. */
  String ofAll() {
    return prefix + "all";
  }

  /** Of a push to this address; the sides of a consultation share theirs. */
  String of(Address address) {
    return switch (address) {
      case Address.CitizenOf(var consultation) -> prefix + "consultation:" + consultation;
      case Address.StaffOf(var consultation) -> prefix + "consultation:" + consultation;
      case Address.GuestsOf(var consultation) -> prefix + "consultation:" + consultation;
      case Address.Peer(var peer) -> prefix + "peer:" + peer;
      case Address.Person(var operator) -> prefix + "person:" + operator;
    };
  }

  /** One more listens here. */
  void join(String channel) {
    var _ =
        listeners.compute(
            channel,
            (key, count) -> {
              if (count == null) {
                subscriptions.add(channel);
                return 1;
              }
              return count + 1;
            });
  }

  /** One less does. */
  void leave(String channel) {
    var _ =
        listeners.computeIfPresent(
            channel,
            (key, count) -> {
              if (count == 1) {
                subscriptions.remove(channel);
                return null;
              }
              return count - 1;
            });
  }
}
