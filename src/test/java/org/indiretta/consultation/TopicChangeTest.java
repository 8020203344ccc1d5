package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.TAX;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.consultation.City.expectRefused;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import java.time.Duration;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.QueueCommand;
import org.indiretta.protocol.Reply;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Another topic while one waits. */
class TopicChangeTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;

  @BeforeEach
  void aFreshCity() throws Exception {
    city = City.fresh(DATABASE);
  }

  @Test
  void rt22_theTimeOfArrivalIsKeptAndWhoServesTheNewTopicIsAsked() throws Exception {
    city.available(city.bruno);
    Principal.Citizen citizen = city.citizen();
    ConsultationView before = city.start(citizen, PASSPORT);
    city.sweep();
    assertThat(city.deskOf(city.bruno).waiting().getFirst().offeredTo()).isEqualTo(city.bruno.id());
    city.clock.advance(Duration.ofSeconds(4));
    city.available(city.carla);

    expectDone(change(citizen, before.id(), TAX));
    city.sweep();

    ConsultationView after = city.view(citizen);
    assertThat(after.topic()).isEqualTo(TAX);
    assertThat(after.waitingSince()).isEqualTo(before.waitingSince());
    assertThat(after.lane()).isEqualTo(before.lane());
    DeskView.Waiting waiting = city.deskOf(city.carla).waiting().getFirst();
    assertThat(waiting.offeredTo()).isEqualTo(city.carla.id());
    assertThat(waiting.topic()).isEqualTo(TAX);
    assertThat(city.events(new City.Talk(citizen, before.id())))
        .containsExactly(EventKind.STARTED, EventKind.TOPIC_CHANGED);
  }

  @Test
  void rt22_refusedAsAStartWouldBe() throws Exception {
    city.available(city.anna);
    Principal.Citizen citizen = city.citizen();
    ConsultationId id = city.start(citizen, PASSPORT).id();

    expectRefused(change(citizen, id, new TopicId("nothing")), ErrorCode.NOT_FOUND);
    expectRefused(change(city.citizen(), id, TAX), ErrorCode.NOT_FOUND);
    city.execute("UPDATE topic SET modes = '{TALK}' WHERE id = 'tax'");
    await(city.directory.reread());
    expectRefused(change(citizen, id, TAX), ErrorCode.WRONG_STATE);
    city.away(city.anna);
    expectRefused(change(citizen, id, PASSPORT), ErrorCode.NOBODY_THERE);
    assertThat(city.view(citizen).topic()).isEqualTo(PASSPORT);
  }

  @Test
  void rt22_notToATopicThatIsClosed() throws Exception {
    city.available(city.anna, city.carla);
    Principal.Citizen citizen = city.citizen();
    ConsultationId id = city.start(citizen, PASSPORT).id();
    city.closure("Chiuso per inventario", TAX);

    expectRefused(change(citizen, id, TAX), ErrorCode.CLOSED);
    assertThat(city.view(citizen).topic()).isEqualTo(PASSPORT);

    city.closure("Chiuso per inventario", PASSPORT);
    expectDone(change(citizen, id, TAX));
  }

  @Test
  void rt22_notWithinWhatWouldBeDoneAfterClosing() throws Exception {
    city.available(city.anna, city.carla);
    Principal.Citizen citizen = city.citizen();
    ConsultationId id = city.start(citizen, PASSPORT).id();
    city.hours("08:00-10:02");

    expectRefused(change(citizen, id, TAX), ErrorCode.CLOSED);
  }

  @Test
  void rt22_notOnceSomebodyAnswers() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);

    expectRefused(change(talk.citizen(), talk.id(), TAX), ErrorCode.WRONG_STATE);
  }

  private Future<Reply> change(Principal.Citizen citizen, ConsultationId id, TopicId topic) {
    return city.desk.changeTopic(citizen, new QueueCommand.ChangeTopic(City.command(), id, topic));
  }
}
