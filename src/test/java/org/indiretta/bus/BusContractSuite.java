package org.indiretta.bus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.indiretta.bus.Bus.Subscription;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.SiteId;
import org.indiretta.protocol.Push;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link Bus} promises; every adapter runs it. */
abstract class BusContractSuite {
  private Vertx vertx;
  private Bus bus;
  private Bus told;
  private final ConsultationId consultation = ConsultationId.next();
  private final Address citizen = new Address.CitizenOf(consultation);
  private final Address staff = new Address.StaffOf(consultation);

  /** The adapter under test, where everybody listens. */
  abstract Bus bus(Vertx vertx) throws Exception;

  /** Where it is published: here, or on another node. */
  Bus publisher(Vertx vertx, Bus listener) throws Exception {
    return listener;
  }

  /** How many are told in one go; as many as the adapter keeps at least. */
  int many() {
    return 5_000;
  }

  /** Waits until what was subscribed to is heard. */
  void settled() throws Exception {}

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    bus = bus(vertx);
    told = publisher(vertx, bus);
  }

  @AfterEach
  void stop() throws Exception {
    bus.close();
    told.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(30, SECONDS);
  }

  @Test
  void aPushReachesItsAddressesAndNobodyElse() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    Context context = vertx.getOrCreateContext();
    on(context, () -> bus.subscribe(citizen, news -> heard.add("citizen " + seq(news))));
    on(context, () -> bus.subscribe(staff, news -> heard.add("staff " + seq(news))));
    on(
        context,
        () ->
            bus.subscribe(
                new Address.CitizenOf(ConsultationId.next()), news -> heard.add("somebody else")));
    settled();

    told.publish(pushed(1, citizen));
    told.publish(pushed(2, citizen, staff));
    told.publish(pushed(3, staff));

    assertThat(take(heard, 4))
        .containsExactlyInAnyOrder("citizen 1", "citizen 2", "staff 2", "staff 3");
    assertThat(heard).isEmpty();
  }

  @Test
  void whatIsNoPushReachesTheOthersOnly() throws Exception {
    BlockingQueue<News> heard = new LinkedBlockingQueue<>();
    on(vertx.getOrCreateContext(), () -> bus.subscribe(heard::add));
    News stale = new News.AvailabilityStale(new SiteId("rivalago"));
    News owner = new News.OwnerChanged(consultation, null, Set.of());
    News signedOut = new News.SignedOut(OperatorId.next(), null);
    settled();

    told.publish(pushed(1, citizen));
    told.publish(stale);
    told.publish(owner);
    told.publish(signedOut);

    assertThat(take(heard, 3)).containsExactly(stale, owner, signedOut);
  }

  @Test
  void theOrderOfAPublisherIsKeptOnEveryContext() throws Exception {
    List<BlockingQueue<Long>> heard = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      BlockingQueue<Long> mine = new LinkedBlockingQueue<>();
      heard.add(mine);
      on(newContext(), () -> bus.subscribe(citizen, news -> mine.add(seq(news))));
    }
    Context publisher = newContext();
    settled();

    publisher.runOnContext(
        nothing -> {
          for (long seq = 1; seq <= many(); seq++) {
            told.publish(pushed(seq, citizen));
          }
        });

    for (BlockingQueue<Long> mine : heard) {
      List<Long> all = take(mine, many());
      assertThat(all).isSorted().doesNotHaveDuplicates().hasSize(many());
    }
  }

  @Test
  void aListenerRunsOnTheContextItSubscribedOn() throws Exception {
    Context context = newContext();
    CompletableFuture<Thread> listener = new CompletableFuture<>();
    on(context, () -> bus.subscribe(citizen, n -> listener.complete(Thread.currentThread())));
    settled();

    newContext().runOnContext(nothing -> told.publish(pushed(1, citizen)));

    assertThat(listener.get(30, SECONDS)).isSameAs(on(context, Thread::currentThread));
  }

  @Test
  void newsPublishedWhileHearingComesAfterForEverybody() throws Exception {
    BlockingQueue<Long> second = new LinkedBlockingQueue<>();
    Context context = newContext();
    on(
        context,
        () ->
            bus.subscribe(
                citizen,
                news -> {
                  if (seq(news) == 1) {
                    told.publish(pushed(2, citizen));
                  }
                }));
    on(context, () -> bus.subscribe(citizen, news -> second.add(seq(news))));
    settled();

    context.runOnContext(nothing -> told.publish(pushed(1, citizen)));

    assertThat(take(second, 2)).containsExactly(1L, 2L);
  }

  @Test
  void anEndedSubscriptionHearsNothingAndMayBeEndedTwice() throws Exception {
    BlockingQueue<Long> ended = new LinkedBlockingQueue<>();
    BlockingQueue<Long> other = new LinkedBlockingQueue<>();
    Context context = newContext();
    Subscription subscription =
        on(context, () -> bus.subscribe(citizen, news -> ended.add(seq(news))));
    on(context, () -> bus.subscribe(citizen, news -> other.add(seq(news))));
    settled();

    on(
        context,
        () -> {
          subscription.close();
          subscription.close();
          return null;
        });
    told.publish(pushed(1, citizen));

    assertThat(take(other, 1)).containsExactly(1L);
    assertThat(ended).isEmpty();
  }

  @Test
  void aListenerMayEndItselfAndAnotherWhileHearing() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    Context context = newContext();
    List<Subscription> both = new ArrayList<>();
    on(
        context,
        () ->
            both.add(
                bus.subscribe(
                    citizen,
                    news -> {
                      heard.add("first " + seq(news));
                      both.forEach(Subscription::close);
                    })));
    on(context, () -> both.add(bus.subscribe(citizen, news -> heard.add("second " + seq(news)))));
    on(context, () -> bus.subscribe(staff, news -> heard.add("last")));
    settled();

    told.publish(pushed(1, citizen));
    told.publish(pushed(2, citizen));
    told.publish(pushed(3, staff));

    assertThat(take(heard, 2)).containsExactly("first 1", "last");
  }

  @Test
  void aListenerThatFailsDoesNotSilenceTheOthers() throws Exception {
    BlockingQueue<Long> other = new LinkedBlockingQueue<>();
    Context context = newContext();
    on(
        context,
        () ->
            bus.subscribe(
                citizen,
                news -> {
                  throw new IllegalStateException("this test's own fault");
                }));
    on(context, () -> bus.subscribe(citizen, news -> other.add(seq(news))));
    settled();

    told.publish(pushed(1, citizen));
    told.publish(pushed(2, citizen));

    assertThat(take(other, 2)).containsExactly(1L, 2L);
  }

  @Test
  void manyPublishersAtOnceLoseNothing() throws Exception {
    BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
    on(newContext(), () -> bus.subscribe(citizen, news -> heard.add(seq(news))));
    CountDownLatch ready = new CountDownLatch(1);
    List<Thread> publishers = new ArrayList<>();
    for (int p = 0; p < 4; p++) {
      long base = p * (long) many();
      publishers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      ready.await();
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                    for (long seq = 0; seq < many(); seq++) {
                      told.publish(pushed(base + seq, citizen));
                    }
                  }));
    }
    settled();

    ready.countDown();

    List<Long> all = take(heard, 4 * many());
    assertThat(all).doesNotHaveDuplicates();
    for (int p = 0; p < 4; p++) {
      long base = p * (long) many();
      assertThat(all.stream().filter(seq -> seq >= base && seq < base + many())).isSorted();
    }
    for (Thread publisher : publishers) {
      publisher.join();
    }
  }

  private News.Pushed pushed(long seq, Address... to) {
    return new News.Pushed(Set.of(to), new Push.EntryErased(consultation, seq), null);
  }

  private static long seq(News.Pushed news) {
    return ((Push.EntryErased) news.push()).seq();
  }

  private Context newContext() {
    CompletableFuture<Context> made = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(
            () ->
                vertx
                    .getOrCreateContext()
                    .runOnContext(nothing -> made.complete(Vertx.currentContext())));
    return made.join();
  }

  @CanIgnoreReturnValue
  private static <T> T on(Context context, Supplier<T> action) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    context.runOnContext(
        nothing -> {
          try {
            result.complete(action.get());
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
    return result.get(30, SECONDS);
  }

  private static <T> List<T> take(BlockingQueue<T> queue, int count) throws Exception {
    List<T> taken = new ArrayList<>();
    while (taken.size() < count) {
      T next = queue.poll(30, SECONDS);
      assertThat(next).as("the next of %d, after %s", count, taken.size()).isNotNull();
      taken.add(next);
    }
    return taken;
  }
}
