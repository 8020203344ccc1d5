package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.SITE;
import static org.indiretta.consultation.City.TAX;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.consultation.City.expectRefused;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import org.indiretta.bus.News;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.Principal;
import org.indiretta.identity.References;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.AwayReason;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.Push;
import org.indiretta.routing.Routing;
import org.indiretta.sql.HeldLock;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The desk, presence and what is open. */
class DeskTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;

  @BeforeEach
  void aFreshCity() throws Exception {
    city = City.fresh(DATABASE);
  }

  @Test
  void theQuestionIsShownOnlyToWhoServesTheTopic() throws Exception {
    city.available(city.anna, city.carla);
    city.start(city.citizen(), TAX);
    city.start(city.citizen(), PASSPORT);
    city.sweep();

    List<DeskView.Waiting> brunos = city.deskOf(city.bruno).waiting();
    assertThat(brunos).hasSize(2);
    assertThat(brunos)
        .filteredOn(waiting -> waiting.topic().equals(TAX))
        .singleElement()
        .satisfies(
            waiting -> {
              assertThat(waiting.serves()).isFalse();
              assertThat(waiting.question()).isNull();
              assertThat(waiting.name()).isNull();
            });
    assertThat(brunos)
        .filteredOn(waiting -> waiting.topic().equals(PASSPORT))
        .singleElement()
        .satisfies(
            waiting -> {
              assertThat(waiting.question()).isEqualTo("Il mio passaporto scade");
              assertThat(waiting.name()).isEqualTo("Maria");
            });
  }

  @Test
  void ownOnesAreThoseAnswered_offered_andHandedOver() throws Exception {
    city.available(city.anna, city.bruno);
    City.Talk mine = city.talk(city.bruno);
    City.Talk annas = city.talk(city.anna);
    expectDone(city.handOver(city.anna, annas.id(), city.bruno));
    city.away(city.anna);
    ConsultationId offered = city.start(city.citizen(), PASSPORT).id();
    city.sweep();

    DeskView desk = city.deskOf(city.bruno);

    assertThat(desk.own())
        .extracting(ConsultationView::id)
        .containsExactlyInAnyOrder(mine.id(), annas.id(), offered);
    assertThat(desk.waitingInAll()).isEqualTo(1);
    assertThat(desk.colleagues())
        .filteredOn(colleague -> colleague.id().equals(city.anna.id()))
        .singleElement()
        .satisfies(
            anna -> {
              assertThat(anna.state()).isEqualTo(PresenceState.AWAY);
              assertThat(anna.reason()).isEqualTo(AwayReason.BREAK);
              assertThat(anna.open()).isEqualTo(1);
              assertThat(anna.lastName()).isEqualTo("Rossi");
            });
    assertThat(desk.colleagues())
        .filteredOn(colleague -> colleague.id().equals(city.carla.id()))
        .singleElement()
        .satisfies(carla -> assertThat(carla.state()).isEqualTo(PresenceState.OFFLINE));
    city.disable(city.carla);
    assertThat(city.deskOf(city.bruno).colleagues()).hasSize(1);
  }

  @Test
  void aPresenceIsOnePerPerson_andKeptWhileOtherDevicesComeAndGo() throws Exception {
    city.available(city.anna);
    assertThat(city.deskOf(city.anna).me())
        .isEqualTo(
            new DeskView.Presence(
                PresenceState.AVAILABLE, null, city.clock.now(), null, null, null));

    city.clock.advance(Duration.ofSeconds(1));
    await(city.desk.linked(city.anna));
    assertThat(city.deskOf(city.anna).me().state()).isEqualTo(PresenceState.AVAILABLE);

    expectDone(
        city.desk.setPresence(
            city.anna, new Command.SetPresence("p", PresenceState.AWAY, AwayReason.LUNCH, null)));
    await(city.desk.unlinked(city.anna));
    city.pass(Duration.ofSeconds(45));
    assertThat(city.deskOf(city.anna).me().state()).isEqualTo(PresenceState.OFFLINE);
    await(city.desk.linked(city.anna));
    assertThat(city.deskOf(city.anna).me().state())
        .as("who was away does not become available by coming back")
        .isEqualTo(PresenceState.OFFLINE);
  }

  @Test
  void availabilityFollowsPresence_andAChangeIsTold() throws Exception {
    assertThat(await(city.desk.availability(SITE)).open()).isEmpty();

    city.available(city.anna);
    assertThat(city.bus.all(News.AvailabilityStale.class)).isNotEmpty();
    assertThat(await(city.desk.availability(SITE)).open())
        .isEqualTo(Map.of(PASSPORT, List.of(Mode.WRITE), TAX, List.of(Mode.WRITE)));

    city.sweep();
    city.bus.forget();
    city.sweep();
    assertThat(city.bus.all(News.AvailabilityStale.class)).as("nothing changed").isEmpty();

    await(city.desk.unlinked(city.anna));
    city.pass(Duration.ofSeconds(16));
    assertThat(await(city.desk.availability(SITE)).open()).isEmpty();
    assertThat(city.bus.all(News.AvailabilityStale.class))
        .containsExactly(new News.AvailabilityStale(SITE));
  }

  @Test
  void theCitizenIsToldWhenFewerAreAhead() throws Exception {
    city.execute("UPDATE operator SET max_write = 1");
    await(city.directory.reread());
    city.available(city.anna);
    city.talk(city.anna);
    ConsultationId first = city.start(city.citizen(), PASSPORT).id();
    city.clock.advance(Duration.ofMillis(5));
    Principal.Citizen waits = city.citizen();
    ConsultationView second = city.start(waits, PASSPORT);
    city.sweep();
    assertThat(city.view(waits).ahead()).isEqualTo(1);
    city.bus.forget();
    city.clock.advance(Outlooks.TELL_EVERY);

    expectDone(city.take(city.anna, first));
    city.sweep();

    assertThat(city.bus.toCitizen(second.id(), Push.ConsultationChanged.class))
        .last()
        .satisfies(push -> assertThat(push.consultation().ahead()).isZero());
  }

  @Test
  void p9_aPlaceThatCouldNotBeToldIsToldByTheNextRun() throws Exception {
    city.execute("UPDATE operator SET max_write = 1");
    await(city.directory.reread());
    city.available(city.anna);
    city.talk(city.anna);
    ConsultationId first = city.start(city.citizen(), PASSPORT).id();
    city.clock.advance(Duration.ofMillis(5));
    ConsultationView second = city.start(city.citizen(), PASSPORT);
    city.sweep();
    city.bus.forget();
    city.clock.advance(Outlooks.TELL_EVERY);
    city.execute(
        "UPDATE consultation SET state = 'ABANDONED', ended_at = queued_at WHERE id = '%s'"
            .formatted(first));

    try (HeldLock rating = HeldLock.by(DATABASE.url(), "LOCK TABLE rating")) {
      Future<Void> sweep = city.desk.sweep();
      rating.cancelWhoWaits();
      boolean failed = await(sweep.transform(done -> Future.succeededFuture(done.failed())));
      assertThat(failed).isTrue();
    }
    assertThat(city.bus.toCitizen(second.id(), Push.ConsultationChanged.class)).isEmpty();
    city.sweep();

    assertThat(city.bus.toCitizen(second.id(), Push.ConsultationChanged.class))
        .last()
        .satisfies(push -> assertThat(push.consultation().ahead()).isZero());
  }

  /** A desk is two index-backed queries, also when 5,000 wait among 20,000 ended ones. */
  @Test
  void with5000Waiting_theDeskAndTheQueueStayOnTheirIndexes() throws Exception {
    city.available(city.anna);
    fill(5_000, "WAITING", PASSPORT);
    fill(20_000, "CLOSED", PASSPORT);
    city.execute("ANALYZE consultation; ANALYZE citizen");

    DeskView desk = city.deskOf(city.anna);
    assertThat(desk.waiting()).hasSize(DeskView.WAITING_SHOWN);
    assertThat(desk.waitingInAll()).isEqualTo(5_000);
    expectRefused(city.desk.start(city.citizen(), City.startCommand(PASSPORT)), ErrorCode.FULL);
    city.sweep();
    assertThat(city.deskOf(city.anna).own())
        .singleElement()
        .satisfies(own -> assertThat(own.state()).isEqualTo(ConsultationState.OFFERED));

    assertThat(
            plan(
                "SELECT id FROM consultation WHERE state IN ('WAITING', 'OFFERED')"
                    + " ORDER BY lane, queued_at, id LIMIT 200"))
        .contains("consultation_order")
        .doesNotContain("Seq Scan");
    assertThat(
            plan(
                "SELECT id FROM consultation WHERE operator_id = '%s' AND state IN ('OFFERED',"
                        .formatted(city.anna.id())
                    + " 'ACTIVE', 'WRAP_UP')"))
        .contains("consultation_owner")
        .doesNotContain("Seq Scan");
    assertThat(plan("SELECT id FROM consultation WHERE state = 'WRAP_UP' AND wrap_up_at <= now()"))
        .doesNotContain("Seq Scan");
  }

  @Test
  void p9_thousandsWhoCannotBeServedHideNobodyWhoCan() throws Exception {
    city.available(city.bruno);
    fill(Routing.PLACES_AT_ONCE, "WAITING", TAX);

    ConsultationId behindThem = city.start(city.citizen(), PASSPORT).id();
    city.sweep();

    assertThat(city.deskOf(city.bruno).own())
        .singleElement()
        .satisfies(offered -> assertThat(offered.id()).isEqualTo(behindThem));
  }

  private void fill(int count, String state, TopicId topic) throws Exception {
    StringJoiner citizens = new StringJoiner(",");
    StringJoiner consultations = new StringJoiner(",");
    String ended = state.equals("CLOSED") ? "'2026-03-02T08:30:00Z'" : "NULL";
    for (int i = 0; i < count; i++) {
      UUID citizen = UUID.randomUUID();
      citizens.add(
          "('%s','rivalago',decode(md5('%s'),'hex'),now(),now())".formatted(citizen, citizen));
      consultations.add(
          "('%s','rivalago','%s','%s','%s','WRITE','%s','it','2026-03-02T08:00:00Z','2026-03-02T08:00:00Z',%s)"
              .formatted(UUID.randomUUID(), topic, citizen, References.next(), state, ended));
    }
    city.execute(
        "INSERT INTO citizen (id, site_id, token_hash, created_at, expires_at) VALUES " + citizens);
    city.execute(
        "INSERT INTO consultation (id, site_id, topic_id, citizen_id, reference, mode, state,"
            + " language, started_at, queued_at, ended_at) VALUES "
            + consultations);
  }

  private String plan(String sql) throws Exception {
    return String.join(
        "\n",
        await(
            DATABASE
                .database()
                .list(
                    org.indiretta.sql.Sql.of("EXPLAIN " + sql).bound(), row -> row.getString(0))));
  }
}
