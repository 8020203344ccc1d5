package org.indiretta.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.routing.RoutingCases.NINE;
import static org.indiretta.routing.RoutingCases.PASSPORT;
import static org.indiretta.routing.RoutingCases.TAX;
import static org.indiretta.routing.RoutingCases.flat;
import static org.indiretta.routing.RoutingCases.operator;
import static org.indiretta.routing.RoutingCases.waiting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.indiretta.directory.Capacity;
import org.indiretta.identity.Mode;
import org.indiretta.identity.TopicId;
import org.junit.jupiter.api.Test;

/** The range from what the courses gave, also where somebody was never answered. */
final class WaitEstimateTest {
  private static final int COURSES = 80;

  /** So many courses without an answer, the others after 60 to 139 s. */
  private static WaitEstimate withUnanswered(int unanswered) {
    double[] waits = new double[COURSES];
    Arrays.setAll(waits, i -> i < unanswered ? Double.POSITIVE_INFINITY : 60 + i);
    return WaitEstimate.of(0, waits, 30);
  }

  @Test
  void rt20_theRangeIsAlwaysOneOfNumbersWithinTheHorizon() {
    for (int unanswered = 0; unanswered <= COURSES; unanswered++) {
      WaitEstimate estimate = withUnanswered(unanswered);

      assertThat(estimate.fromS()).isBetween(0.0, WaitEstimate.HORIZON_S);
      assertThat(estimate.toS()).isBetween(estimate.fromS(), WaitEstimate.HORIZON_S);
    }
  }

  @Test
  void rt20_whoIsAlmostNeverAnsweredIsToldNothing() {
    assertThat(withUnanswered(COURSES).known()).isFalse();
    assertThat(withUnanswered(COURSES / 2).known()).isTrue();
  }

  /**
   * Nobody has more before them than stand before them, and whoever waits for a topic that nobody
   * serves is told no time.
   */
  @Property(tries = 100)
  void rt20_neverMoreAheadThanThePlace_andNoTimeWhereNobodyServes(
      @ForAll @Size(min = 1, max = 25) List<@IntRange(min = 0, max = 3) Integer> lanes,
      @ForAll @IntRange(max = 3) int operators,
      @ForAll boolean taxToo) {
    List<QueuedConsultation> queue = new ArrayList<>();
    for (int i = 0; i < lanes.size(); i++) {
      TopicId topic = i % 2 == 0 ? PASSPORT : TAX;
      Mode mode = i % 3 == 0 ? Mode.TALK : Mode.WRITE;
      queue.add(waiting(i, topic, lanes.get(i), NINE.plusSeconds(i), Map.of(), mode));
    }
    queue.sort(QueueOrder.ORDER);
    Map<TopicId, Integer> levels = taxToo ? Map.of(PASSPORT, 1, TAX, 1) : Map.of(PASSPORT, 1);
    List<QueueScene.Server> servers = new ArrayList<>();
    for (int i = 0; i < operators; i++) {
      servers.add(new QueueScene.Server(operator(i), levels, Capacity.DEFAULT, List.of(), null));
    }
    QueueScene scene =
        new QueueScene(
            NINE.plusSeconds(600),
            queue,
            servers,
            List.of(offered(PASSPORT), offered(TAX)),
            Durations.assumed(),
            Map.of());

    WaitEstimate.All all = WaitEstimate.of(scene);

    for (int place = 0; place < queue.size(); place++) {
      WaitEstimate estimate = all.waiting().get(queue.get(place).id());
      assertThat(estimate.ahead()).isBetween(0, place);
      assertThat(estimate.toS()).isBetween(estimate.fromS(), WaitEstimate.HORIZON_S);
      boolean served = operators > 0 && levels.containsKey(queue.get(place).topic());
      if (!served) {
        assertThat(estimate.known()).isFalse();
      }
    }
  }

  private static QueueScene.Offered offered(TopicId topic) {
    return new QueueScene.Offered(topic, List.of(Mode.WRITE, Mode.TALK), flat(topic));
  }
}
