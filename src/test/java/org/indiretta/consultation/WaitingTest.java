package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.TAX;
import static org.indiretta.consultation.City.all;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.consultation.City.expectRefused;
import static org.indiretta.consultation.City.startCommand;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.Principal;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.AvailabilityView;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.QueueCommand;
import org.indiretta.protocol.Reply;
import org.indiretta.protocol.RoseBecause;
import org.indiretta.routing.Availability;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What those who wait are told, and when nobody else may wait. */
class WaitingTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;

  @BeforeEach
  void oneWhoTakesOneAtATime() throws Exception {
    city = City.fresh(DATABASE);
    city.execute("UPDATE operator SET max_write = 1");
    await(city.directory.reread());
    city.available(city.carla);
  }

  @Test
  void rt20_theRangeComesFromWhatWasMeasuredOfTheTopic() throws Exception {
    ended(60, Duration.ofMinutes(2));
    city.pass(Duration.ofMinutes(5));
    busy();
    Principal.Citizen waits = city.citizen();
    city.start(waits, TAX);
    city.sweep();

    ConsultationView told = city.view(waits);

    assertThat(told.ahead()).isZero();
    assertThat(told.expectedWait().fromS()).isLessThanOrEqualTo(120);
    assertThat(told.expectedWait().toS()).isBetween(100, 300);
    AvailabilityView.ModeState forOthers = open(TAX);
    assertThat(forOthers.state()).isEqualTo(AvailabilityView.State.BUSY);
    assertThat(forOthers.expectedWait().toS()).isGreaterThanOrEqualTo(told.expectedWait().toS());
  }

  @Test
  void rt20_aPlaceNeverCountsThoseWhomOthersServe() throws Exception {
    city.available(city.bruno);
    busy();
    expectDone(city.take(city.bruno, city.start(city.citizen(), PASSPORT).id()));
    for (int i = 0; i < 3; i++) {
      city.start(city.citizen(), PASSPORT);
      city.clock.advance(Duration.ofMillis(5));
    }
    Principal.Citizen waits = city.citizen();
    city.start(waits, TAX);
    city.sweep();

    assertThat(city.view(waits).ahead()).as("Bruno serves the three, Carla this one").isZero();
  }

  @Test
  void rt20_toldAtMostEveryFiveSeconds() throws Exception {
    busy();
    ConsultationId first = city.start(city.citizen(), TAX).id();
    city.clock.advance(Duration.ofMillis(5));
    Principal.Citizen waits = city.citizen();
    ConsultationId id = city.start(waits, TAX).id();
    city.sweep();
    assertThat(city.view(waits).ahead()).isEqualTo(1);
    city.bus.forget();

    city.clock.advance(Duration.ofSeconds(4));
    leave(first);
    city.sweep();
    assertThat(city.bus.toCitizen(id, Push.ConsultationChanged.class)).isEmpty();

    city.clock.advance(Duration.ofSeconds(1));
    city.sweep();
    city.sweep();
    assertThat(city.bus.toCitizen(id, Push.ConsultationChanged.class))
        .singleElement()
        .satisfies(push -> assertThat(push.consultation().ahead()).isZero());
  }

  @Test
  void rt21_whoSeesTheNumberRiseIsToldWhy() throws Exception {
    City.Talk talk = endedTalk();
    busy();
    Principal.Citizen waits = city.citizen();
    city.start(waits, TAX);
    city.sweep();
    assertThat(city.view(waits).ahead()).isZero();
    city.clock.advance(Outlooks.TELL_EVERY);

    expectDone(
        city.desk.reopen(
            talk.citizen(), new Command.ReopenConsultation(City.command(), talk.id())));
    city.sweep();

    assertThat(city.view(waits).ahead()).isEqualTo(1);
    assertThat(city.view(waits).roseBecause()).isEqualTo(RoseBecause.RETURNED);
  }

  @Test
  void rt21_whoHasAnAppointmentGoesBefore_andThatIsSaid() throws Exception {
    Principal.Citizen waits = waitsBehindNobody();

    Principal.Citizen appointed = city.citizen();
    city.start(appointed, TAX);
    city.execute(
        "UPDATE consultation SET lane = 1 WHERE citizen_id = '%s'".formatted(appointed.id()));
    city.sweep();

    assertThat(city.view(waits).ahead()).isEqualTo(1);
    assertThat(city.view(waits).roseBecause()).isEqualTo(RoseBecause.APPOINTMENT);
  }

  @Test
  void rt21_whoCompletesACaseGoesBefore_andThatIsSaid() throws Exception {
    String code = returnCode();
    Principal.Citizen waits = waitsBehindNobody();

    expectDone(city.startWith(city.citizen(), code, null));
    city.sweep();

    assertThat(city.view(waits).ahead()).isEqualTo(1);
    assertThat(city.view(waits).roseBecause()).isEqualTo(RoseBecause.CASE);
  }

  @Test
  void rt21_fewerOperatorsAreThere_andThatIsSaid() throws Exception {
    city.available(city.anna);
    busy();
    city.pass(Duration.ofMinutes(8));
    expectDone(city.take(city.anna, city.start(city.citizen(), PASSPORT).id()));
    city.start(city.citizen(), PASSPORT);
    city.clock.advance(Duration.ofMillis(5));
    Principal.Citizen waits = city.citizen();
    city.start(waits, TAX);
    city.sweep();
    assertThat(city.view(waits).ahead()).as("Carla is free before Anna").isZero();
    city.clock.advance(Outlooks.TELL_EVERY);

    city.away(city.carla);
    city.sweep();

    assertThat(city.view(waits).ahead()).as("Anna serves the other one first").isEqualTo(1);
    assertThat(city.view(waits).roseBecause()).isEqualTo(RoseBecause.FEWER_STAFF);
  }

  @Test
  void rt23_whoWasAskedToComeBackWithACodeAlwaysGetsAPlace() throws Exception {
    String code = returnCode();
    city.execute("UPDATE topic SET max_waiting = 1 WHERE id = 'tax'");
    await(city.directory.reread());
    busy();
    city.start(city.citizen(), TAX);
    expectRefused(city.desk.start(city.citizen(), startCommand(TAX)), ErrorCode.FULL);

    assertThat(expectDone(city.startWith(city.citizen(), code, null)))
        .isInstanceOf(Reply.Started.class);
  }

  /** With nobody before them, and told so; the next news may come. */
  private Principal.Citizen waitsBehindNobody() throws Exception {
    busy();
    Principal.Citizen waits = city.citizen();
    city.start(waits, TAX);
    city.sweep();
    assertThat(city.view(waits).ahead()).isZero();
    city.clock.advance(Outlooks.TELL_EVERY);
    return waits;
  }

  /** Of a case of TAX that Carla ended to be completed. */
  private String returnCode() throws Exception {
    ConsultationId id = city.start(city.citizen(), TAX).id();
    expectDone(city.take(city.carla, id));
    Reply.Closed closed = (Reply.Closed) await(city.close(city.carla, id, Outcome.TO_BE_COMPLETED));
    city.pass(Duration.ofSeconds(6));
    return closed.returnCode();
  }

  @Test
  void rt23_whenAsManyWaitAsMayNobodyElseIsLetIn() throws Exception {
    city.execute("UPDATE topic SET max_waiting = 3 WHERE id = 'tax'");
    await(city.directory.reread());
    City.Talk talk = endedTalk();
    busy();
    List<Future<Reply>> starts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      starts.add(city.desk.start(city.citizen(), startCommand(TAX)));
    }

    List<Reply> replies = all(starts);

    assertThat(replies).filteredOn(Reply.Started.class::isInstance).hasSize(3);
    assertThat(replies)
        .filteredOn(Reply.Refused.class::isInstance)
        .allSatisfy(reply -> assertThat(((Reply.Refused) reply).code()).isEqualTo(ErrorCode.FULL));
    city.sweep();
    city.clock.advance(Availability.MAX_AGE);
    assertThat(open(TAX).state()).isEqualTo(AvailabilityView.State.FULL);

    expectDone(
        city.desk.reopen(
            talk.citizen(), new Command.ReopenConsultation(City.command(), talk.id())));
    city.available(city.bruno);
    Principal.Citizen other = city.citizen();
    ConsultationId id = city.start(other, PASSPORT).id();
    expectRefused(
        city.desk.changeTopic(other, new QueueCommand.ChangeTopic(City.command(), id, TAX)),
        ErrorCode.FULL);
  }

  private AvailabilityView.ModeState open(TopicId topic) throws Exception {
    return await(city.desk.availability(City.SITE)).topics().get(topic).get(Mode.WRITE);
  }

  /** Carla has one and takes no other. */
  private void busy() throws Exception {
    expectDone(city.take(city.carla, city.start(city.citizen(), TAX).id()));
    city.sweep();
  }

  private City.Talk endedTalk() throws Exception {
    Principal.Citizen citizen = city.citizen();
    ConsultationId id = city.start(citizen, TAX).id();
    expectDone(city.take(city.carla, id));
    expectDone(city.close(city.carla, id, Outcome.RESOLVED));
    city.pass(Duration.ofSeconds(6));
    return new City.Talk(citizen, id);
  }

  private void leave(ConsultationId id) throws Exception {
    city.execute(
        "UPDATE consultation SET state = 'ABANDONED', ended_at = queued_at WHERE id = '%s'"
            .formatted(id));
  }

  /** So many of the topic TAX that all took about as long, a day ago. */
  private void ended(int count, Duration each) throws Exception {
    Principal.Citizen citizen = city.citizen();
    city.execute(
        """
        INSERT INTO consultation (id, site_id, topic_id, citizen_id, reference, mode, state, lane,
          language, started_at, queued_at, answered_at, ended_at)
        SELECT gen_random_uuid(), 'rivalago', 'tax', '%s', 'Z' || n, 'WRITE', 'CLOSED', 3, 'it',
               t, t, t, t + (%d + n %% 7) * interval '1 second'
        FROM generate_series(1, %d) n, (SELECT '2026-03-01T09:00:00Z'::timestamptz AS t) x
        """
            .formatted(citizen.id(), each.toSeconds(), count));
  }
}
