package org.indiretta.bus;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.indiretta.identity.ConsultationId;
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
      case Address.Side side -> prefix + "consultation:" + side.consultation();
      case Address.Peer(var peer) -> prefix + "peer:" + peer;
      case Address.Person(var operator) -> prefix + "person:" + operator;
    };
  }

  /** Who of these is told in which channel; almost always they are sides of one consultation. */
  Map<String, ? extends Collection<Address>> of(Set<Address> to) {
    return areBeside(to)
        ? Map.of(of(to.iterator().next()), to)
        : to.stream().collect(Collectors.groupingBy(this::of));
  }

  private static boolean areBeside(Set<Address> all) {
    ConsultationId first = null;
    for (Address address : all) {
      if (!(address instanceof Address.Side side)
          || (first != null && !first.equals(side.consultation()))) {
        return false;
      }
      first = side.consultation();
    }
    return first != null;
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
