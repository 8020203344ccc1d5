package org.indiretta.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.routing.RoutingCases.NINE;
import static org.indiretta.routing.RoutingCases.consultation;
import static org.indiretta.routing.RoutingCases.free;
import static org.indiretta.routing.RoutingCases.held;
import static org.indiretta.routing.RoutingCases.offered;
import static org.indiretta.routing.RoutingCases.operator;
import static org.indiretta.routing.RoutingCases.paused;
import static org.indiretta.routing.RoutingCases.waiting;
import static org.indiretta.routing.RoutingCases.with;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.indiretta.identity.OperatorId;
import org.indiretta.routing.OfferPlan.Step;
import org.junit.jupiter.api.Test;

class OfferPlanTest {
  private static final Duration TWENTY_SECONDS = Duration.ofSeconds(20);

  private static List<Step> plan(List<QueuedConsultation> queue, List<Candidate> candidates) {
    return OfferPlan.of(queue, candidates, NINE, TWENTY_SECONDS);
  }

  @Test
  void theOnlyEligibleOperatorGetsNoCountdown() {
    assertThat(plan(List.of(waiting(1)), List.of(free(1))))
        .containsExactly(new Step.Offer(consultation(1), operator(1), null));
  }

  @Test
  void withSomebodyElseThereTheOfferEndsAfterItsTime() {
    assertThat(plan(List.of(waiting(1)), List.of(free(1), free(2))))
        .containsExactly(new Step.Offer(consultation(1), operator(1), NINE.plus(TWENTY_SECONDS)));
  }

  @Test
  void eachOperatorIsAskedOneAtATime() {
    assertThat(plan(List.of(waiting(1), waiting(2), waiting(3)), List.of(free(1), free(2))))
        .extracting(Step::operator)
        .containsExactly(operator(1), operator(2));
  }

  @Test
  void anOfferThatRanOutExpires_onlyWhileSomebodyElseCouldTakeIt() {
    QueuedConsultation ranOut = offered(1, 1, NINE);
    Candidate asked = with(1, true, true, true, 1, true);

    assertThat(plan(List.of(ranOut), List.of(asked, free(2))))
        .containsExactly(new Step.Expire(consultation(1), operator(1)));
    assertThat(plan(List.of(ranOut), List.of(asked)))
        .containsExactly(new Step.Countdown(consultation(1), operator(1), null));
    assertThat(plan(List.of(offered(1, 1, NINE.plusMillis(1))), List.of(asked, free(2)))).isEmpty();
  }

  @Test
  void anOfferWithoutCountdownGetsOneWhenSomebodyElseComes() {
    Candidate asked = with(1, true, true, true, 1, true);

    assertThat(plan(List.of(offered(1, 1, null)), List.of(asked))).isEmpty();
    assertThat(plan(List.of(offered(1, 1, null)), List.of(asked, free(2))))
        .containsExactly(
            new Step.Countdown(consultation(1), operator(1), NINE.plus(TWENTY_SECONDS)));
  }

  @Test
  void anOfferToSomebodyWhoWentAwayIsWithdrawn() {
    assertThat(plan(List.of(offered(1, 1, null)), List.of(with(1, true, false, true, 1, true))))
        .containsExactly(new Step.Withdraw(consultation(1), operator(1)));
    assertThat(plan(List.of(offered(1, 1, null)), List.of(with(1, true, true, false, 1, true))))
        .containsExactly(new Step.Withdraw(consultation(1), operator(1)));
  }

  @Test
  void aHeldPlaceIsForTheSameOperatorOnly_untilTheHoldEnds() {
    Candidate back = with(1, true, false, true, 0, false);

    assertThat(plan(List.of(held(1, 1, NINE.plusSeconds(1))), List.of(free(2)))).isEmpty();
    assertThat(plan(List.of(held(1, 1, NINE.plusSeconds(1))), List.of(back, free(2))))
        .containsExactly(new Step.GiveBack(consultation(1), operator(1)));
    assertThat(plan(List.of(held(1, 1, NINE)), List.of(free(2))))
        .containsExactly(new Step.Offer(consultation(1), operator(2), null));
  }

  @Test
  void whoDeclinedIsNotAskedAgainForAWhile() {
    assertThat(plan(List.of(paused(1, 1)), List.of(free(1)))).isEmpty();
    assertThat(plan(List.of(paused(1, 1)), List.of(free(1), free(2))))
        .containsExactly(new Step.Offer(consultation(1), operator(2), null));
  }

  /** P9: after a plan nobody who waits could still be offered to somebody eligible. */
  @Property(tries = 200)
  void p9_nobodyIsForgotten(
      @ForAll @IntRange(min = 0, max = 15) int waiting,
      @ForAll @Size(max = 8) List<@IntRange(min = 0, max = 4) Integer> loads) {
    List<QueuedConsultation> queue = new ArrayList<>();
    for (int i = 0; i < waiting; i++) {
      queue.add(waiting(i));
    }
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < loads.size(); i++) {
      candidates.add(with(i, true, true, true, loads.get(i), false));
    }

    List<Step> steps = plan(queue, candidates);

    long eligible = loads.stream().filter(load -> load < 3).count();
    assertThat(steps).hasSize((int) Math.min(waiting, eligible));
    Set<OperatorId> asked = new HashSet<>();
    steps.forEach(step -> assertThat(asked.add(step.operator())).isTrue());
    assertThat(steps)
        .extracting(Step::consultation)
        .containsExactlyElementsOf(
            queue.subList(0, steps.size()).stream().map(QueuedConsultation::id).toList());
  }
}
