package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.all;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.consultation.City.expectRefused;
import static org.indiretta.sql.TestDatabase.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.notify.Notices;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Citizens who keep their place and are called when the turn comes. */
class CallBackTest {
  private static final String NUMBER = "+41 91 555 12 34";

  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;
  private Principal.Citizen citizen;
  private ConsultationId id;

  @BeforeEach
  void oneWaitsWhileAnnaIsBusy() throws Exception {
    city = City.fresh(DATABASE);
    city.available(city.anna);
    citizen = city.citizen();
    id = city.start(citizen, PASSPORT).id();
    city.away(city.anna);
  }

  @Test
  void rt54_theOperatorsOfferSaysSo_withTheNumber_andTheCitizenIsTold() throws Exception {
    expectDone(city.keepPlace(citizen, id, NUMBER));
    assertThat(city.view(citizen).callBack().telephone().value()).isEqualTo(NUMBER);
    city.bus.forget();

    city.available(city.anna);
    city.sweep();

    DeskView.Waiting offered =
        city.bus.toPerson(city.anna.id(), Push.OfferMade.class).getFirst().waiting();
    assertThat(offered.callBack().telephone().value()).isEqualTo(NUMBER);
    DeskView.Waiting seenByCarla =
        city.deskOf(city.carla).waiting().stream()
            .filter(it -> it.id().equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(seenByCarla.callBack().telephone())
        .as("who does not serve the topic sees that it is one, and no number")
        .isNull();
    city.bus.forget();
    expectDone(city.accept(city.anna, id));
    assertThat(city.bus.toCitizen(id, Push.ConsultationChanged.class))
        .as("the notice that the turn has come")
        .anySatisfy(
            push -> {
              assertThat(push.consultation().state()).isEqualTo(ConsultationState.ACTIVE);
              assertThat(push.consultation().callBack()).isNotNull();
            });
  }

  @Test
  void rt54_withANumberNoBrowserIsNeeded_andTheOperatorEndsIt() throws Exception {
    expectDone(city.keepPlace(citizen, id, NUMBER));
    await(city.desk.unlinked(citizen));

    city.pass(Duration.ofMinutes(45));
    assertThat(city.view(citizen).state()).isEqualTo(ConsultationState.WAITING);
    city.available(city.anna);
    city.sweep();
    expectDone(city.accept(city.anna, id));
    city.pass(Duration.ofMinutes(20));
    assertThat(city.view(citizen).state()).isEqualTo(ConsultationState.ACTIVE);

    expectDone(city.close(city.anna, id, Outcome.RESOLVED));
    city.pass(Duration.ofSeconds(6));
    assertThat(city.view(citizen).outcome()).isEqualTo(Outcome.RESOLVED);
  }

  @Test
  void rt54_withoutANumberThePageStaysOpen() throws Exception {
    expectDone(city.keepPlace(citizen, id, null));
    ConsultationView.CallBack callBack = city.view(citizen).callBack();
    assertThat(callBack).isNotNull();
    assertThat(callBack.telephone()).isNull();
    await(city.desk.unlinked(citizen));

    city.pass(Duration.ofMinutes(10));

    assertThat(city.view(citizen).state()).isEqualTo(ConsultationState.ABANDONED);
  }

  @Test
  void rt54_askedAgainItReplaces_onlyWhileWaiting_onlyTheOwn() throws Exception {
    expectDone(city.keepPlace(citizen, id, NUMBER));
    expectDone(city.keepPlace(citizen, id, "0915550000"));
    assertThat(city.view(citizen).callBack().telephone().value()).isEqualTo("0915550000");
    expectRefused(city.keepPlace(city.citizen(), id, NUMBER), ErrorCode.NOT_FOUND);
    city.available(city.anna);
    city.sweep();
    expectDone(city.accept(city.anna, id));
    expectRefused(city.keepPlace(citizen, id, NUMBER), ErrorCode.WRONG_STATE);
  }

  @Test
  void rt54_whoStillWaitsAfterClosingBecomesARequest_onceOnTwoNodes() throws Exception {
    Notices notices = new Notices(DATABASE.database(), city.clock, new SimpleMeterRegistry());
    RequestSettings settings =
        new RequestSettings(Duration.ofDays(3), URI.create("https://live.rivalago.example"));
    Consultations other = city.node(city.presences(UUID.randomUUID()));
    ContactRequests requests = city.desk.contactRequests(notices, settings);
    AtomicInteger links = new AtomicInteger();
    for (Consultations node : List.of(city.desk, other)) {
      node.keepCallBacks(
          node.contactRequests(notices, settings),
          () -> {
            String secret = "secret " + links.incrementAndGet();
            return new ContactRequests.Link(secret, Buffer.buffer("hash of " + secret), true);
          });
    }
    Principal.Citizen without = city.citizen();
    city.available(city.anna);
    ConsultationId other1 = city.start(without, PASSPORT).id();
    city.away(city.anna);
    expectDone(city.keepPlace(citizen, id, NUMBER));
    expectDone(city.send(citizen, id, "Meglio dopo le due"));
    city.hours("08:00-10:01");
    city.clock.advance(Duration.ofMinutes(16));

    all(List.of(swept(city.desk), swept(other), swept(city.desk), swept(other)));

    assertThat(city.view(citizen).state()).isEqualTo(ConsultationState.REFUSED);
    assertThat(city.view(without).state()).isNotEqualTo(ConsultationState.WAITING);
    assertThat(city.events(new City.Talk(without, other1)))
        .doesNotContain(EventKind.BECAME_REQUEST);
    ContactRequest request =
        assertThat(await(requests.listFor(city.bruno.id()))).singleElement().actual();
    assertThat(request.contact().telephone()).isEqualTo(NUMBER);
    assertThat(request.from().consultation()).isEqualTo(id);
    assertThat(request.from().written()).contains("Il mio passaporto scade", "Meglio dopo le due");
    assertThat(request.dueAt()).isEqualTo(city.clock.now().plus(Duration.ofDays(3)));
    assertThat(city.resume(citizen, id).entries())
        .extracting(Entry::body)
        .containsOnlyOnce(
            new Entry.Body.Event(EventKind.BECAME_REQUEST, null, request.reference().value()));
  }

  private static Future<Reply> swept(Consultations node) {
    return node.sweep().map(new Reply.Done("swept"));
  }
}
