package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.TAX;
import static org.indiretta.consultation.City.all;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.consultation.City.expectRefused;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TakeTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;

  @BeforeEach
  void aFreshCity() throws Exception {
    city = City.fresh(DATABASE);
  }

  @Test
  void theCitizenSeesWhoJoined() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);

    ConsultationView view = city.view(talk.citizen());
    assertThat(view.state()).isEqualTo(ConsultationState.ACTIVE);
    assertThat(view.operator().firstName()).isEqualTo("Anna");
    assertThat(view.operator().office()).isEqualTo("Sportello");
    assertThat(view.operator().photo()).as("only by the operator's own choice").isNull();
    assertThat(view.ahead()).isNull();
    assertThat(city.events(talk)).containsExactly(EventKind.STARTED, EventKind.JOINED);
    assertThat(city.bus.toCitizen(talk.id(), Push.ConsultationChanged.class))
        .last()
        .satisfies(
            push -> assertThat(push.consultation().state()).isEqualTo(ConsultationState.ACTIVE));
  }

  @Test
  void whoHasNoOfficeJoinsByNameAlone() throws Exception {
    city.withoutOffice(city.anna);
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);

    assertThat(city.view(talk.citizen()).operator().office()).isEmpty();
    assertThat(city.events(talk)).containsExactly(EventKind.STARTED, EventKind.JOINED);
  }

  /** Two nodes, many hands: the row lets one pass, and each loser hears who has it. */
  @RepeatedTest(5)
  void p9_twoOperatorsTakeOne_exactlyOneOwns() throws Exception {
    city.available(city.anna, city.bruno);
    Consultations other = city.node(city.presences(UUID.randomUUID()));
    ConsultationId id = city.start(city.citizen(), PASSPORT).id();

    List<Future<Reply>> tries = new ArrayList<>();
    List<Principal.Staff> who = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Principal.Staff staff = i % 2 == 0 ? city.anna : city.bruno;
      who.add(staff);
      tries.add(
          (i % 4 < 2 ? city.desk : other)
              .take(staff, new Command.TakeConsultation(City.command(), id)));
    }

    List<Reply> replies = all(tries);
    city.sweep();
    boolean annaOwns = city.deskOf(city.anna).own().stream().anyMatch(own -> own.id().equals(id));
    boolean brunoOwns = city.deskOf(city.bruno).own().stream().anyMatch(own -> own.id().equals(id));
    assertThat(annaOwns).isNotEqualTo(brunoOwns);
    Principal.Staff owner = annaOwns ? city.anna : city.bruno;
    for (int i = 0; i < replies.size(); i++) {
      if (who.get(i).equals(owner)) {
        assertThat(replies.get(i)).isInstanceOf(Reply.Done.class);
      } else {
        assertThat(replies.get(i))
            .isInstanceOfSatisfying(
                Reply.Refused.class,
                refused -> {
                  assertThat(refused.code()).isEqualTo(ErrorCode.TAKEN);
                  assertThat(refused.by()).isEqualTo(annaOwns ? "Anna" : "Bruno");
                });
      }
    }
    assertThat(
            city.resume(owner, id).entries().stream()
                .filter(entry -> entry.body().toString().contains("JOINED")))
        .as("one joined, once")
        .hasSize(1);
  }

  @Test
  void p9_acceptAndTakeRace_exactlyOneOwns() throws Exception {
    city.available(city.anna, city.bruno);
    for (int round = 0; round < 5; round++) {
      ConsultationId id = city.start(city.citizen(), PASSPORT).id();
      city.sweep();

      List<Reply> replies = all(List.of(city.accept(city.anna, id), city.take(city.bruno, id)));

      assertThat(replies.stream().filter(Reply.Done.class::isInstance)).hasSize(1);
      city.execute("UPDATE consultation SET state = 'CLOSED', ended_at = started_at");
    }
  }

  @Test
  void onlyWhoServesTheTopicTakes() throws Exception {
    city.available(city.carla, city.anna);
    ConsultationId id = city.start(city.citizen(), TAX).id();

    expectRefused(city.take(city.bruno, id), ErrorCode.FORBIDDEN);
    expectDone(city.take(city.carla, id));
    expectDone(city.take(city.carla, id));
  }

  @Test
  void aDisabledOperatorTakesNothing() throws Exception {
    city.available(city.anna, city.bruno);
    ConsultationId id = city.start(city.citizen(), PASSPORT).id();
    city.disable(city.bruno);

    expectRefused(city.take(city.bruno, id), ErrorCode.FORBIDDEN);
  }

  @Test
  void whatHasEndedIsNotTaken() throws Exception {
    city.available(city.anna);
    Principal.Citizen citizen = city.citizen();
    ConsultationId id = city.start(citizen, PASSPORT).id();
    expectDone(city.desk.leave(citizen, new Command.LeaveConsultation("l", id)));

    expectRefused(city.take(city.anna, id), ErrorCode.WRONG_STATE);
  }

  /** P9 with 30 citizens who leave while 3 operators on 2 nodes take, accept, decline. */
  @Test
  void p9_aStormOfMovesLeavesEveryConsultationWithAtMostOneOwner() throws Exception {
    city.serves(city.carla, "passport", 3);
    await(city);
    city.available(city.anna, city.bruno, city.carla);
    List<City.Talk> talks = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Principal.Citizen citizen = city.citizen();
      talks.add(new City.Talk(citizen, city.start(citizen, PASSPORT).id()));
    }
    Consultations other = city.node(city.presences(UUID.randomUUID()));

    List<Future<Reply>> storm = new ArrayList<>();
    for (City.Talk talk : talks) {
      storm.add(city.take(city.anna, talk.id()));
      storm.add(other.take(city.bruno, new Command.TakeConsultation(City.command(), talk.id())));
      storm.add(city.accept(city.carla, talk.id()));
      storm.add(
          other.leave(talk.citizen(), new Command.LeaveConsultation(City.command(), talk.id())));
    }
    all(storm);
    city.sweep();

    for (City.Talk talk : talks) {
      long joined = city.events(talk).stream().filter(event -> event == EventKind.JOINED).count();
      long ended = city.events(talk).stream().filter(event -> event == EventKind.ENDED).count();
      assertThat(joined).isLessThanOrEqualTo(1);
      assertThat(ended).as("every citizen left, once").isEqualTo(1);
      List<Long> places =
          city.resume(talk.citizen(), talk.id()).entries().stream()
              .map(org.indiretta.protocol.Entry::seq)
              .toList();
      for (int i = 0; i < places.size(); i++) {
        assertThat(places.get(i)).as("P2: seq is 1..n without a hole").isEqualTo(i + 1);
      }
    }
  }

  private static void await(City city) throws Exception {
    TestDatabase.await(city.directory.reread());
  }
}
