package org.indiretta.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.routing.RoutingCases.NINE;
import static org.indiretta.routing.RoutingCases.PASSPORT;
import static org.indiretta.routing.RoutingCases.TAX;
import static org.indiretta.routing.RoutingCases.consultation;
import static org.indiretta.routing.RoutingCases.operator;
import static org.indiretta.routing.RoutingCases.somebody;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.indiretta.directory.Capacity;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;
import org.junit.jupiter.api.Test;

/**
 * Hours of a desk in milliseconds: whatever people do, a plan at a time, what must always hold does
 * (RT2, RT4, RT5, RT6).
 */
class OfferSimulationTest {
  private static final OfferTimings TIMINGS = OfferTimings.defaults();
  private static final Duration WIDEN = Duration.ofMinutes(1);
  private static final Duration OVERFLOW = Duration.ofMinutes(2);
  private static final int MOST_RUNS = 10;

  private static Chain chain(TopicId topic) {
    List<Chain.Tier> tiers =
        new ArrayList<>(
            List.of(
                new Chain.Tier(topic, 1, Duration.ZERO),
                new Chain.Tier(topic, 2, WIDEN),
                new Chain.Tier(topic, 3, OVERFLOW)));
    if (topic.equals(TAX)) {
      tiers.add(new Chain.Tier(PASSPORT, 3, OVERFLOW));
    }
    return new Chain(tiers, RoutingCases.KEEP_AFTER);
  }

  /** A desk whose people do what chance says. */
  private static final class Desk {
    private final Random random;
    private final Map<ConsultationId, QueuedConsultation> queue = new LinkedHashMap<>();
    private final Map<OperatorId, Candidate> people = new LinkedHashMap<>();
    private final Map<OperatorId, List<Mode>> active = new HashMap<>();
    private Instant now = NINE;
    private int arrived;

    Desk(long seed, int operators) {
      random = new Random(seed);
      for (int i = 0; i < operators; i++) {
        RoutingCases.Somebody one =
            somebody(i)
                .serving(Map.of(random.nextBoolean() ? PASSPORT : TAX, 1 + random.nextInt(3)))
                .taking(
                    new Capacity(
                        1 + random.nextInt(4),
                        random.nextBoolean()
                            ? Capacity.WEIGHTS
                            : Map.of(Mode.WRITE, 1, Mode.TALK, 2)));
        people.put(operator(i), (random.nextInt(5) == 0 ? one.accepting() : one).here());
      }
    }

    List<QueuedConsultation> ordered() {
      return queue.values().stream().sorted(QueueOrder.ORDER).toList();
    }

    OfferPlan plan() {
      return OfferPlan.of(ordered(), people.values(), OfferSimulationTest::chain, now, TIMINGS);
    }

    Turn turn(QueuedConsultation of) {
      return new Turn(of, chain(of.topic()), now, TIMINGS.pause());
    }

    void step() {
      now = now.plusMillis(200 + random.nextInt(8_000));
      if (random.nextInt(3) > 0) {
        QueuedConsultation next =
            RoutingCases.waiting(
                arrived++,
                random.nextBoolean() ? PASSPORT : TAX,
                random.nextInt(6) == 0 ? random.nextInt(3) : RoutingCases.NORMAL,
                now,
                Map.of(),
                random.nextInt(5) == 0 ? Mode.TALK : Mode.WRITE);
        queue.put(next.id(), next);
      }
      for (QueuedConsultation each : List.copyOf(queue.values())) {
        if (each.offeredTo() != null) {
          answer(each);
        }
      }
      people.replaceAll(
          (id, one) -> {
            List<Mode> theirs = active.getOrDefault(id, List.of());
            if (!theirs.isEmpty() && random.nextInt(6) == 0) {
              theirs.removeFirst();
            }
            boolean available = random.nextInt(12) == 0 ? !one.available() : one.available();
            return seen(one, available, theirs);
          });
      // Somebody goes who waits.
      if (!queue.isEmpty() && random.nextInt(15) == 0) {
        ConsultationId gone = queue.keySet().iterator().next();
        queue.remove(gone);
      }
      people.replaceAll(
          (id, one) -> seen(one, one.available(), active.getOrDefault(id, List.of())));
    }

    private void answer(QueuedConsultation each) {
      switch (random.nextInt(8)) {
        case 0 -> {
          queue.remove(each.id());
          active.computeIfAbsent(each.offeredTo(), id -> new ArrayList<>()).add(each.mode());
        }
        case 1 -> declined(each);
        default -> {}
      }
    }

    private void declined(QueuedConsultation each) {
      Map<OperatorId, Declined> declined = new HashMap<>(each.declined());
      declined.merge(
          each.offeredTo(), new Declined(1, now), (a, b) -> new Declined(a.times() + 1, now));
      queue.put(each.id(), with(each, null, null, declined));
    }

    private Candidate seen(Candidate one, boolean available, List<Mode> theirs) {
      Map<Mode, Integer> open = new HashMap<>();
      theirs.forEach(mode -> open.merge(mode, 1, Integer::sum));
      boolean asked = false;
      for (QueuedConsultation each : queue.values()) {
        if (one.id().equals(each.offeredTo())) {
          asked = true;
          open.merge(each.mode(), 1, Integer::sum);
        }
      }
      return new Candidate(
          one.id(),
          one.levels(),
          Set.of(Language.IT),
          true,
          available,
          true,
          open,
          asked,
          one.capacity(),
          one.autoAccept(),
          one.lastServed(),
          false,
          false,
          false);
    }

    static QueuedConsultation with(
        QueuedConsultation of,
        OperatorId to,
        Instant expiresAt,
        Map<OperatorId, Declined> declined) {
      return new QueuedConsultation(
          of.id(),
          of.topic(),
          of.language(),
          of.lane(),
          of.since(),
          to,
          expiresAt,
          null,
          null,
          declined,
          of.mode());
    }

    void apply(OfferPlan.Step step) {
      QueuedConsultation of = queue.get(step.consultation());
      switch (step) {
        case OfferPlan.Step.Offer offer -> {
          assertThat(of.offeredTo()).isNull();
          queue.put(of.id(), with(of, offer.operator(), offer.expiresAt(), of.declined()));
        }
        case OfferPlan.Step.Assign assign -> {
          queue.remove(of.id());
          active.computeIfAbsent(assign.operator(), id -> new ArrayList<>()).add(of.mode());
        }
        case OfferPlan.Step.Expire _ -> declined(of);
        case OfferPlan.Step.Withdraw _ -> {
          queue.put(of.id(), with(of, null, null, of.declined()));
        }
        case OfferPlan.Step.Countdown next ->
            queue.put(of.id(), with(of, next.operator(), next.expiresAt(), of.declined()));
        case OfferPlan.Step.GiveBack _ -> throw new AssertionError("nothing was held");
      }
      people.replaceAll(
          (id, one) -> seen(one, one.available(), active.getOrDefault(id, List.of())));
    }
  }

  @Property(tries = 60)
  void whateverPeopleDo(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int operators) {
    Desk desk = new Desk(seed, operators);
    for (int i = 0; i < 120; i++) {
      desk.step();
      // Every move calls for the next run, and that comes to an end.
      int runs = 0;
      while (run(desk)) {
        assertThat(runs++).isLessThan(MOST_RUNS);
      }
      expectOneOfferEach(desk);
      expectNobodyForgotten(desk);
      expectOffersEnd(desk);
    }
  }

  /**
   * RT2: what routing gives fits. RT4: nobody who did not take it of late, nor more than others
   * whose room is not kept (RT6).
   */
  private static void expectChosenWell(
      Desk desk,
      OfferPlan.Step step,
      Map<ConsultationId, QueuedConsultation> before,
      Map<OperatorId, Candidate> there) {
    if (!(step instanceof OfferPlan.Step.Offer) && !(step instanceof OfferPlan.Step.Assign)) {
      return;
    }
    QueuedConsultation of = before.get(step.consultation());
    Candidate chosen = desk.people.get(step.operator());
    assertThat(chosen.used() + chosen.capacity().weight(of.mode()))
        .as("capacity is never exceeded")
        .isLessThanOrEqualTo(chosen.capacity().budget());
    assertThat(there.get(step.operator()).there()).isTrue();
    Turn turn = new Turn(of, chain(of.topic()), desk.now, TIMINGS.pause());
    assertThat(turn.chain().reaches(chosen, turn.waited())).isTrue();
    assertThat(turn.pausedFor(step.operator())).isFalse();
    // Whom this very run sets free, by an offer that ends, can be asked from the next run on.
    desk.people.values().stream()
        .filter(other -> Eligibility.refusal(turn, there.get(other.id())).isEmpty())
        .filter(other -> Eligibility.refusal(turn, other).isEmpty())
        .filter(other -> mayBeKeptFor(desk, of, other).isEmpty())
        .forEach(
            other ->
                assertThat(of.declinedBy(chosen.id()))
                    .as("all others were asked as often")
                    .isLessThanOrEqualTo(of.declinedBy(other.id())));
  }

  /** Whether there was anything to do. */
  private static boolean run(Desk desk) {
    Map<ConsultationId, QueuedConsultation> before = new HashMap<>(desk.queue);
    Map<OperatorId, Candidate> there = new HashMap<>(desk.people);
    List<OfferPlan.Step> steps = desk.plan().steps();
    for (OfferPlan.Step step : steps) {
      expectChosenWell(desk, step, before, there);
      desk.apply(step);
    }
    return !steps.isEmpty();
  }

  private static void expectOneOfferEach(Desk desk) {
    List<OperatorId> asked =
        desk.queue.values().stream()
            .map(QueuedConsultation::offeredTo)
            .filter(to -> to != null)
            .toList();
    assertThat(asked).doesNotHaveDuplicates();
  }

  /**
   * P9 and RT6: nobody waits whom somebody could take now, but for room that is kept for who stands
   * before them, of one operator for each.
   */
  private static void expectNobodyForgotten(Desk desk) {
    Set<OperatorId> kept = new HashSet<>();
    Set<ConsultationId> keptFor = new HashSet<>();
    for (QueuedConsultation each : desk.queue.values()) {
      if (each.offeredTo() == null) {
        for (Candidate one : desk.people.values()) {
          if (Eligibility.refusal(desk.turn(each), one).isEmpty()) {
            List<ConsultationId> before = mayBeKeptFor(desk, each, one);
            assertThat(before).as("P9: %s is not forgotten", each).isNotEmpty();
            kept.add(one.id());
            keptFor.addAll(before);
          }
        }
      }
    }
    assertThat(kept.size()).as("one for each").isLessThanOrEqualTo(keptFor.size());
  }

  /** Who stands before {@code each}, waits long, and does not fit beside what {@code one} has. */
  private static List<ConsultationId> mayBeKeptFor(
      Desk desk, QueuedConsultation each, Candidate one) {
    return desk.queue.values().stream()
        .filter(before -> QueueOrder.ORDER.compare(before, each) < 0)
        .filter(before -> before.offeredTo() == null)
        .filter(before -> desk.turn(before).waited().compareTo(RoutingCases.KEEP_AFTER) >= 0)
        .filter(
            before ->
                Eligibility.refusal(desk.turn(before), one)
                    .filter(Refusal.FULL::equals)
                    .isPresent())
        .map(QueuedConsultation::id)
        .toList();
  }

  /** RT5: an offer that somebody else could take has an end, at most the countdown away. */
  private static void expectOffersEnd(Desk desk) {
    for (QueuedConsultation each : desk.queue.values()) {
      if (each.offeredTo() != null) {
        Turn turn = new Turn(each, chain(each.topic()), desk.now, TIMINGS.pause());
        boolean somebodyElse =
            desk.people.values().stream()
                .filter(one -> !one.id().equals(each.offeredTo()))
                .filter(one -> mayBeKeptFor(desk, each, one).isEmpty())
                .anyMatch(one -> Eligibility.refusal(turn, one).isEmpty());
        if (each.offerExpiresAt() != null) {
          assertThat(each.offerExpiresAt()).isAfter(desk.now);
          assertThat(each.offerExpiresAt()).isBeforeOrEqualTo(desk.now.plus(TIMINGS.timeout()));
        } else {
          assertThat(somebodyElse).as("%s has an end", each).isFalse();
        }
      }
    }
  }

  /** A thousand declines: each in turn, nobody twice before all others, nobody within the pause. */
  @Test
  void rt4_aThousandDeclinesGoRound() {
    List<Candidate> people = List.of(free(0), free(1), free(2));
    QueuedConsultation waiting = RoutingCases.waiting(1, PASSPORT, RoutingCases.NORMAL, NINE);
    Map<OperatorId, Declined> declined = new HashMap<>();
    Instant now = NINE;
    int asked = 0;
    while (asked < 1_000) {
      QueuedConsultation again = Desk.with(waiting, null, null, declined);
      List<OfferPlan.Step> steps =
          OfferPlan.of(List.of(again), people, RoutingCases::flat, now, TIMINGS).steps();
      if (steps.isEmpty()) {
        now = now.plusSeconds(1);
        continue;
      }
      OperatorId operator = steps.getFirst().operator();
      Declined before = declined.get(operator);
      if (before != null) {
        assertThat(now).isAfterOrEqualTo(before.last().plus(TIMINGS.pause()));
      }
      declined.put(operator, new Declined(before == null ? 1 : before.times() + 1, now));
      asked++;
      int most = declined.values().stream().mapToInt(Declined::times).max().orElse(0);
      assertThat(people)
          .allMatch(
              one -> declined.getOrDefault(one.id(), new Declined(0, NINE)).times() >= most - 1);
    }
    assertThat(Duration.between(NINE, now)).isLessThan(Duration.ofMinutes(335));
    assertThat(consultation(1)).isEqualTo(waiting.id());
  }

  private static Candidate free(int number) {
    return RoutingCases.free(number);
  }
}
