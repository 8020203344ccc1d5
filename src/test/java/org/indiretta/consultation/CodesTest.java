package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.TAX;
import static org.indiretta.consultation.City.all;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.consultation.City.expectRefused;
import static org.indiretta.sql.TestDatabase.await;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Lane;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.QueueCommand;
import org.indiretta.protocol.Reply;
import org.indiretta.sql.Sql;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Return codes of cases, join codes of the telephone, and their tries. */
class CodesTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;

  @BeforeEach
  void annaIsThere() throws Exception {
    city = City.fresh(DATABASE);
    city.available(city.anna);
  }

  // ── return codes ──────────────────────────────────────────────────────────────────────────────

  /** Closed to be completed; the undo is over. */
  private Reply.Closed toBeCompleted(City.Talk talk) throws Exception {
    Reply.Closed closed =
        (Reply.Closed) await(city.close(city.anna, talk.id(), Outcome.TO_BE_COMPLETED));
    city.pass(Duration.ofSeconds(6));
    return closed;
  }

  @Test
  void rt51_whoComesBackWithTheCodeStandsAmongTheCases_aboutTheSameTopic() throws Exception {
    City.Talk talk = city.talk(city.anna);
    Reply.Closed closed = toBeCompleted(talk);
    assertThat(closed.returnCode())
        .matches("[234679ACDEFGHJKMNPQRTWXY]{3}(-[234679ACDEFGHJKMNPQRTWXY]{3}){2}");
    assertThat(closed.expiresAt())
        .isBetween(
            city.clock.now().plus(Duration.ofDays(30)).minusSeconds(10),
            city.clock.now().plus(Duration.ofDays(30)));

    Principal.Citizen another = city.citizen();
    ConsultationView view =
        ((Reply.Started)
                expectDone(
                    city.startWith(
                        another,
                        closed.returnCode().toLowerCase(Locale.ROOT).replace('-', ' '),
                        null)))
            .consultation();

    assertThat(view.lane()).isEqualTo(Lane.CASE);
    assertThat(view.topic()).isEqualTo(PASSPORT);
    assertThat(view.earlier()).as("staff only").isNull();
    city.sweep();
    expectDone(city.accept(city.anna, view.id()));
    ConsultationView own = city.deskOf(city.anna).own().getFirst();
    assertThat(own.earlier().id()).isEqualTo(talk.id());
    assertThat(own.earlier().reference()).isEqualTo(city.view(talk.citizen()).reference());
  }

  @Test
  void rt51_theCitizenIsToldTheCode_andOnlyItsHashIsKept() throws Exception {
    City.Talk talk = city.talk(city.anna);
    city.bus.forget();
    Reply.Closed closed = toBeCompleted(talk);

    assertThat(city.bus.toCitizen(talk.id(), Push.ReturnCodeGiven.class))
        .containsExactly(
            new Push.ReturnCodeGiven(talk.id(), closed.returnCode(), closed.expiresAt()));
    assertThat(closed.toString()).doesNotContain(closed.returnCode());
    String stored =
        await(
                DATABASE
                    .database()
                    .first(
                        Sql.of("SELECT r::text AS all FROM return_code r").bound(),
                        row -> row.getString("all")))
            .orElseThrow();
    assertThat(stored).doesNotContain(closed.returnCode()).contains(talk.id().toString());
    assertThat(city.resume(talk.citizen(), talk.id()).entries().toString())
        .doesNotContain(closed.returnCode());
  }

  @Test
  void rt51_goodOnce_alsoWhenSeveralUseItAtOnce() throws Exception {
    Reply.Closed closed = toBeCompleted(city.talk(city.anna));
    Principal.Citizen one = city.citizen();
    Principal.Citizen two = city.citizen();

    List<Reply> replies =
        all(
            List.of(
                city.startWith(one, closed.returnCode(), null),
                city.startWith(two, closed.returnCode(), null)));

    assertThat(replies).filteredOn(Reply.Started.class::isInstance).hasSize(1);
    assertThat(replies)
        .filteredOn(
            reply -> reply instanceof Reply.Refused refused && refused.code() == ErrorCode.BAD_CODE)
        .hasSize(1);
    expectRefused(city.startWith(city.citizen(), closed.returnCode(), null), ErrorCode.BAD_CODE);
  }

  @Test
  void rt51_noCodeOfAnEndThatIsUndone_andTheLaterOneTakesThePlaceOfTheEarlier() throws Exception {
    City.Talk talk = city.talk(city.anna);
    Reply.Closed first =
        (Reply.Closed) await(city.close(city.anna, talk.id(), Outcome.TO_BE_COMPLETED));
    expectRefused(city.startWith(city.citizen(), first.returnCode(), null), ErrorCode.BAD_CODE);
    expectDone(city.desk.undoClose(city.anna, new Command.UndoClose("u", talk.id())));
    expectDone(city.close(city.anna, talk.id(), Outcome.RESOLVED));
    city.pass(Duration.ofSeconds(6));
    expectRefused(city.startWith(city.citizen(), first.returnCode(), null), ErrorCode.BAD_CODE);

    City.Talk other = city.talk(city.anna);
    Reply.Closed earlier =
        (Reply.Closed) await(city.close(city.anna, other.id(), Outcome.TO_BE_COMPLETED));
    Reply.Closed later = toBeCompleted(other);
    expectRefused(city.startWith(city.citizen(), earlier.returnCode(), null), ErrorCode.BAD_CODE);
    expectDone(city.startWith(city.citizen(), later.returnCode(), null));
  }

  @Test
  void rt51_after30DaysItIsTooOld() throws Exception {
    Reply.Closed closed = toBeCompleted(city.talk(city.anna));
    city.clock.advance(Duration.ofDays(30));
    expectRefused(city.startWith(city.citizen(), closed.returnCode(), null), ErrorCode.BAD_CODE);
  }

  // ── join codes ────────────────────────────────────────────────────────────────────────────────

  private String joinCode(Principal.Staff staff) throws Exception {
    return ((Reply.JoinCodeMade)
            await(city.desk.makeJoinCode(staff, new QueueCommand.MakeJoinCode("j", null))))
        .code();
  }

  @Test
  void rt52_theCitizenLandsWithTheOperatorOnTheTelephoneAtOnce() throws Exception {
    city.available(city.carla);
    city.away(city.carla);
    String code = joinCode(city.carla);
    assertThat(code).matches("[0-9]{6}");
    Principal.Citizen citizen = city.citizen();

    ConsultationView view =
        ((Reply.Started)
                expectDone(
                    city.startWith(citizen, null, code.substring(0, 3) + " " + code.substring(3))))
            .consultation();

    assertThat(view.state()).isEqualTo(ConsultationState.ACTIVE);
    assertThat(view.operator().firstName()).as("away, and on the telephone").isEqualTo("Carla");
    assertThat(view.topic()).as("what Carla knows best").isEqualTo(TAX);
    assertThat(city.events(new City.Talk(citizen, view.id())))
        .containsExactly(EventKind.STARTED, EventKind.JOINED);
    expectRefused(city.startWith(city.citizen(), null, code), ErrorCode.BAD_CODE);
  }

  @Test
  void rt52_whoWaitsAlreadyLandsThereToo() throws Exception {
    Principal.Citizen citizen = city.citizen();
    ConsultationView waiting = city.start(citizen, PASSPORT);
    city.sweep();
    city.available(city.carla);
    String code = joinCode(city.carla);

    ConsultationView view =
        ((Reply.Started) expectDone(city.startWith(citizen, null, code))).consultation();

    assertThat(view.id()).isEqualTo(waiting.id());
    assertThat(view.operator().firstName()).isEqualTo("Carla");
    assertThat(city.deskOf(city.anna).own()).as("no longer offered to Anna").isEmpty();
  }

  @Test
  void rt52_keptForTheOperatorWhoseLinkIsGone_andThenForAll() throws Exception {
    city.available(city.bruno);
    String code = joinCode(city.bruno);
    await(city.desk.unlinked(city.bruno));
    city.pass(Duration.ofSeconds(20));
    Principal.Citizen citizen = city.citizen();
    ConsultationView view =
        ((Reply.Started) expectDone(city.startWith(citizen, null, code))).consultation();
    assertThat(view.state()).isEqualTo(ConsultationState.WAITING);
    assertThat(view.heldUntil()).isNotNull();
    city.sweep();
    assertThat(city.deskOf(city.anna).own()).as("not offered to others").isEmpty();

    await(city.desk.linked(city.bruno));
    city.sweep();

    assertThat(city.view(citizen).operator().firstName()).isEqualTo("Bruno");
    assertThat(city.events(new City.Talk(citizen, view.id())))
        .containsExactly(EventKind.STARTED, EventKind.JOINED);
  }

  @Test
  void rt52_tenMinutes_andANewOneVoidsTheOneBefore() throws Exception {
    String first = joinCode(city.anna);
    String second = joinCode(city.anna);
    if (!first.equals(second)) {
      expectRefused(city.startWith(city.citizen(), null, first), ErrorCode.BAD_CODE);
    }
    city.pass(Duration.ofMinutes(10));
    expectRefused(city.startWith(city.citizen(), null, second), ErrorCode.BAD_CODE);
  }

  // ── tries ─────────────────────────────────────────────────────────────────────────────────────

  @Test
  void rt55_fiveTries_alsoWhenTheyComeAtOnce() throws Exception {
    String code = joinCode(city.anna);
    String wrong = code.equals("000000") ? "000001" : "000000";
    Principal.Citizen citizen = city.citizen();

    List<Reply> replies =
        all(Stream.generate(() -> city.startWith(citizen, null, wrong)).limit(12).toList());

    assertThat(replies)
        .extracting(reply -> ((Reply.Refused) reply).code())
        .filteredOn(ErrorCode.BAD_CODE::equals)
        .hasSize(5);
    Reply.Refused refused = expectRefused(city.startWith(citizen, null, code), ErrorCode.TOO_MANY);
    assertThat(refused.retryAfterMs()).isBetween(1L, 600_000L);
    city.clock.advance(Duration.ofMillis(refused.retryAfterMs()));
    city.sweep();
    expectRefused(city.startWith(citizen, null, wrong), ErrorCode.BAD_CODE);
  }

  @Test
  void rt55_thirtyOfOneAddress_whoeverTheyAre() throws Exception {
    String code = joinCode(city.anna);
    String wrong = code.equals("000000") ? "000001" : "000000";
    for (int i = 0; i < 30; i++) {
      expectRefused(city.startWith(fromOneAddress(), null, wrong), ErrorCode.BAD_CODE);
    }
    expectRefused(city.startWith(fromOneAddress(), null, code), ErrorCode.TOO_MANY);
    expectDone(city.startWith(city.citizen(), null, code));
  }

  @Test
  void rt55_whatCannotBeACodeIsNotCounted() throws Exception {
    Principal.Citizen citizen = city.citizen();
    for (int i = 0; i < 7; i++) {
      expectRefused(city.startWith(citizen, null, "12345"), ErrorCode.BAD_CODE);
      expectRefused(city.startWith(citizen, "0O1I", null), ErrorCode.BAD_CODE);
    }
  }

  private Principal.Citizen fromOneAddress() throws Exception {
    Principal.Citizen citizen = city.citizen();
    city.execute(
        "UPDATE citizen SET address_key = 'front desk of this test' WHERE id = '%s'"
            .formatted(citizen.id()));
    return citizen;
  }
}
