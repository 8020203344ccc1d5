package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.consultation.City.expectRefused;
import static org.indiretta.sql.TestDatabase.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.UUID;
import org.indiretta.bus.News;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.AwayReason;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Push.OfferEnded.Ending;
import org.indiretta.sql.Eventually;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OffersTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;

  @BeforeEach
  void aFreshCity() throws Exception {
    city = City.fresh(DATABASE);
  }

  @CanIgnoreReturnValue
  private ConsultationId waiting() throws Exception {
    ConsultationId id = city.start(city.citizen(), PASSPORT).id();
    city.sweep();
    return id;
  }

  private DeskView.Waiting onDesk(Principal.Staff staff, ConsultationId id) throws Exception {
    return city.deskOf(staff).waiting().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** A choice that lost a race, against a run that was under way, is made anew by a next sweep. */
  private DeskView.Waiting onceOfferedTo(Principal.Staff staff, ConsultationId id)
      throws Exception {
    DeskView.Waiting seen = onDesk(staff, id);
    for (int sweeps = 0; sweeps < 10 && !staff.id().equals(seen.offeredTo()); sweeps++) {
      city.sweep();
      seen = onDesk(staff, id);
    }
    assertThat(seen.offeredTo()).isEqualTo(staff.id());
    return seen;
  }

  @Test
  void rt5_theFirstChoiceIsAsked_withACountdownOf20s() throws Exception {
    city.available(city.anna, city.bruno);
    ConsultationId id = waiting();

    DeskView.Waiting offered = onDesk(city.bruno, id);
    assertThat(offered.offeredTo()).isEqualTo(city.anna.id());
    assertThat(offered.offerExpiresAt()).isEqualTo(city.clock.now().plusSeconds(20));
    assertThat(city.bus.toPerson(city.anna.id(), Push.OfferMade.class))
        .singleElement()
        .satisfies(
            push -> {
              assertThat(push.expiresAt()).isEqualTo(offered.offerExpiresAt());
              assertThat(push.waiting().question()).isEqualTo("Il mio passaporto scade");
            });
    expectRefused(city.accept(city.bruno, id), ErrorCode.WRONG_STATE);
    expectDone(city.accept(city.anna, id));
    assertThat(city.bus.toPerson(city.anna.id(), Push.OfferEnded.class))
        .containsExactly(new Push.OfferEnded(id, Ending.ACCEPTED));
  }

  @Test
  void expired_theNextOneIsAsked_andThePlaceIsKept() throws Exception {
    city.available(city.anna, city.bruno);
    ConsultationId id = waiting();

    city.pass(Duration.ofMillis(19_999));
    assertThat(onDesk(city.anna, id).offeredTo()).isEqualTo(city.anna.id());
    city.pass(Duration.ofMillis(1));

    city.sweep();
    DeskView.Waiting next = onceOfferedTo(city.bruno, id);
    assertThat(next.offerExpiresAt()).as("nobody else is left").isNull();
    assertThat(next.waitingSince()).isEqualTo(city.clock.now().minusSeconds(20));
    assertThat(city.bus.toPerson(city.anna.id(), Push.OfferEnded.class))
        .containsExactly(new Push.OfferEnded(id, Ending.EXPIRED));
    expectRefused(city.accept(city.anna, id), ErrorCode.WRONG_STATE);
  }

  @Test
  void twoExpiredInARowSetTheOperatorAway() throws Exception {
    city.available(city.anna, city.bruno);
    ConsultationId first = waiting();
    city.pass(Duration.ofSeconds(20));
    assertThat(city.deskOf(city.anna).me().state()).isEqualTo(PresenceState.AVAILABLE);
    expectDone(city.take(city.bruno, first));

    waiting();
    city.bus.forget();
    city.pass(Duration.ofSeconds(20));
    city.sweep();

    DeskView.Presence me = city.deskOf(city.anna).me();
    assertThat(me.state()).isEqualTo(PresenceState.AWAY);
    assertThat(me.reason()).isEqualTo(AwayReason.NO_ANSWER);
    Eventually.holds(() -> !city.bus.all(News.DeskStale.class).isEmpty());
  }

  @Test
  void anAnsweredOfferBetweenThemForgetsTheFirst() throws Exception {
    city.available(city.anna, city.bruno);
    ConsultationId first = waiting();
    city.pass(Duration.ofSeconds(20));
    expectDone(city.take(city.bruno, first));
    expectDone(city.decline(city.anna, waiting()));
    city.execute("UPDATE consultation SET state = 'CLOSED', ended_at = started_at");

    waiting();
    city.pass(Duration.ofSeconds(20));
    city.sweep();

    assertThat(city.deskOf(city.anna).me().state()).isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void theOnlyOneHasNoCountdown_andIsNeverSetAway() throws Exception {
    city.available(city.anna);
    ConsultationId id = waiting();
    assertThat(onDesk(city.anna, id).offeredTo()).isEqualTo(city.anna.id());
    assertThat(onDesk(city.anna, id).offerExpiresAt()).isNull();

    city.pass(Duration.ofMinutes(3));

    assertThat(onDesk(city.anna, id).offeredTo()).isEqualTo(city.anna.id());
    assertThat(city.deskOf(city.anna).me().state()).isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void p9_whenSomebodyElseComes_theOfferGetsItsCountdownAfterAll() throws Exception {
    city.available(city.anna);
    ConsultationId id = waiting();
    city.pass(Duration.ofMinutes(1));

    city.available(city.bruno);
    assertThat(onDesk(city.anna, id).offerExpiresAt()).isEqualTo(city.clock.now().plusSeconds(20));
    city.pass(Duration.ofSeconds(20));
    city.sweep();
    assertThat(onDesk(city.anna, id).offeredTo()).isEqualTo(city.bruno.id());
  }

  @Test
  void declined_thePlaceIsKept_andTheSameIsNotAskedForAMinute() throws Exception {
    city.available(city.anna);
    ConsultationId id = waiting();

    expectDone(city.decline(city.anna, id));
    city.sweep();
    assertThat(onDesk(city.anna, id).offeredTo()).isNull();
    expectRefused(city.decline(city.anna, id), ErrorCode.WRONG_STATE);
    city.pass(Duration.ofSeconds(60));
    city.sweep();
    assertThat(onDesk(city.anna, id).offeredTo())
        .as("P9: nobody is forgotten")
        .isEqualTo(city.anna.id());
  }

  @Test
  void goingAwayPassesTheOfferOn_butDropsNoConsultation() throws Exception {
    city.available(city.anna, city.bruno);
    City.Talk talk = city.talk(city.anna);
    ConsultationId id = city.start(city.citizen(), PASSPORT).id();
    city.sweep();
    if (!city.bruno.id().equals(onDesk(city.bruno, id).offeredTo())) {
      city.away(city.anna);
    }
    city.sweep();

    assertThat(onDesk(city.bruno, id).offeredTo()).isEqualTo(city.bruno.id());
    city.away(city.anna);
    city.pass(Duration.ofMinutes(1));
    assertThat(city.view(talk.citizen()).state()).isEqualTo(ConsultationState.ACTIVE);
    assertThat(city.view(talk.citizen()).operator().firstName()).isEqualTo("Anna");
  }

  @Test
  void nobodyIsAskedForMoreThanTheyTake() throws Exception {
    city.execute("UPDATE operator SET max_write = 1");
    await(city.directory.reread());
    city.available(city.anna);
    city.talk(city.anna);

    ConsultationId id = waiting();

    assertThat(onDesk(city.anna, id).offeredTo()).isNull();
    expectDone(city.take(city.anna, id));
  }

  @Test
  void aWithdrawnOfferIsToldWhenTheCitizenLeaves() throws Exception {
    city.available(city.anna);
    Principal.Citizen citizen = city.citizen();
    ConsultationId id = city.start(citizen, PASSPORT).id();
    city.sweep();

    expectDone(city.desk.leave(citizen, new Command.LeaveConsultation("l", id)));

    assertThat(city.bus.toPerson(city.anna.id(), Push.OfferEnded.class))
        .containsExactly(new Push.OfferEnded(id, Ending.WITHDRAWN));
  }

  /** Two nodes that sweep at once ask an operator for one thing, not for two. */
  @Test
  void p9_nodesThatRouteAtOnceAskEachOperatorOnce() throws Exception {
    city.available(city.anna, city.bruno);
    city.away(city.anna);
    city.away(city.bruno);
    city.execute("UPDATE presence SET state = 'AVAILABLE'");
    for (int i = 0; i < 6; i++) {
      city.start(city.citizen(), PASSPORT);
    }
    Consultations other = city.node(city.presences(UUID.randomUUID()));

    await(io.vertx.core.Future.all(city.desk.sweep(), other.sweep()));

    assertThat(
            city.deskOf(city.anna).waiting().stream()
                .filter(waiting -> waiting.offeredTo() != null)
                .map(DeskView.Waiting::offeredTo))
        .containsExactlyInAnyOrder(city.anna.id(), city.bruno.id());
  }
}
