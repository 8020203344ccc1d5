package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.TAX;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.sql.TestDatabase.await;

import java.time.Duration;
import java.util.List;
import org.indiretta.bus.News;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.AwayReason;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.Push;
import org.indiretta.sql.Eventually;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whether somebody is still at the console, before anything follows from it. */
class StillThereTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;

  @BeforeEach
  void aFreshCity() throws Exception {
    city = City.fresh(DATABASE);
  }

  @Test
  void rt41_theFirstExpiredOfferAsks_andTheSecondSetsAway() throws Exception {
    city.available(city.anna, city.bruno);
    ConsultationId first = waiting();
    city.pass(Duration.ofSeconds(20));

    assertThat(me().state()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(me().stillThere()).isEqualTo(city.clock.now().plus(Duration.ofMinutes(1)));
    expectDone(city.take(city.bruno, first));
    waiting();
    city.pass(Duration.ofSeconds(20));

    assertThat(me().state()).isEqualTo(PresenceState.AWAY);
    assertThat(me().reason()).isEqualTo(AwayReason.NO_ANSWER);
    assertThat(me().stillThere()).as("told, no longer asked").isNull();
  }

  @Test
  void rt41_whoSaysThatTheyAreThereIsNotSetAwayByTheNextOne() throws Exception {
    city.available(city.anna, city.bruno);
    ConsultationId first = waiting();
    city.pass(Duration.ofSeconds(20));
    city.bus.forget();

    stillHere(city.anna);

    assertThat(me().stillThere()).isNull();
    Eventually.holds(() -> !city.bus.all(News.DeskStale.class).isEmpty());
    expectDone(city.take(city.bruno, first));
    waiting();
    city.pass(Duration.ofSeconds(20));
    assertThat(me().state()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(me().stillThere()).as("asked anew").isNotNull();
  }

  @Test
  void rt41_aSignOfLifeThatNobodyAskedForChangesNothing() throws Exception {
    city.available(city.anna, city.bruno);
    city.bus.forget();

    stillHere(city.anna);

    assertThat(city.bus.all(News.DeskStale.class)).isEmpty();
  }

  @Test
  void rt42_theOnlyOneIsAskedAfterFiveMinutes_andNotSetAway() throws Exception {
    city.available(city.anna);
    ConsultationId id = waiting();
    city.pass(Duration.ofMinutes(5).minusMillis(1));
    assertThat(me().stillThere()).isNull();

    city.pass(Duration.ofMillis(1));

    assertThat(me().stillThere()).isEqualTo(city.clock.now().plus(Duration.ofMinutes(1)));
    city.pass(Duration.ofMinutes(30));
    assertThat(me().state()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(onDesk(id).offeredTo()).isEqualTo(city.anna.id());
    expectDone(city.accept(city.anna, id));
    assertThat(me().stillThere()).as("an answer to the offer is one to this too").isNull();
  }

  @Test
  void rt42_withNoAnswerThoseWhoWaitForThemReadIt_andNobodyElse() throws Exception {
    city.available(city.anna, city.carla);
    Principal.Citizen offered = city.citizen();
    city.start(offered, PASSPORT);
    Principal.Citizen behind = city.citizen();
    city.start(behind, PASSPORT);
    Principal.Citizen other = city.citizen();
    city.start(other, TAX);
    city.sweep();
    city.pass(Duration.ofMinutes(5));
    assertThat(city.view(offered).backShortly()).as("asked, and has a minute").isNull();
    stillHere(city.carla);
    city.bus.forget();

    city.pass(Duration.ofMinutes(1));

    assertThat(city.view(offered).backShortly()).isTrue();
    assertThat(city.view(offered).state()).isEqualTo(ConsultationState.OFFERED);
    assertThat(city.view(behind).backShortly()).isTrue();
    assertThat(city.view(other).backShortly()).isNull();
    assertThat(told(city.view(behind).id())).as("told once").containsExactly(true);

    city.bus.forget();
    stillHere(city.anna);
    city.sweep();

    assertThat(city.view(offered).backShortly()).isNull();
    assertThat(told(city.view(behind).id())).containsExactly(new Boolean[] {null});
    city.pass(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(me().stillThere()).isNull();
    city.pass(Duration.ofSeconds(1));
    assertThat(me().stillThere()).as("asked again while it still waits").isNotNull();
  }

  @Test
  void rt42_whenSomebodyElseComesNobodyWaitsForTheSilentOne() throws Exception {
    city.available(city.anna);
    Principal.Citizen citizen = city.citizen();
    city.start(citizen, PASSPORT);
    city.sweep();
    city.pass(Duration.ofMinutes(5));
    city.pass(Duration.ofMinutes(1));
    assertThat(city.view(citizen).backShortly()).isTrue();

    city.available(city.bruno);

    assertThat(city.view(citizen).backShortly()).isNull();
  }

  @Test
  void rt42_whoeverWillBeAskedLaterIsThereToo() throws Exception {
    city.execute("UPDATE topic SET overflow_topic = 'tax' WHERE id = 'passport'");
    await(city.directory.reread());
    city.execute(
        "UPDATE topic SET overflow_after_s = 1800, widen_after_s = 1800 WHERE id = 'passport'");
    await(city.directory.reread());
    city.available(city.anna, city.carla);
    Principal.Citizen citizen = city.citizen();
    city.start(citizen, PASSPORT);
    city.sweep();
    city.pass(Duration.ofMinutes(5));
    city.pass(Duration.ofMinutes(1));

    assertThat(me().stillThere()).as("Anna says nothing").isNotNull();
    assertThat(city.view(citizen).backShortly()).as("Carla helps out later").isNull();
  }

  // ── helps ─────────────────────────────────────────────────────────────────────────────────────

  private ConsultationId waiting() throws Exception {
    ConsultationId id = city.start(city.citizen(), PASSPORT).id();
    city.sweep();
    return id;
  }

  private DeskView.Presence me() throws Exception {
    return city.deskOf(city.anna).me();
  }

  private DeskView.Waiting onDesk(ConsultationId id) throws Exception {
    return city.deskOf(city.anna).waiting().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void stillHere(Principal.Staff staff) throws Exception {
    expectDone(city.desk.stillHere(staff, new Command.StillHere(City.command())));
  }

  /** What its citizen was told about it, each time something else was said. */
  private List<Boolean> told(ConsultationId id) {
    return city.bus.toCitizen(id, Push.ConsultationChanged.class).stream()
        .map(push -> push.consultation().backShortly())
        .toList();
  }
}
