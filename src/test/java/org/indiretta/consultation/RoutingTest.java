package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.TAX;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.consultation.City.expectRefused;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.indiretta.directory.Change;
import org.indiretta.directory.Topic;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Reply;
import org.indiretta.routing.Decided;
import org.indiretta.routing.OfferSink;
import org.indiretta.routing.Refusal;
import org.indiretta.routing.Routing;
import org.indiretta.routing.SqlChoices;
import org.indiretta.sql.HeldLock;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who gets it, on a real database (RT1 to RT11). */
class RoutingTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;

  @BeforeEach
  void aFreshCity() throws Exception {
    city = City.fresh(DATABASE);
  }

  private void set(String sql) throws Exception {
    city.execute(sql);
    await(city.directory.reread());
  }

  @Test
  void rt1_rt8_backupsAfterTheFirstWait_theOverflowAfterTheSecond_andWhy() throws Exception {
    set("UPDATE topic SET overflow_topic = 'passport' WHERE id = 'tax'");
    city.available(city.anna, city.bruno);
    ConsultationId id = city.start(city.citizen(), TAX).id();
    city.sweep();

    city.pass(Duration.ofSeconds(59));
    assertThat(city.offeredTo(id)).as("Anna is a backup for taxes").isNull();
    city.pass(Duration.ofSeconds(1));
    assertThat(city.offeredTo(id)).isEqualTo(city.anna.id());
    city.pass(Duration.ofSeconds(59));
    assertThat(city.offeredTo(id))
        .as("nobody else is asked yet: no countdown")
        .isEqualTo(city.anna.id());
    city.pass(Duration.ofSeconds(1));
    city.pass(Duration.ofSeconds(20));
    city.sweep();
    assertThat(city.offeredTo(id)).as("the passport desk helps out").isEqualTo(city.bruno.id());

    List<SqlChoices.Choice> kept = city.choices(id);
    assertThat(kept.getFirst().operator()).isNull();
    assertThat(kept.getFirst().reasons().decided()).isEqualTo(Decided.NOBODY);
    assertThat(kept.getFirst().reasons().refused().get(Refusal.NOT_YET))
        .containsExactlyInAnyOrder(city.anna.id(), city.bruno.id());
    assertThat(kept.getFirst().reasons().refused().get(Refusal.NOT_AVAILABLE))
        .containsExactly(city.carla.id());
    List<SqlChoices.Choice> offers = kept.stream().filter(each -> each.operator() != null).toList();
    assertThat(offers)
        .extracting(SqlChoices.Choice::operator)
        .containsExactly(city.anna.id(), city.bruno.id());
    assertThat(offers.getFirst().reasons().decided()).isEqualTo(Decided.ONLY_ONE);
    assertThat(offers.getFirst().reasons().waitedS()).isEqualTo(60);
    assertThat(offers.getFirst().ending()).isEqualTo("EXPIRED");
    assertThat(offers.getLast().reasons().refused().get(Refusal.PAUSED))
        .containsExactly(city.anna.id());
    assertThat(kept).as("the same reasons are not kept twice").hasSize(3);
  }

  @Test
  void rt1_whoHelpsOutMayTakeItByHandAtAnyTime() throws Exception {
    city.available(city.carla, city.bruno);
    ConsultationId id = city.start(city.citizen(), TAX).id();
    expectRefused(city.take(city.bruno, id), ErrorCode.FORBIDDEN);

    set("UPDATE topic SET overflow_topic = 'passport' WHERE id = 'tax'");

    expectDone(city.take(city.bruno, id));
  }

  @Test
  void rt2_weightsPerOperatorAndMode() throws Exception {
    set("UPDATE operator SET max_write = 4, weights = '{\"WRITE\": 2}'");
    city.available(city.anna);
    city.talk(city.anna);
    ConsultationId second = city.start(city.citizen(), PASSPORT).id();
    city.sweep();
    expectDone(city.accept(city.anna, second));
    ConsultationId third = city.start(city.citizen(), PASSPORT).id();
    city.sweep();

    assertThat(city.offeredTo(third)).as("two of two in four").isNull();
    assertThat(city.choices(third).getLast().reasons().refused().get(Refusal.FULL))
        .containsExactly(city.anna.id());
  }

  @Test
  void rt7_whoAcceptsEverythingHasItAtOnce() throws Exception {
    set("UPDATE operator SET auto_accept = true WHERE first_name = 'Anna'");
    city.available(city.anna);
    Principal.Citizen citizen = city.citizen();
    ConsultationId id = city.start(citizen, PASSPORT).id();
    city.sweep();

    assertThat(city.view(citizen).state()).isEqualTo(ConsultationState.ACTIVE);
    assertThat(city.events(new City.Talk(citizen, id)))
        .containsExactly(EventKind.STARTED, EventKind.JOINED);
    assertThat(city.choices(id))
        .singleElement()
        .extracting(SqlChoices.Choice::operator)
        .isEqualTo(city.anna.id());
  }

  @Test
  void rt9_whatNoNewsToldOfIsFoundCountedAndOffered() throws Exception {
    city.available(city.anna);
    ConsultationId hidden = city.start(city.citizen(), TAX).id();
    city.sweep();
    city.sweep();
    assertThat(city.desk.missedOffers()).isZero();

    // A move of which nobody told: the row alone changed.
    city.execute("UPDATE consultation SET topic_id = 'passport' WHERE id = '" + hidden + "'");
    city.sweep();

    assertThat(city.desk.missedOffers()).isEqualTo(1);
    assertThat(city.offeredTo(hidden)).isEqualTo(city.anna.id());
  }

  @Test
  void rt9_whatTimeAloneBringsIsNotCounted() throws Exception {
    city.available(city.anna);
    ConsultationId id = city.start(city.citizen(), TAX).id();
    city.sweep();

    city.pass(Duration.ofMinutes(1));

    assertThat(city.offeredTo(id)).isEqualTo(city.anna.id());
    assertThat(city.desk.missedOffers()).isZero();
  }

  /** Three nodes that look at the same time do everything once. */
  @Test
  void rt11_routersOfOneDatabaseDecideTheSameOnce() throws Exception {
    city.available(city.anna, city.bruno, city.carla);
    Consultations second = city.node(city.presences(UUID.randomUUID()));
    Consultations third = city.node(city.presences(UUID.randomUUID()));
    city.execute("UPDATE presence SET state = 'AWAY'");
    for (int i = 0; i < 12; i++) {
      city.execute("UPDATE presence SET state = 'AVAILABLE'");
      city.start(city.citizen(), i % 2 == 0 ? PASSPORT : TAX);
      await(Future.all(city.desk.sweep(), second.sweep(), third.sweep()));
    }
    await(Future.all(city.desk.sweep(), second.sweep(), third.sweep()));

    assertThat(count("SELECT count(*) FROM offer")).isEqualTo(3);
    assertThat(count("SELECT count(*) FROM choice WHERE operator_id IS NOT NULL")).isEqualTo(3);
    assertThat(
            count("SELECT count(DISTINCT operator_id) FROM consultation WHERE state = 'OFFERED'"))
        .isEqualTo(3);
  }

  private int count(String sql) throws Exception {
    return await(
            city.database
                .database()
                .first(org.indiretta.sql.Sql.of(sql).bound(), row -> row.getInteger(0)))
        .orElseThrow();
  }

  @Test
  void rt11_disabledInTheMiddleOfAccepting_disablingFirst() throws Exception {
    city.available(city.anna, city.bruno);
    ConsultationId id = city.start(city.citizen(), PASSPORT).id();
    city.sweep();
    Future<Reply> accepting;
    try (HeldLock disabling =
        HeldLock.by(
            city.database.url(),
            "UPDATE operator SET disabled_at = now() WHERE id = '" + city.anna.id() + "'")) {
      accepting = city.accept(city.anna, id);
      disabling.untilSomebodyWaits();
      disabling.commit();
    }

    expectRefused(accepting, ErrorCode.FORBIDDEN);
    await(city.directory.reread());
    city.sweep();
    city.sweep();
    assertThat(city.offeredTo(id)).isEqualTo(city.bruno.id());
  }

  @Test
  void rt11_disabledInTheMiddleOfAccepting_acceptingFirst() throws Exception {
    city.available(city.anna, city.bruno);
    Principal.Citizen citizen = city.citizen();
    ConsultationId id = city.start(citizen, PASSPORT).id();
    city.sweep();
    Future<Reply> accepting;
    Future<Change> disabling;
    try (HeldLock row =
        HeldLock.by(
            city.database.url(), "SELECT 1 FROM consultation WHERE id = '" + id + "' FOR UPDATE")) {
      accepting = city.accept(city.anna, id);
      row.untilSomebodyWaits();
      disabling = city.directory.disable(city.anna.id());
      row.commit();
    }

    expectDone(accepting);
    assertThat(await(disabling)).isEqualTo(Change.DONE);
    city.sweep();
    city.sweep();
    assertThat(city.offeredTo(id))
        .as("told at once, first in the queue")
        .isEqualTo(city.bruno.id());
    assertThat(city.events(new City.Talk(citizen, id))).contains(EventKind.OPERATOR_LOST);
  }

  @Test
  void aDisabledAccountGetsNoCompetence() throws Exception {
    city.disable(city.carla);

    assertThat(await(city.directory.serve(city.carla.id(), PASSPORT, 1)))
        .isEqualTo(Change.DISABLED);
    assertThat(await(city.directory.serve(city.bruno.id(), TAX, 3))).isEqualTo(Change.DONE);
  }

  @Test
  void rt10_aTopicWithPeopleWaitingStays_orTheyAreMoved() throws Exception {
    city.available(city.carla, city.anna);
    List<ConsultationId> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(city.start(city.citizen(), TAX).id());
    }
    city.sweep();
    Topic off = disabled(city.directory.topic(TAX).orElseThrow());

    assertThat(await(city.directory.change(off))).isEqualTo(Change.PEOPLE_WAITING);
    assertThat(await(city.desk.moveWaiting(TAX, PASSPORT))).isEqualTo(3);
    assertThat(await(city.directory.change(off))).isEqualTo(Change.DONE);
    city.sweep();

    assertThat(city.deskOf(city.anna).waiting())
        .extracting(DeskView.Waiting::id)
        .as("in the order of arrival")
        .containsExactlyElementsOf(ids);
    assertThat(city.deskOf(city.anna).waiting())
        .allMatch(waiting -> waiting.topic().equals(PASSPORT));
    assertThat(city.offeredTo(ids.getFirst())).isEqualTo(city.anna.id());
  }

  private static Topic disabled(Topic topic) {
    return new Topic(
        topic.id(),
        topic.site(),
        topic.group(),
        topic.position(),
        topic.name(),
        topic.ready(),
        topic.link(),
        topic.modes(),
        topic.frontDesk(),
        false,
        topic.service());
  }

  /** A thousand declines of one consultation cost nothing and end nothing. */
  @Test
  void rt4_aThousandDeclinesLater_itIsStillOffered() throws Exception {
    city.available(city.anna);
    ConsultationId id = city.start(city.citizen(), PASSPORT).id();
    city.sweep();
    expectDone(city.decline(city.anna, id));
    city.execute(
        ("INSERT INTO offer (id, consultation_id, operator_id, offered_at, ended_at, ending)"
                + " SELECT gen_random_uuid(), '%s', '%s', started_at, started_at, 'DECLINED'"
                + " FROM consultation, generate_series(1, 999)")
            .formatted(id, city.anna.id()));

    city.pass(Duration.ofMinutes(1));
    city.sweep();
    assertThat(city.offeredTo(id)).isEqualTo(city.anna.id());
    expectDone(city.accept(city.anna, id));
  }

  /** Who asks at the very moment a run ends shares the one that waits: never two at once. */
  @Test
  void twoRunsAreNeverUnderWayAtOnce() throws Exception {
    Routing routing =
        new Routing(
            DATABASE.database(), city.presences, city.directory, city.clock, city.timings.offers());
    OfferSink nobody =
        (OfferSink)
            Proxy.newProxyInstance(
                OfferSink.class.getClassLoader(),
                new Class<?>[] {OfferSink.class},
                (proxy, method, arguments) -> {
                  throw new AssertionError("nobody waits: " + method);
                });
    AtomicReference<Future<?>> third = new AtomicReference<>();
    Future<?> second;
    // The first run must not be over before the second is asked for.
    try (HeldLock reading =
        HeldLock.by(DATABASE.url(), "LOCK TABLE consultation IN ACCESS EXCLUSIVE MODE")) {
      Future<?> first = routing.run(nobody);
      var _ = first.onComplete(ended -> third.set(routing.run(nobody)));
      reading.untilSomebodyWaits();
      second = routing.run(nobody);
    }

    await(second);
    assertThat(third.get()).isSameAs(second);
  }
}
