package org.indiretta.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The checker finds what it is there to find. */
class CheckerTest {
  private static final Line.Came ANNA = new Line.Came("citizen-1", "CITIZEN", "anna");

  private final List<Line> lines = new ArrayList<>();
  private List<Table.Row> rows = List.of(row(1, "a", "uno"), row(2, "b", "due"));

  private static Table.Row row(long seq, String id, String text) {
    return new Table.Row(seq, "CITIZEN", "anna", id, "MESSAGE", text, null);
  }

  private void wrote(String id, String text, long seq) {
    lines.add(new Line.Sent("citizen-1", "c", id, text, false));
    lines.add(new Line.Acked("citizen-1", "c", id, seq));
    lines.add(new Line.Saw("citizen-1", "c", seq, "CITIZEN message " + text));
  }

  private List<String> found() {
    List<String> violations = new ArrayList<>();
    ClientStory story = new ClientStory(ANNA, "c");
    lines.forEach(story::add);
    Table table = new Table("c", rows.size(), Set.of("anna"), rows);
    story.check(table, violations::add);
    table.check(List.of(story), violations::add);
    return violations;
  }

  private void wroteBoth() {
    wrote("a", "uno", 1);
    wrote("b", "due", 2);
    lines.add(new Line.Complete("citizen-1", "c", 2));
  }

  @Test
  void nothingWhenEverythingHolds() {
    wroteBoth();
    assertThat(found()).isEmpty();
  }

  @Test
  void p1_anAcknowledgedMessageThatIsNotThere() {
    wroteBoth();
    rows = rows.subList(0, 1);
    assertThat(found()).anyMatch(s -> s.contains("P1: b was acknowledged at 2 and is not there"));
  }

  @Test
  void p2_aHole() {
    wroteBoth();
    rows = List.of(row(1, "a", "uno"), row(3, "b", "due"));
    assertThat(found()).anyMatch(s -> s.contains("P2: c has place 3 where 2 is due"));
  }

  @Test
  void p3_anEntryThatStandsTwice() {
    wroteBoth();
    rows = List.of(row(1, "a", "uno"), row(2, "b", "due"), row(3, "b", "due"));
    assertThat(found()).anyMatch(s -> s.contains("P3: anna b stands twice"));
  }

  @Test
  void p3_aRetryWithAnotherPlace() {
    wroteBoth();
    lines.add(new Line.Acked("citizen-1", "c", "a", 2));
    assertThat(found()).anyMatch(s -> s.contains("P3: a was at 1 and is at 2"));
  }

  @Test
  void p4_anEntryThatWasNeverShown() {
    wroteBoth();
    lines.removeIf(line -> line instanceof Line.Saw saw && saw.seq() == 1);
    assertThat(found()).anyMatch(s -> s.contains("P4: saw 1 of 2 entries"));
  }

  @Test
  void p4_somethingThatDoesNotStandThere() {
    wroteBoth();
    lines.add(new Line.Saw("citizen-1", "c", 2, "CITIZEN message tre"));
    assertThat(found()).anyMatch(s -> s.contains("P4: was shown 'CITIZEN message tre' at 2"));
  }

  @Test
  void anEntryThatNobodySent() {
    wroteBoth();
    rows = List.of(row(1, "a", "uno"), row(2, "b", "due"), row(3, "x", "tre"));
    assertThat(found()).anyMatch(s -> s.contains("nobody sent anna x"));
  }

  @Test
  void entriesOfOneSenderInAnotherOrder() {
    wrote("b", "due", 2);
    wrote("a", "uno", 1);
    lines.add(new Line.Complete("citizen-1", "c", 2));
    assertThat(found()).anyMatch(s -> s.contains("order: a is at 1, behind a later one"));
  }

  /** Over TOO_MANY the client sees to the order itself (W15); over other refusals the server. */
  @Test
  void onlyOneThatWasTooManyMayStandInAnotherOrder() {
    wrote("b", "due", 2);
    wrote("a", "uno", 1);
    lines.add(new Line.Complete("citizen-1", "c", 2));
    lines.addFirst(new Line.Refused("citizen-1", "c", "b", "UNAVAILABLE", 5));
    assertThat(found()).anyMatch(s -> s.contains("order: a is at 1, behind a later one"));
    lines.addFirst(new Line.Refused("citizen-1", "c", "b", "TOO_MANY", 5));
    lines.add(new Line.Again("citizen-1", "c", "b"));
    assertThat(found()).isEmpty();
  }

  @Test
  void somebodyOutside() {
    lines.add(new Line.Saw("citizen-1", "c", 1, "CITIZEN message uno"));
    ClientStory story = new ClientStory(new Line.Came("x", "CITIZEN", "luca"), "c");
    lines.forEach(story::add);
    List<String> violations = new ArrayList<>();
    story.check(new Table("c", 2, Set.of("anna"), rows), violations::add);
    assertThat(violations).containsExactly("x was told of c and has no part in it");
  }
}
