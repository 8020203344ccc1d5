package org.indiretta.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many statements those who come together cost. */
final class GatheredTest {
  private static final int MOST = 100;

  private final ConcurrentLinkedQueue<Set<Integer>> asked = new ConcurrentLinkedQueue<>();
  private Vertx vertx;
  private Context context;
  private Gathered<Integer, String> gathered;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    context = vertx.getOrCreateContext();
    gathered =
        new Gathered<>(
            MOST,
            keys -> {
              asked.add(keys);
              return Future.succeededFuture(
                  keys.stream().collect(Collectors.toMap(Function.identity(), k -> "<" + k + ">")));
            });
  }

  @AfterEach
  void close() throws Exception {
    TestDatabase.await(vertx.close());
  }

  /** Asks for some, each before the next, in one turn of an event loop; each gets its own. */
  private List<Future<Optional<String>>> ask(int from, int until) throws Exception {
    Promise<List<Future<Optional<String>>>> all = Promise.promise();
    context.runOnContext(
        v -> all.complete(IntStream.range(from, until).mapToObj(gathered::of).toList()));
    return TestDatabase.await(all.future());
  }

  private void answered(int from, int until) throws Exception {
    List<Future<Optional<String>>> answers = ask(from, until);
    for (int i = from; i < until; i++) {
      assertThat(TestDatabase.await(answers.get(i - from))).hasValue("<" + i + ">");
    }
  }

  private static void comesTrue(Callable<Boolean> condition) {
    Eventually.holds(
        () -> {
          try {
            return condition.call();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void whoComesAloneIsAskedForAtOnce() throws Exception {
    List<Set<Integer>> before = new ArrayList<>();
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        v -> {
          var _ = gathered.of(1);
          before.addAll(asked);
          done.complete();
        });
    TestDatabase.await(done.future());
    assertThat(before).containsExactly(Set.of(1));
  }

  /** Many come, until those who follow are gathered. */
  private void manyCome() throws Exception {
    answered(0, Gathered.MANY);
    assertThat(asked).as("each at once").hasSize(Gathered.MANY);
    // Once the span in which many came has ended.
    comesTrue(
        () -> {
          asked.clear();
          List<Future<Optional<String>>> more = ask(100, 100 + MOST);
          for (Future<Optional<String>> each : more) {
            TestDatabase.await(each);
          }
          return asked.size() == 1;
        });
  }

  @Test
  void whereManyCameThoseWhoFollowAreGathered() throws Exception {
    manyCome();
    assertThat(asked.peek()).hasSize(MOST);
  }

  @Test
  void whereFewComeAgainNobodyWaitsAnyMore() throws Exception {
    manyCome();
    comesTrue(
        () -> {
          asked.clear();
          List<Future<Optional<String>>> two = ask(0, 2);
          boolean apart = asked.size() == 2;
          for (Future<Optional<String>> each : two) {
            TestDatabase.await(each);
          }
          return apart;
        });
  }

  @Test
  void moreThanFitIntoOneStatementTakeSome() throws Exception {
    manyCome();
    answered(0, 2 * MOST + 1);
    assertThat(asked).allMatch(keys -> keys.size() <= MOST);
  }

  @Test
  void whatIsNotInTheAnswerIsNotThere() throws Exception {
    Gathered<Integer, String> nothing =
        new Gathered<>(MOST, keys -> Future.succeededFuture(Map.of()));
    assertThat(TestDatabase.await(nothing.of(1))).isEmpty();
  }
}
