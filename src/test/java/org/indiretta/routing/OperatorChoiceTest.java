package org.indiretta.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.routing.RoutingCases.NINE;
import static org.indiretta.routing.RoutingCases.PASSPORT;
import static org.indiretta.routing.RoutingCases.TAX;
import static org.indiretta.routing.RoutingCases.declined;
import static org.indiretta.routing.RoutingCases.free;
import static org.indiretta.routing.RoutingCases.operator;
import static org.indiretta.routing.RoutingCases.serving;
import static org.indiretta.routing.RoutingCases.somebody;
import static org.indiretta.routing.RoutingCases.turn;
import static org.indiretta.routing.RoutingCases.waiting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.junit.jupiter.api.Test;

/** Whom to ask (RT3), and why (RT8). */
class OperatorChoiceTest {
  private static OperatorChoice among(Candidate... candidates) {
    return OperatorChoice.among(List.of(candidates), turn(waiting(1)));
  }

  private static void expect(OperatorChoice choice, int operator, Decided decided) {
    assertThat(choice.chosen().id()).isEqualTo(operator(operator));
    assertThat(choice.reasons().decided()).isEqualTo(decided);
    assertThat(choice.reasons().eligible()).startsWith(operator(operator));
  }

  @Test
  void rt3_theCitizensLanguageComesFirst() {
    Candidate italian = somebody(2).with(Mode.WRITE, 2).served(NINE).here();

    expect(among(somebody(1).speaking(Language.DE).here(), italian), 2, Decided.SAME_LANGUAGE);
  }

  @Test
  void rt3_thenTheLowestLoad_thenWhoWasIdleLongest_thenTheLevel_thenTheId() {
    Candidate busy = somebody(1).with(Mode.WRITE, 1).served(NINE.minusSeconds(900)).here();
    Candidate served = somebody(2).served(NINE.minusSeconds(60)).here();
    Candidate idle = somebody(3).served(NINE.minusSeconds(600)).here();

    expect(among(busy, served, idle), 3, Decided.LONGEST_IDLE);
    expect(among(busy, served), 2, Decided.LOWEST_LOAD);
    expect(among(served, free(4)), 4, Decided.LONGEST_IDLE);
    expect(among(serving(5, Map.of(PASSPORT, 2)), free(6)), 6, Decided.NEAREST_LEVEL);
    expect(among(free(8), free(7)), 7, Decided.SMALLEST_ID);
    expect(among(free(9)), 9, Decided.ONLY_ONE);
  }

  @Test
  void rt8_everyRefusalKeepsItsReason() {
    List<Candidate> all =
        List.of(
            somebody(1).disabled().here(),
            serving(2, Map.of(TAX, 1)),
            somebody(3).away().here(),
            somebody(4).unlinked().here(),
            somebody(5).asked().here(),
            somebody(6).with(Mode.WRITE, 3).here());

    OperatorChoice choice = OperatorChoice.among(all, turn(waiting(1)));

    assertThat(choice.chosen()).isNull();
    assertThat(choice.reasons().decided()).isEqualTo(Decided.NOBODY);
    assertThat(choice.refusals())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                operator(1), Refusal.DISABLED,
                operator(2), Refusal.NO_COMPETENCE,
                operator(3), Refusal.NOT_AVAILABLE,
                operator(4), Refusal.NOT_LINKED,
                operator(5), Refusal.ASKED_ALREADY,
                operator(6), Refusal.FULL));
    assertThat(choice.reasons().refused())
        .as("who serves other topics is not named")
        .doesNotContainKey(Refusal.NO_COMPETENCE)
        .containsEntry(Refusal.FULL, List.of(operator(6)));
  }

  @Test
  void rt4_whoDidNotTakeItIsPaused_thenComesAfterThoseWhoWereAskedLess() {
    Turn justNow = turn(declined(1, 7, Duration.ofSeconds(1)));
    Turn before = turn(declined(1, 7, Duration.ofMinutes(5)));

    assertThat(OperatorChoice.among(List.of(free(7)), justNow).refusals())
        .containsEntry(operator(7), Refusal.PAUSED);
    OperatorChoice second = OperatorChoice.among(List.of(free(7), free(8)), before);
    assertThat(second.chosen().id()).isEqualTo(operator(8));
    assertThat(second.refusals()).containsEntry(operator(7), Refusal.ASKED_BEFORE);
    assertThat(second.others()).as("the next round has somebody else").isEqualTo(1);
    expect(OperatorChoice.among(List.of(free(7)), before), 7, Decided.ONLY_ONE);
  }

  @Test
  void rt1_backupsAreNotAskedYet() {
    Chain chain =
        new Chain(
            List.of(
                new Chain.Tier(PASSPORT, 1, Duration.ZERO),
                new Chain.Tier(PASSPORT, 2, Duration.ofMinutes(1)),
                new Chain.Tier(TAX, 3, Duration.ofMinutes(2))),
            RoutingCases.KEEP_AFTER);
    Candidate backup = serving(1, Map.of(PASSPORT, 2));
    Candidate overflow = serving(2, Map.of(TAX, 1));
    Turn fresh = new Turn(waiting(0), chain, NINE, OfferTimings.PAUSE);

    OperatorChoice now = OperatorChoice.among(List.of(backup, overflow), fresh);
    OperatorChoice widened =
        OperatorChoice.among(List.of(backup, overflow), fresh.at(NINE.plusSeconds(60)));
    OperatorChoice overflowed =
        OperatorChoice.among(List.of(backup, overflow), fresh.at(NINE.plusSeconds(120)));

    assertThat(now.refusals())
        .containsEntry(operator(1), Refusal.NOT_YET)
        .containsEntry(operator(2), Refusal.NOT_YET);
    assertThat(widened.reasons().eligible()).containsExactly(operator(1));
    assertThat(overflowed.reasons().eligible()).containsExactly(operator(1), operator(2));
  }

  /** Nodes read the operators in any order and must still choose the same one. */
  @Property(tries = 200)
  void theChoiceDoesNotDependOnTheOrderOfReading(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 5) Integer> loads,
      @ForAll long seed) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < loads.size(); i++) {
      candidates.add(somebody(i).with(Mode.WRITE, loads.get(i)).here());
    }
    OperatorChoice first = OperatorChoice.among(candidates, turn(waiting(1)));
    Collections.shuffle(candidates, new Random(seed));
    OperatorChoice second = OperatorChoice.among(candidates, turn(waiting(1)));

    assertThat(second.chosen()).isEqualTo(first.chosen());
    assertThat(second.refusals()).isEqualTo(first.refusals());
    long eligible = loads.stream().filter(load -> load < 3).count();
    assertThat(first.chosen() == null).isEqualTo(eligible == 0);
    assertThat(first.refusals()).hasSize(loads.size() - (int) eligible);
  }
}
