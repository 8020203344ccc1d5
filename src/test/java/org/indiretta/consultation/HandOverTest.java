package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.all;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.consultation.City.expectRefused;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.indiretta.bus.News;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Reply;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HandOverTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;
  private City.Talk talk;

  @BeforeEach
  void annaAnswers() throws Exception {
    city = City.fresh(DATABASE);
    city.available(city.anna, city.bruno);
    talk = city.talk(city.anna);
  }

  @Test
  void p9_theFirstOperatorStaysUntilTheColleagueAccepts() throws Exception {
    expectDone(city.handOver(city.anna, talk.id(), city.bruno));

    ConsultationView.HandOver asked = city.deskOf(city.bruno).own().getFirst().handOver();
    assertThat(asked.from().firstName()).isEqualTo("Anna");
    assertThat(asked.note()).isEqualTo("please go on");
    assertThat(city.view(talk.citizen()).operator().firstName()).isEqualTo("Anna");
    assertThat(city.view(talk.citizen()).handOver()).as("staff only").isNull();
    assertThat(city.resume(city.bruno, talk.id()).entries())
        .as("reads, so that they can decide")
        .isNotEmpty();
    expectRefused(city.send(city.bruno, talk.id(), "not yet"), ErrorCode.NOT_FOUND);
    expectDone(city.send(city.anna, talk.id(), "a colleague will go on"));

    city.bus.forget();
    expectDone(city.answerHandOver(city.bruno, talk.id(), true));
    assertThat(city.view(talk.citizen()).operator().firstName()).isEqualTo("Bruno");
    expectDone(city.send(city.bruno, talk.id(), "I go on"));
    expectRefused(city.send(city.anna, talk.id(), "bye"), ErrorCode.NOT_FOUND);
    assertThat(city.resume(talk.citizen(), talk.id()).entries())
        .extracting(Entry::body)
        .contains(new Entry.Body.Event(EventKind.HANDED_OVER, "Bruno", "Sportello"));
    assertThat(city.bus.all(News.OwnerChanged.class))
        .as("P7: Anna stops receiving")
        .containsExactly(new News.OwnerChanged(talk.id(), city.bruno.id(), Set.of()));
  }

  @Test
  void declined_orTakenBack_theColleagueStopsReading() throws Exception {
    expectDone(city.handOver(city.anna, talk.id(), city.bruno));
    expectDone(city.answerHandOver(city.bruno, talk.id(), false));
    assertThat(city.bus.all(News.OwnerChanged.class))
        .contains(new News.OwnerChanged(talk.id(), city.anna.id(), Set.of()));
    expectRefused(
        city.desk.resume(city.bruno, new Command.Resume("r", talk.id(), 0)), ErrorCode.NOT_FOUND);

    expectDone(city.handOver(city.anna, talk.id(), city.bruno));
    expectDone(city.desk.cancelHandOver(city.anna, new Command.CancelHandOver("c", talk.id())));
    expectRefused(city.answerHandOver(city.bruno, talk.id(), true), ErrorCode.WRONG_STATE);
    assertThat(city.deskOf(city.bruno).own()).isEmpty();
  }

  /** Accepting races with taking back: either Bruno has it, or Anna kept it; never both. */
  @RepeatedTest(5)
  void p9_acceptAndCancelRace() throws Exception {
    expectDone(city.handOver(city.anna, talk.id(), city.bruno));

    List<Reply> replies =
        all(
            List.of(
                city.answerHandOver(city.bruno, talk.id(), true),
                city.desk.cancelHandOver(city.anna, new Command.CancelHandOver("c", talk.id()))));

    boolean accepted = replies.get(0) instanceof Reply.Done;
    assertThat(replies.get(1) instanceof Reply.Done).isNotEqualTo(accepted);
    assertThat(city.view(talk.citizen()).operator().firstName())
        .isEqualTo(accepted ? "Bruno" : "Anna");
  }

  @RepeatedTest(3)
  void p9_acceptAndCloseRace() throws Exception {
    expectDone(city.handOver(city.anna, talk.id(), city.bruno));

    List<Reply> replies =
        all(
            List.of(
                city.answerHandOver(city.bruno, talk.id(), true),
                city.close(city.anna, talk.id(), Outcome.RESOLVED)));

    boolean accepted = replies.get(0) instanceof Reply.Done;
    assertThat(replies.get(1) instanceof Reply.Done).isNotEqualTo(accepted);
  }

  @Test
  void onlyToAnotherEnabledColleagueWhoIsThere() throws Exception {
    expectRefused(city.handOver(city.anna, talk.id(), city.anna), ErrorCode.NOT_FOUND);
    expectRefused(city.handOver(city.anna, talk.id(), city.carla), ErrorCode.WRONG_STATE);
    city.disable(city.bruno);
    expectRefused(city.handOver(city.anna, talk.id(), city.bruno), ErrorCode.NOT_FOUND);
  }

  @Test
  void aColleagueWhoIsGoneForGoodIsAskedNoMore() throws Exception {
    expectDone(city.handOver(city.anna, talk.id(), city.bruno));
    city.disable(city.bruno);
    city.sweep();

    assertThat(city.deskOf(city.anna).own().getFirst().handOver()).isNull();
  }

  @Test
  void closingEndsTheRequest_andUndoneItDoesNotComeBack() throws Exception {
    expectDone(city.handOver(city.anna, talk.id(), city.bruno));
    expectDone(city.close(city.anna, talk.id(), Outcome.RESOLVED));
    expectRefused(city.answerHandOver(city.bruno, talk.id(), true), ErrorCode.WRONG_STATE);
    city.pass(Duration.ofSeconds(1));
    expectDone(city.desk.undoClose(city.anna, new Command.UndoClose("u", talk.id())));
    expectRefused(city.answerHandOver(city.bruno, talk.id(), true), ErrorCode.WRONG_STATE);
  }
}
