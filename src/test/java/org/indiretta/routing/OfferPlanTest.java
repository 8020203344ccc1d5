package org.indiretta.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.routing.RoutingCases.NINE;
import static org.indiretta.routing.RoutingCases.NORMAL;
import static org.indiretta.routing.RoutingCases.PASSPORT;
import static org.indiretta.routing.RoutingCases.consultation;
import static org.indiretta.routing.RoutingCases.declined;
import static org.indiretta.routing.RoutingCases.free;
import static org.indiretta.routing.RoutingCases.held;
import static org.indiretta.routing.RoutingCases.offered;
import static org.indiretta.routing.RoutingCases.operator;
import static org.indiretta.routing.RoutingCases.somebody;
import static org.indiretta.routing.RoutingCases.waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.indiretta.directory.Capacity;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.routing.OfferPlan.Step;
import org.junit.jupiter.api.Test;

class OfferPlanTest {
  private static final Duration TWENTY_SECONDS = Duration.ofSeconds(20);

  private static List<Step> plan(List<QueuedConsultation> queue, List<Candidate> candidates) {
    return OfferPlan.of(queue, candidates, RoutingCases::flat, NINE, OfferTimings.defaults())
        .steps();
  }

  /** The reasons are another test's matter. */
  private static Step offer(int consultation, int operator, Instant expiresAt, List<Step> among) {
    Step.Offer planned = (Step.Offer) among.getLast();
    return new Step.Offer(
        consultation(consultation), operator(operator), expiresAt, planned.reasons());
  }

  private static void expectOffer(
      List<Step> steps, int consultation, int operator, Instant expiresAt) {
    assertThat(steps).containsExactly(offer(consultation, operator, expiresAt, steps));
  }

  @Test
  void theOnlyEligibleOperatorGetsNoCountdown() {
    expectOffer(plan(List.of(waiting(1)), List.of(free(1))), 1, 1, null);
  }

  @Test
  void withSomebodyElseThereTheOfferEndsAfterItsTime() {
    expectOffer(
        plan(List.of(waiting(1)), List.of(free(1), free(2))), 1, 1, NINE.plus(TWENTY_SECONDS));
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
    Candidate asked = somebody(1).asked().here();

    assertThat(plan(List.of(ranOut), List.of(asked, free(2))))
        .containsExactly(new Step.Expire(consultation(1), operator(1)));
    assertThat(plan(List.of(ranOut), List.of(asked)))
        .containsExactly(new Step.Countdown(consultation(1), operator(1), null));
    assertThat(plan(List.of(offered(1, 1, NINE.plusMillis(1))), List.of(asked, free(2)))).isEmpty();
  }

  @Test
  void anOfferWithoutCountdownGetsOneWhenSomebodyElseComes() {
    Candidate asked = somebody(1).asked().here();

    assertThat(plan(List.of(offered(1, 1, null)), List.of(asked))).isEmpty();
    assertThat(plan(List.of(offered(1, 1, null)), List.of(asked, free(2))))
        .containsExactly(
            new Step.Countdown(consultation(1), operator(1), NINE.plus(TWENTY_SECONDS)));
  }

  @Test
  void anOfferToSomebodyWhoWentAwayIsWithdrawn() {
    assertThat(plan(List.of(offered(1, 1, null)), List.of(somebody(1).asked().away().here())))
        .containsExactly(new Step.Withdraw(consultation(1), operator(1)));
    assertThat(plan(List.of(offered(1, 1, null)), List.of(somebody(1).asked().unlinked().here())))
        .containsExactly(new Step.Withdraw(consultation(1), operator(1)));
  }

  @Test
  void anOfferToSomebodyWhomThisNodeDoesNotKnowYetIsLeftToThoseWhoDo() {
    assertThat(plan(List.of(offered(1, 9, null)), List.of(free(1)))).isEmpty();
  }

  @Test
  void aHeldPlaceIsForTheSameOperatorOnly_untilTheHoldEnds() {
    Candidate back = somebody(1).away().here();

    assertThat(plan(List.of(held(1, 1, NINE.plusSeconds(1))), List.of(free(2)))).isEmpty();
    assertThat(plan(List.of(held(1, 1, NINE.plusSeconds(1))), List.of(back, free(2))))
        .containsExactly(new Step.GiveBack(consultation(1), operator(1)));
    expectOffer(plan(List.of(held(1, 1, NINE)), List.of(free(2))), 1, 2, null);
  }

  @Test
  void rt4_whoDeclinedIsNotAskedAgainForAWhile_norBeforeAllOthersWere() {
    QueuedConsultation justNow = declined(1, 1, Duration.ofSeconds(59));
    QueuedConsultation before = declined(1, 1, Duration.ofMinutes(1));

    assertThat(plan(List.of(justNow), List.of(free(1)))).isEmpty();
    expectOffer(plan(List.of(justNow), List.of(free(1), free(2))), 1, 2, null);
    expectOffer(plan(List.of(before), List.of(free(1))), 1, 1, null);
    // The other one is idle less long, and still comes first: they were not asked yet.
    Candidate served = somebody(2).served(NINE).here();
    expectOffer(plan(List.of(before), List.of(free(1), served)), 1, 2, NINE.plus(TWENTY_SECONDS));
  }

  @Test
  void rt7_whoAcceptsEverythingIsNotAsked() {
    List<Step> steps =
        plan(List.of(waiting(1), waiting(2), waiting(3)), List.of(somebody(1).accepting().here()));

    assertThat(steps).hasSize(3).allMatch(Step.Assign.class::isInstance);
  }

  @Test
  void rt2_weightsSayWhatFits() {
    Candidate oneCallBesideOne =
        somebody(1)
            .taking(new Capacity(3, Map.of(Mode.WRITE, 1, Mode.TALK, 2)))
            .with(Mode.WRITE, 1)
            .here();
    QueuedConsultation talk = waiting(1, PASSPORT, NORMAL, NINE, Map.of(), Mode.TALK);
    QueuedConsultation show = waiting(2, PASSPORT, NORMAL, NINE, Map.of(), Mode.SHOW);

    expectOffer(plan(List.of(talk), List.of(oneCallBesideOne)), 1, 1, null);
    assertThat(plan(List.of(show), List.of(oneCallBesideOne)))
        .as("a mode without a weight takes all")
        .isEmpty();
    assertThat(plan(List.of(talk), List.of(somebody(1).with(Mode.WRITE, 1).here()))).isEmpty();
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
      candidates.add(somebody(i).with(Mode.WRITE, loads.get(i)).here());
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
