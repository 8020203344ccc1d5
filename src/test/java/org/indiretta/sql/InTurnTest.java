package org.indiretta.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class InTurnTest {
  private final List<Integer> done = new ArrayList<>();

  private Function<Integer, Future<?>> failingAt(Integer... bad) {
    return one -> {
      done.add(one);
      return List.of(bad).contains(one)
          ? Future.failedFuture("fault " + one)
          : Future.succeededFuture();
    };
  }

  @Test
  void whatFailsKeepsNothingElse_andIsSaidInTheEnd() {
    Future<Void> all = InTurn.all(List.of(1, 2, 3, 4), failingAt(1, 3));

    assertThat(done).containsExactly(1, 2, 3, 4);
    assertThat(all.cause()).hasMessage("fault 1");
  }

  @Test
  void fromSoManyFaultsOnTheRestIsLeft() {
    Future<Void> all = InTurn.all(List.of(1, 2, 3, 4, 5), failingAt(1, 3, 4));

    assertThat(done).containsExactly(1, 2, 3, 4);
    assertThat(all.failed()).isTrue();
  }

  @Test
  void whatThrowsIsAFaultLikeOthers_andEveryStepIsDone() {
    Supplier<Future<?>> thrown =
        () -> {
          throw new IllegalStateException("thrown");
        };
    Supplier<Future<?>> last =
        () -> {
          done.add(9);
          return Future.succeededFuture();
        };

    Future<Void> all = InTurn.steps(List.of(thrown, thrown, thrown, last));

    assertThat(done).containsExactly(9);
    assertThat(all.cause()).hasMessage("thrown");
    assertThat(InTurn.steps(List.of(last)).succeeded()).isTrue();
  }
}
