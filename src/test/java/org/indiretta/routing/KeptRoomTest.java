package org.indiretta.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.routing.RoutingCases.KEEP_AFTER;
import static org.indiretta.routing.RoutingCases.NINE;
import static org.indiretta.routing.RoutingCases.NORMAL;
import static org.indiretta.routing.RoutingCases.PASSPORT;
import static org.indiretta.routing.RoutingCases.consultation;
import static org.indiretta.routing.RoutingCases.operator;
import static org.indiretta.routing.RoutingCases.somebody;
import static org.indiretta.routing.RoutingCases.waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.indiretta.directory.Capacity;
import org.indiretta.identity.Mode;
import org.indiretta.routing.OfferPlan.Step;
import org.junit.jupiter.api.Test;

/** RT6: a call is not passed for ever by written ones, which fit where it does not (P9). */
class KeptRoomTest {
  private static final OfferTimings TIMINGS = OfferTimings.defaults();
  private static final Duration LONGEST_WORK = Duration.ofMinutes(10);

  private static QueuedConsultation waitingSince(int number, Mode mode, Instant since) {
    return waiting(number, PASSPORT, NORMAL, since, Map.of(), mode);
  }

  private static OfferPlan plan(
      List<QueuedConsultation> queue, List<Candidate> people, Instant now) {
    return OfferPlan.of(
        queue.stream().sorted(QueueOrder.ORDER).toList(), people, RoutingCases::flat, now, TIMINGS);
  }

  private static Candidate writing(int number, int many) {
    return somebody(number).with(Mode.WRITE, many).here();
  }

  @Test
  void rt6_writtenOnesPassACall_untilItHasWaitedForTheTarget() {
    QueuedConsultation call = waitingSince(1, Mode.TALK, NINE);
    QueuedConsultation written = waitingSince(2, Mode.WRITE, NINE.plusSeconds(60));
    List<QueuedConsultation> queue = List.of(call, written);
    List<Candidate> people = List.of(writing(1, 2));

    assertThat(plan(queue, people, NINE.plus(KEEP_AFTER).minusMillis(1)).steps())
        .extracting(Step::consultation)
        .containsExactly(consultation(2));
    OfferPlan then = plan(queue, people, NINE.plus(KEEP_AFTER));

    assertThat(then.steps()).isEmpty();
    assertThat(then.whyNobody(call).refused())
        .containsExactly(Map.entry(Refusal.FULL, List.of(operator(1))));
    assertThat(then.whyNobody(written).refused())
        .containsExactly(Map.entry(Refusal.KEPT, List.of(operator(1))));
  }

  @Test
  void rt6_oneOperatorIsKeptForEachCall_theOneOfWhomTheLeastMustEnd() {
    List<QueuedConsultation> queue =
        List.of(
            waitingSince(1, Mode.TALK, NINE),
            waitingSince(2, Mode.WRITE, NINE.plusSeconds(1)),
            waitingSince(3, Mode.WRITE, NINE.plusSeconds(2)));
    List<Candidate> people = List.of(writing(1, 2), writing(2, 1), writing(3, 2));

    assertThat(plan(queue, people, NINE.plus(KEEP_AFTER)).steps())
        .extracting(Step::operator)
        .containsExactlyInAnyOrder(operator(1), operator(3));
  }

  @Test
  void rt6_whoStandsBeforeTheCallIsServedAllTheSame() {
    List<QueuedConsultation> queue =
        List.of(
            waitingSince(1, Mode.WRITE, NINE.minusSeconds(1)), waitingSince(2, Mode.TALK, NINE));

    assertThat(plan(queue, List.of(writing(1, 2)), NINE.plus(KEEP_AFTER)).steps())
        .extracting(Step::consultation)
        .containsExactly(consultation(1));
  }

  @Test
  void rt6_whatTheyHaveNoRoomForAtAllKeepsNobody() {
    Candidate none = somebody(1).taking(new Capacity(1, Capacity.WEIGHTS)).here();
    List<QueuedConsultation> queue =
        List.of(waitingSince(1, Mode.TALK, NINE), waitingSince(2, Mode.WRITE, NINE.plusSeconds(1)));

    assertThat(plan(queue, List.of(none), NINE.plus(KEEP_AFTER)).steps())
        .as("a call weighs as much as there is")
        .extracting(Step::consultation)
        .containsExactly(consultation(1));
  }

  /**
   * While written ones come faster than they end, every call is offered within the target and the
   * time in which what somebody has ends, once for each step to somebody with more room.
   */
  @Property(tries = 100)
  void p9_noCallWaitsForEver(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int operators,
      @ForAll @IntRange(min = 1, max = 5) int calls) {
    Random random = new Random(seed);
    Map<Integer, List<Map.Entry<Mode, Instant>>> work = new HashMap<>();
    List<QueuedConsultation> queue = new ArrayList<>();
    Map<Integer, Instant> callSince = new HashMap<>();
    int number = 0;
    Instant now = NINE;
    Duration most = KEEP_AFTER.plus(LONGEST_WORK.multipliedBy(3L * calls));
    Instant end = NINE.plus(most).plus(Duration.ofMinutes(20));
    while (now.isBefore(end)
        && (callSince.size() < calls || !queue.stream().noneMatch(KeptRoomTest::isCall))) {
      Instant at = now;
      work.values().forEach(list -> list.removeIf(each -> !each.getValue().isAfter(at)));
      while (queue.stream().filter(each -> !isCall(each)).count() < 2L * operators) {
        queue.add(waitingSince(number++, Mode.WRITE, now));
      }
      if (callSince.size() < calls
          && now.isAfter(NINE.plusSeconds(900))
          && random.nextInt(20) == 0) {
        callSince.put(number, now);
        queue.add(waitingSince(number++, Mode.TALK, now));
      }
      boolean more = true;
      while (more) {
        List<Step> steps = plan(queue, people(operators, work), now).steps();
        for (Step step : steps) {
          QueuedConsultation of = taken(queue, step);
          Duration lasts =
              Duration.ofSeconds(30 + random.nextInt((int) LONGEST_WORK.toSeconds() - 30));
          work.computeIfAbsent(numberOf(step, operators), n -> new ArrayList<>())
              .add(Map.entry(of.mode(), now.plus(lasts)));
        }
        more = !steps.isEmpty();
      }
      for (QueuedConsultation each : queue) {
        if (isCall(each)) {
          assertThat(Duration.between(each.since(), now)).as("P9: %s", each).isLessThan(most);
        }
      }
      now = now.plusSeconds(1 + random.nextInt(20));
    }
    assertThat(callSince).hasSize(calls);
    assertThat(queue).noneMatch(KeptRoomTest::isCall);
  }

  private static boolean isCall(QueuedConsultation each) {
    return each.mode() == Mode.TALK;
  }

  private static QueuedConsultation taken(List<QueuedConsultation> queue, Step step) {
    QueuedConsultation of =
        queue.stream()
            .filter(each -> each.id().equals(step.consultation()))
            .findFirst()
            .orElseThrow();
    queue.remove(of);
    return of;
  }

  private static int numberOf(Step step, int operators) {
    for (int i = 0; i < operators; i++) {
      if (operator(i).equals(step.operator())) {
        return i;
      }
    }
    throw new AssertionError(step);
  }

  private static List<Candidate> people(
      int operators, Map<Integer, List<Map.Entry<Mode, Instant>>> work) {
    List<Candidate> people = new ArrayList<>();
    for (int i = 0; i < operators; i++) {
      List<Map.Entry<Mode, Instant>> theirs = work.getOrDefault(i, List.of());
      boolean calls = theirs.stream().anyMatch(each -> each.getKey() == Mode.TALK);
      people.add(somebody(i).with(calls ? Mode.TALK : Mode.WRITE, theirs.size()).here());
    }
    return people;
  }
}
