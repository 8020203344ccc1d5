package org.indiretta.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.routing.RoutingCases.APPOINTMENT;
import static org.indiretta.routing.RoutingCases.NINE;
import static org.indiretta.routing.RoutingCases.NORMAL;
import static org.indiretta.routing.RoutingCases.PASSPORT;
import static org.indiretta.routing.RoutingCases.RETURNED;
import static org.indiretta.routing.RoutingCases.TAX;
import static org.indiretta.routing.RoutingCases.consultation;
import static org.indiretta.routing.RoutingCases.serving;
import static org.indiretta.routing.RoutingCases.somebody;
import static org.indiretta.routing.RoutingCases.waiting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.indiretta.identity.ConsultationId;
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

  @Test
  void aheadCountsOnlyThoseWhoCompeteForTheSameOperators() {
    List<Candidate> staff = List.of(serving(1, Map.of(PASSPORT, 1)), serving(2, Map.of(TAX, 1)));
    List<QueuedConsultation> queue =
        List.of(
            waiting(1, PASSPORT, NORMAL, NINE),
            waiting(2, TAX, NORMAL, NINE.plusSeconds(1)),
            waiting(3, PASSPORT, NORMAL, NINE.plusSeconds(2)));

    assertThat(QueueOrder.ahead(queue, staff))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(consultation(1), 0, consultation(2), 0, consultation(3), 1));
  }

  @Test
  void anOperatorOfBothTopicsMakesThemCompete() {
    List<Candidate> staff = List.of(serving(1, Map.of(PASSPORT, 1, TAX, 2)));
    List<QueuedConsultation> queue =
        List.of(waiting(1, TAX, NORMAL, NINE), waiting(2, PASSPORT, NORMAL, NINE.plusSeconds(1)));

    assertThat(QueueOrder.ahead(queue, staff)).containsEntry(consultation(2), 1);
  }

  @Test
  void withNobodyThere_allWhoServeTheTopicCount() {
    Candidate away = somebody(1).away().unlinked().here();

    assertThat(QueueOrder.rivals(PASSPORT, List.of(away))).containsExactly(PASSPORT);
    assertThat(QueueOrder.rivals(TAX, List.of(away))).containsExactly(TAX);
  }

  /** The first of all has nobody ahead, and nobody has more ahead than stand before. */
  @Property(tries = 200)
  void aheadIsNeverMoreThanThePlace(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 3) Integer> lanes) {
    List<QueuedConsultation> queue = new ArrayList<>();
    for (int i = 0; i < lanes.size(); i++) {
      queue.add(waiting(i, i % 2 == 0 ? PASSPORT : TAX, lanes.get(i), NINE.plusSeconds(i)));
    }
    queue.sort(QueueOrder.ORDER);
    List<Candidate> staff =
        List.of(serving(1, Map.of(PASSPORT, 1)), serving(2, Map.of(PASSPORT, 1, TAX, 1)));

    Map<ConsultationId, Integer> ahead = QueueOrder.ahead(queue, staff);

    for (int place = 0; place < queue.size(); place++) {
      assertThat(ahead.get(queue.get(place).id())).isBetween(0, place);
    }
    assertThat(ahead).hasSize(queue.size());
  }
}
