package org.indiretta.sql;

import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Questions of one kind, by key: one that comes alone goes out at once, those that come while
 * {@link #UNDER_WAY} are under way are asked together by the next. Where {@link #MANY} came within
 * {@link #GATHERED_MS}, those that follow are gathered for as long, however quick PostgreSQL is. So
 * thousands who come back within seconds cost a few statements. An answer is never older than its
 * question. Safe for all threads.
 */
public final class Gathered<K, V> {
  /** The most statements of one kind at once. */
  public static final int UNDER_WAY = 2;

  /** From so many questions within {@link #GATHERED_MS} on they are gathered. */
  public static final int MANY = 4;

  /** How long a question waits for others where many come, in milliseconds. */
  public static final int GATHERED_MS = 25;

  private final Function<Set<K>, Future<Map<K, V>>> ask;
  private final int most;
  private Map<K, Promise<Optional<V>>> waiting = new LinkedHashMap<>();
  private int underWay;

  /** How many came since the span began that is counted now. */
  private int came;

  private boolean counting;

  /** Whether many came in the span before: the next goes out at the end of this one. */
  private boolean gathering;

  /**
   * @param most keys in one statement
   * @param ask answers many at once; what is not in the answer is not there
   */
  public Gathered(int most, Function<Set<K>, Future<Map<K, V>>> ask) {
    this.most = most;
    this.ask = ask;
  }

  /** The answer for one key; empty when there is none. */
  public Future<Optional<V>> of(K key) {
    Future<Optional<V>> answer;
    synchronized (this) {
      answer = waiting.computeIfAbsent(key, k -> Promise.promise()).future();
      count();
    }
    next();
    return here(answer);
  }

  /** By an event loop itself: a context's timers end with its deployment, the questions do not. */
  private void count() {
    came++;
    ContextInternal context = ContextInternal.current();
    if (counting || context == null) {
      return;
    }
    counting = true;
    ScheduledFuture<?> _ =
        context
            .nettyEventLoop()
            .schedule(
                () -> context.runOnContext(v -> counted()), GATHERED_MS, TimeUnit.MILLISECONDS);
  }

  private void counted() {
    synchronized (this) {
      counting = false;
      gathering = came >= MANY;
      came = 0;
    }
    next();
  }

  /**
   * On the context of who asked: whoever asked first would else go on for all others on its own
   * event loop, and a fault of one of them would keep the answer from the rest.
   */
  private static <T> Future<T> here(Future<T> answer) {
    ContextInternal context = ContextInternal.current();
    if (context == null) {
      return answer;
    }
    Promise<T> own = context.promise();
    answer.onComplete(own);
    return own.future();
  }

  private void next() {
    Map<K, Promise<Optional<V>>> asked = new LinkedHashMap<>();
    synchronized (this) {
      if (underWay == UNDER_WAY || waiting.isEmpty() || (gathering && counting)) {
        return;
      }
      underWay++;
      Iterator<Map.Entry<K, Promise<Optional<V>>>> all = waiting.entrySet().iterator();
      while (all.hasNext() && asked.size() < most) {
        Map.Entry<K, Promise<Optional<V>>> one = all.next();
        asked.put(one.getKey(), one.getValue());
        all.remove();
      }
    }
    answer(asked.keySet()).onComplete((found, fault) -> answered(asked, found, fault));
  }

  private Future<Map<K, V>> answer(Set<K> keys) {
    try {
      return ask.apply(Set.copyOf(keys));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void answered(Map<K, Promise<Optional<V>>> asked, Map<K, V> found, Throwable fault) {
    Map<K, Promise<Optional<V>>> refused = Map.of();
    synchronized (this) {
      underWay--;
      if (fault instanceof DatabaseUnavailable) {
        // Who waited for this answer has waited long enough: what cannot be done is refused (P8).
        refused = waiting;
        waiting = new LinkedHashMap<>();
      }
    }
    asked.forEach(
        (key, answer) -> {
          if (fault == null) {
            answer.complete(Optional.ofNullable(found.get(key)));
          } else {
            answer.fail(fault);
          }
        });
    refused.values().forEach(answer -> answer.fail(fault));
    next();
  }
}
