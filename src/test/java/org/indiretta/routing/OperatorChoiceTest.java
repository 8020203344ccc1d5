package org.indiretta.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.routing.RoutingCases.NINE;
import static org.indiretta.routing.RoutingCases.PASSPORT;
import static org.indiretta.routing.RoutingCases.TAX;
import static org.indiretta.routing.RoutingCases.free;
import static org.indiretta.routing.RoutingCases.lastServed;
import static org.indiretta.routing.RoutingCases.operator;
import static org.indiretta.routing.RoutingCases.paused;
import static org.indiretta.routing.RoutingCases.serving;
import static org.indiretta.routing.RoutingCases.speaking;
import static org.indiretta.routing.RoutingCases.waiting;
import static org.indiretta.routing.RoutingCases.with;

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
import org.junit.jupiter.api.Test;

class OperatorChoiceTest {
  @Test
  void levelComesFirst_evenBeforeLanguageAndLoad() {
    Candidate backup = serving(1, Map.of(PASSPORT, 2));
    Candidate firstChoiceBusy =
        new Candidate(
            operator(2),
            Map.of(PASSPORT, 1),
            java.util.Set.of(Language.DE),
            true,
            true,
            true,
            2,
            false,
            3,
            NINE);

    OperatorChoice choice = OperatorChoice.among(List.of(backup, firstChoiceBusy), waiting(1));

    assertThat(choice.chosen()).isEqualTo(operator(2));
    assertThat(choice.others()).isEqualTo(1);
  }

  @Test
  void thenTheCitizensLanguage() {
    assertThat(
            OperatorChoice.among(
                    List.of(speaking(1, Language.DE), speaking(2, Language.IT)), waiting(1))
                .chosen())
        .isEqualTo(operator(2));
  }

  @Test
  void thenTheLowestLoad_thenWhoWasIdleLongest() {
    Candidate busy = lastServed(1, 1, NINE.minusSeconds(900));
    Candidate served = lastServed(2, 0, NINE.minusSeconds(60));
    Candidate idle = lastServed(3, 0, NINE.minusSeconds(600));

    assertThat(OperatorChoice.among(List.of(busy, served, idle), waiting(1)).chosen())
        .isEqualTo(operator(3));
    assertThat(OperatorChoice.among(List.of(busy, served), waiting(1)).chosen())
        .isEqualTo(operator(2));
    assertThat(OperatorChoice.among(List.of(served, free(4)), waiting(1)).chosen())
        .as("who was never served was idle longest")
        .isEqualTo(operator(4));
  }

  @Test
  void everyRefusalKeepsItsReason() {
    List<Candidate> all =
        List.of(
            with(1, false, true, true, 0, false),
            serving(2, Map.of(TAX, 1)),
            with(3, true, false, true, 0, false),
            with(4, true, true, false, 0, false),
            with(5, true, true, true, 0, true),
            with(6, true, true, true, 3, false));

    OperatorChoice choice = OperatorChoice.among(all, waiting(1));

    assertThat(choice.chosen()).isNull();
    assertThat(choice.refusals())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                operator(1), Refusal.DISABLED,
                operator(2), Refusal.NO_COMPETENCE,
                operator(3), Refusal.NOT_AVAILABLE,
                operator(4), Refusal.NOT_LINKED,
                operator(5), Refusal.ASKED_ALREADY,
                operator(6), Refusal.FULL));
    assertThat(OperatorChoice.among(List.of(free(7)), paused(1, 7)).refusals())
        .containsEntry(operator(7), Refusal.PAUSED);
  }

  /** Nodes read the operators in any order and must still choose the same one. */
  @Property(tries = 200)
  void theChoiceDoesNotDependOnTheOrderOfReading(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 5) Integer> loads,
      @ForAll long seed) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < loads.size(); i++) {
      candidates.add(with(i, true, true, true, loads.get(i), false));
    }
    OperatorChoice first = OperatorChoice.among(candidates, waiting(1));
    Collections.shuffle(candidates, new Random(seed));
    OperatorChoice second = OperatorChoice.among(candidates, waiting(1));

    assertThat(second.chosen()).isEqualTo(first.chosen());
    assertThat(second.refusals()).isEqualTo(first.refusals());
    long eligible = loads.stream().filter(load -> load < 3).count();
    assertThat(first.chosen() == null).isEqualTo(eligible == 0);
    assertThat(first.refusals()).hasSize(loads.size() - (int) eligible);
  }
}
