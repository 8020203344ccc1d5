package org.indiretta.bus;

import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one context hears, in the order it was put. News that a listener publishes while it hears
 * some waits until all have heard the first.
 */
final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  final ContextInternal context;
  private final Map<Address, Ear<News.Pushed>[]> byAddress = new ConcurrentHashMap<>();
  private final List<Ear<News>> others = new CopyOnWriteArrayList<>();
  private final ArrayDeque<News> waiting = new ArrayDeque<>();
  private boolean delivering;

  Inbox(ContextInternal context) {
    this.context = context;
  }

  /** Whether anybody here listens to it now; asked from any thread, before the hop. */
  boolean hears(News news) {
    if (!(news instanceof News.Pushed pushed)) {
      return !others.isEmpty();
    }
    for (Address address : pushed.to()) {
      if (hears(address)) {
        return true;
      }
    }
    return false;
  }

  /** Whether anybody here listens at this address now. */
  boolean hears(Address address) {
    return byAddress.containsKey(address);
  }

  /** On the context's thread only. */
  void put(News news) {
    if (delivering) {
      waiting.add(news);
      return;
    }
    delivering = true;
    try {
      for (News next = news; next != null; next = waiting.poll()) {
        deliver(next);
      }
    } finally {
      delivering = false;
    }
  }

  private void deliver(News news) {
    if (news instanceof News.Pushed pushed) {
      for (Address address : pushed.to()) {
        Ear<News.Pushed>[] ears = byAddress.get(address);
        if (ears != null) {
          for (Ear<News.Pushed> ear : ears) {
            ear.hear(pushed);
          }
        }
      }
    } else {
      for (Ear<News> ear : others) {
        ear.hear(news);
      }
    }
  }

  Bus.Subscription subscribe(Address address, Consumer<News.Pushed> listener) {
    Ear<News.Pushed> ear = new AddressEar(address, listener);
    byAddress.merge(address, array(ear), Inbox::joined);
    return ear;
  }

  Bus.Subscription subscribe(Consumer<News> listener) {
    Ear<News> ear = new OtherEar(listener);
    others.add(ear);
    return ear;
  }

  private static Ear<News.Pushed>[] joined(Ear<News.Pushed>[] some, Ear<News.Pushed>[] more) {
    Ear<News.Pushed>[] all = Arrays.copyOf(some, some.length + 1);
    all[some.length] = more[0];
    return all;
  }

  @SuppressWarnings("ReferenceEquality") // this very listener
  private static Ear<News.Pushed>[] without(Ear<News.Pushed>[] some, Ear<News.Pushed> gone) {
    List<Ear<News.Pushed>> left = Arrays.stream(some).filter(ear -> ear != gone).toList();
    return left.isEmpty() ? null : left.toArray(array(gone));
  }

  @SuppressWarnings("unchecked")
  private static Ear<News.Pushed>[] array(Ear<News.Pushed> ear) {
    return (Ear<News.Pushed>[]) new Ear<?>[] {ear};
  }

  /** A listener until its subscription is closed. */
  private abstract static class Ear<N extends News> implements Bus.Subscription {
    private Consumer<N> listener;

    Ear(Consumer<N> listener) {
      this.listener = listener;
    }

    /** A listener that fails is our fault and must not silence the others. */
    final void hear(N news) {
      Consumer<N> now = listener;
      if (now == null) {
        return;
      }
      try {
        now.accept(news);
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).addKeyValue("news", news.getClass().getSimpleName()).log("bus");
      }
    }

    /** Whether it was open until now. */
    final boolean end() {
      boolean open = listener != null;
      listener = null;
      return open;
    }
  }

  private final class AddressEar extends Ear<News.Pushed> {
    private final Address address;

    AddressEar(Address address, Consumer<News.Pushed> listener) {
      super(listener);
      this.address = address;
    }

    @Override
    public void close() {
      if (end()) {
        byAddress.computeIfPresent(address, (key, ears) -> without(ears, this));
      }
    }
  }

  private final class OtherEar extends Ear<News> {
    OtherEar(Consumer<News> listener) {
      super(listener);
    }

    @Override
    public void close() {
      if (end()) {
        others.remove(this);
      }
    }
  }
}
