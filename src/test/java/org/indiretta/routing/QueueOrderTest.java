package org.indiretta.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.routing.RoutingCases.APPOINTMENT;
import static org.indiretta.routing.RoutingCases.NINE;
import static org.indiretta.routing.RoutingCases.NORMAL;
import static org.indiretta.routing.RoutingCases.PASSPORT;
import static org.indiretta.routing.RoutingCases.RETURNED;
import static org.indiretta.routing.RoutingCases.waiting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QueueOrderTest {
  @Test
  void rt6_lanesThenTime() {
    QueuedConsultation early = waiting(1, PASSPORT, NORMAL, NINE);
    QueuedConsultation returned = waiting(2, PASSPORT, RETURNED, NINE.plusSeconds(600));
    QueuedConsultation appointment = waiting(3, PASSPORT, APPOINTMENT, NINE.plusSeconds(300));
    QueuedConsultation late = waiting(4, PASSPORT, NORMAL, NINE.plusSeconds(1));

    assertThat(List.of(late, early, appointment, returned).stream().sorted(QueueOrder.ORDER))
        .containsExactly(returned, appointment, early, late);
  }

  /**
   * Whatever order they are read in: no better lane behind, and nobody earlier behind in a lane.
   */
  @Property(tries = 200)
  void rt6_theOrderIsTheSameForEverybody(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 3) Integer> lanes,
      @ForAll @IntRange(min = 1, max = 5) int sameTime,
      @ForAll long seed) {
    List<QueuedConsultation> queue = new ArrayList<>();
    for (int i = 0; i < lanes.size(); i++) {
      queue.add(waiting(i, PASSPORT, lanes.get(i), NINE.plusSeconds(i / sameTime)));
    }
    List<QueuedConsultation> shuffled = new ArrayList<>(queue);
    Collections.shuffle(shuffled, new Random(seed));

    queue.sort(QueueOrder.ORDER);
    shuffled.sort(QueueOrder.ORDER);

    assertThat(shuffled).isEqualTo(queue);
    for (int i = 1; i < queue.size(); i++) {
      QueuedConsultation before = queue.get(i - 1);
      QueuedConsultation next = queue.get(i);
      assertThat(before.lane()).isLessThanOrEqualTo(next.lane());
      if (before.lane() == next.lane()) {
        assertThat(before.since()).isBeforeOrEqualTo(next.since());
      }
    }
  }
}
