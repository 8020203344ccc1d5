package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.consultation.City.expectRefused;
import static org.indiretta.sql.TestDatabase.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.indiretta.identity.ConsultationId;
import org.indiretta.protocol.AwayReason;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Lane;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.QueueCommand;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pauses, the time after a consultation, and going home with open ones. */
class PauseTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;

  @BeforeEach
  void aFreshCity() throws Exception {
    city = City.fresh(DATABASE);
  }

  // ── a pause ───────────────────────────────────────────────────────────────────────────────────

  @Test
  void rt40_aPauseSaysWhyAndUntilWhen_toColleaguesToo() throws Exception {
    city.available(city.anna, city.bruno);
    Instant until = city.clock.now().plus(Duration.ofMinutes(30));

    expectDone(city.desk.setPresence(city.anna, lunch(until)));

    assertThat(me().until()).isEqualTo(until);
    assertThat(seenByBruno())
        .extracting(
            DeskView.Colleague::state, DeskView.Colleague::reason, DeskView.Colleague::until)
        .containsExactly(PresenceState.AWAY, AwayReason.LUNCH, until);
    city.pass(Duration.ofMinutes(31));
    assertThat(me().state()).as("its end sets nobody available").isEqualTo(PresenceState.AWAY);
    city.available(city.anna);
    assertThat(me().until()).isNull();
    assertThat(seenByBruno().until()).isNull();
  }

  @Test
  void rt40_anEndThatIsPastOrTooFarIsRefused() throws Exception {
    city.available(city.anna);
    Instant now = city.clock.now();

    expectRefused(city.desk.setPresence(city.anna, lunch(now.minusMillis(1))), ErrorCode.MALFORMED);
    expectRefused(
        city.desk.setPresence(city.anna, lunch(now.plus(Duration.ofHours(24)).plusMillis(1))),
        ErrorCode.MALFORMED);

    assertThat(me().state()).isEqualTo(PresenceState.AVAILABLE);
    expectDone(city.desk.setPresence(city.anna, lunch(now.plus(Duration.ofHours(24)))));
  }

  // ── the time after a consultation ─────────────────────────────────────────────────────────────

  @Test
  void rt43_afterAnEndNobodyIsAskedForSoLong_andThenAtOnce() throws Exception {
    completes(60);
    City.Talk talk = city.talk(city.anna);
    expectDone(city.close(city.anna, talk.id(), Outcome.RESOLVED));
    Instant over = city.clock.now().plusSeconds(60);
    assertThat(me().wrapUpUntil()).isEqualTo(over);

    ConsultationId next = waiting();
    city.pass(Duration.ofMillis(59_999));
    assertThat(onDesk(next).offeredTo()).isNull();

    city.pass(Duration.ofMillis(1));
    city.sweep();
    assertThat(onDesk(next).offeredTo()).isEqualTo(city.anna.id());
    assertThat(me().wrapUpUntil()).isNull();
  }

  @Test
  void rt43_theTopicStaysOpenMeanwhile_andWhoTakesByHandHasIt() throws Exception {
    completes(60);
    expectDone(city.close(city.anna, city.talk(city.anna).id(), Outcome.RESOLVED));

    assertThat(await(city.desk.availability(City.SITE)).open()).containsKey(PASSPORT);
    ConsultationId next = waiting();
    expectDone(city.take(city.anna, next));
    assertThat(me().wrapUpUntil()).as("it is over by that").isNull();
  }

  @Test
  void rt43_itIsEndedEarlyByBeingAvailable_andByAnUndo() throws Exception {
    completes(60);
    ConsultationId first = city.talk(city.anna).id();
    expectDone(city.close(city.anna, first, Outcome.RESOLVED));
    expectDone(city.desk.undoClose(city.anna, new Command.UndoClose("u", first)));
    assertThat(me().wrapUpUntil()).isNull();
    expectDone(city.close(city.anna, first, Outcome.RESOLVED));
    ConsultationId next = waiting();
    assertThat(onDesk(next).offeredTo()).isNull();

    city.available(city.anna);

    assertThat(me().wrapUpUntil()).isNull();
    assertThat(onDesk(next).offeredTo()).isEqualTo(city.anna.id());
  }

  @Test
  void rt43_whoeverEndsIt_andWithoutTheSettingNotAtAll() throws Exception {
    completes(30);
    City.Talk talk = city.talk(city.anna);
    expectDone(city.desk.leave(talk.citizen(), new Command.LeaveConsultation("l", talk.id())));
    assertThat(me().wrapUpUntil()).isEqualTo(city.clock.now().plusSeconds(30));

    completes(0);
    City.Talk other = city.talk(city.anna);
    expectDone(city.desk.leave(other.citizen(), new Command.LeaveConsultation("l", other.id())));
    assertThat(me().wrapUpUntil()).isNull();
  }

  // ── going with open consultations ─────────────────────────────────────────────────────────────

  @Test
  void rt44_whoGoesGivesAllBack_andTheCitizensAreFirstAndTold() throws Exception {
    city.available(city.anna, city.bruno);
    City.Talk one = city.talk(city.anna);
    City.Talk two = city.talk(city.anna);
    city.away(city.bruno);

    expectDone(city.desk.handBack(city.anna, new QueueCommand.HandBack("h")));

    assertThat(me().state()).isEqualTo(PresenceState.OFFLINE);
    assertThat(city.deskOf(city.anna).own()).isEmpty();
    for (City.Talk talk : List.of(one, two)) {
      assertThat(city.view(talk.citizen()).state()).isEqualTo(ConsultationState.WAITING);
      assertThat(city.view(talk.citizen()).lane()).isEqualTo(Lane.RETURNED);
      assertThat(city.events(talk)).endsWith(EventKind.HANDED_BACK);
    }
    city.available(city.bruno);
    assertThat(city.view(one.citizen()).state()).isEqualTo(ConsultationState.OFFERED);
    expectDone(city.accept(city.bruno, one.id()));
    expectRefused(city.send(city.anna, one.id(), "no longer mine"), ErrorCode.NOT_FOUND);
  }

  @Test
  void rt44_twiceIsOnce_andWhatIsEndedStaysEnded() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    expectDone(city.close(city.anna, talk.id(), Outcome.RESOLVED));

    expectDone(city.desk.handBack(city.anna, new QueueCommand.HandBack("h")));
    expectDone(city.desk.handBack(city.anna, new QueueCommand.HandBack("h")));

    city.pass(Duration.ofSeconds(5));
    assertThat(city.view(talk.citizen()).state()).isEqualTo(ConsultationState.CLOSED);
  }

  // ── helps ─────────────────────────────────────────────────────────────────────────────────────

  private void completes(int seconds) throws Exception {
    city.execute("UPDATE operator SET wrap_up_s = " + seconds);
    await(city.directory.reread());
    city.available(city.anna);
  }

  private static Command.SetPresence lunch(Instant until) {
    return new Command.SetPresence(City.command(), PresenceState.AWAY, AwayReason.LUNCH, until);
  }

  private ConsultationId waiting() throws Exception {
    ConsultationId id = city.start(city.citizen(), PASSPORT).id();
    city.sweep();
    return id;
  }

  private DeskView.Presence me() throws Exception {
    return city.deskOf(city.anna).me();
  }

  private DeskView.Colleague seenByBruno() throws Exception {
    return city.deskOf(city.bruno).colleagues().stream()
        .filter(colleague -> colleague.id().equals(city.anna.id()))
        .findFirst()
        .orElseThrow();
  }

  private DeskView.Waiting onDesk(ConsultationId id) throws Exception {
    return city.deskOf(city.anna).waiting().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
