package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.sql.TestDatabase.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.indiretta.cluster.TcpProxy;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.notify.MailServer;
import org.indiretta.notify.Notices;
import org.indiretta.notify.Outbound;
import org.indiretta.notify.OutboundAllow;
import org.indiretta.notify.PushService;
import org.indiretta.notify.PushSubscription;
import org.indiretta.notify.WebPush;
import org.indiretta.protocol.BoardView;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.PresenceState;
import org.indiretta.sql.Database;
import org.indiretta.sql.DatabaseUnavailable;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.Eventually;
import org.indiretta.sql.HeldLock;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Anna, who serves passports first, is at home and on call; Bruno is their backup at the desk. */
class OnCallTest {
  static final String ALWAYS =
      "[%s]"
          .formatted(
              String.join(
                  ",",
                  IntStream.rangeClosed(1, 7)
                      .mapToObj("{\"day\": %d, \"from\": \"00:00\", \"to\": \"23:59\"}"::formatted)
                      .toList()));

  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;
  private PushService service;
  private WebPush push;
  private OnCalls onCalls;

  @BeforeEach
  void annaIsOnCall() throws Exception {
    city = City.fresh(DATABASE);
    service = PushService.start(DATABASE.vertx());
    OutboundAllow loopback = new OutboundAllow(List.of("127.0.0.1"));
    push =
        new WebPush(
            DATABASE.database(),
            city.clock,
            new Outbound(DATABASE.vertx(), loopback),
            URI.create("https://live.rivalago.example"));
    service.subscribed(await(push.publicKey()), city.clock.now());
    JsonObject keys = service.subscription().getJsonObject("keys");
    await(
        push.subscribe(
            city.anna.id(),
            PushSubscription.of(
                service.subscription().getString("endpoint"),
                keys.getString("p256dh"),
                keys.getString("auth"))));
    onCalls = city.desk.onCalls(withoutMail(), push, URI.create("https://live.rivalago.example"));
    city.available(city.anna);
    await(city.presences.signedOut(city.anna.id()));
    await(city.desk.unlinked(city.anna));
    hours(city.anna, ALWAYS);
  }

  @AfterEach
  void close() throws Exception {
    service.close();
  }

  @Test
  void rt45_whoIsOnCallIsAskedByANotice_andOnePressAccepts() throws Exception {
    Principal.Citizen citizen = city.citizen();
    ConsultationId id = waits(citizen);
    assertThat(stateOf(city.anna)).isEqualTo(PresenceState.ON_CALL);

    await(onCalls.sweep());

    assertThat(service.refused()).isEmpty();
    assertThat(service.read()).hasSize(1);
    JsonObject notice = new JsonObject(service.read().getFirst());
    assertThat(notice.getString("consultation")).isEqualTo(id.toString());
    assertThat(notice.getString("title")).contains("passport");
    assertThat(service.read().getFirst())
        .as("nothing that the citizen wrote, and no name")
        .doesNotContain("Il mio passaporto scade")
        .doesNotContain("Maria");
    assertThat(city.view(citizen).state()).isEqualTo(ConsultationState.OFFERED);
    await(onCalls.sweep());
    city.pass(Duration.ofSeconds(30));
    assertThat(service.read()).as("once").hasSize(1);

    await(city.desk.linked(city.anna));
    expectDone(city.accept(city.anna, id));
    assertThat(city.view(citizen).state()).isEqualTo(ConsultationState.ACTIVE);
    assertThat(city.view(citizen).operator().firstName()).isEqualTo("Anna");
  }

  /** A node took the notice, so that no other one sends it, and then the database blinked. */
  @Test
  void rt45_aNoticeThatWasTakenAndNotSentIsSentTheNextTime() throws Exception {
    waits(city.citizen());
    await(onCalls.sweep());
    assertThat(service.read()).hasSize(1);
    city.execute("UPDATE offer SET notified_at = NULL");
    hours(city.anna, "[]"); // so that only the sending reads her browsers

    try (HeldLock blink =
        HeldLock.by(DATABASE.url(), "LOCK TABLE push_subscription IN ACCESS EXCLUSIVE MODE")) {
      Future<Void> sweep = onCalls.sweep();
      blink.cancelWhoWaits();
      assertThatThrownBy(() -> await(sweep)).isInstanceOf(DatabaseUnavailable.class);
      assertThat(service.read()).hasSize(1);
    }
    await(onCalls.sweep());
    await(onCalls.sweep());

    assertThat(service.read()).as("once more, and once").hasSize(2);
  }

  /** The answer to the taking was lost on its way: it is written, and this node does not know. */
  @Test
  void rt45_aNoticeThatWasTakenWithoutAnAnswerIsSentAllTheSame() throws Exception {
    try (TcpProxy proxy = TcpProxy.to(DATABASE.url().port())) {
      DatabaseUrl url = DATABASE.url();
      DatabaseUrl through =
          new DatabaseUrl(
              "127.0.0.1", proxy.port(), url.database(), url.user(), url.password(), url.tls());
      Database ownWay =
          await(
              Database.open(
                  DATABASE.vertx(), through, new Database.Limits(12, 2_000, 4_000, 4_000)));
      OnCalls there =
          city.node(city.presences(UUID.randomUUID()), ownWay)
              .onCalls(withoutMail(), push, URI.create("https://live.rivalago.example"));
      waits(city.citizen());
      city.execute(
          """
          CREATE FUNCTION hold_taking() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN PERFORM pg_advisory_xact_lock(45); RETURN NEW; END $$;
          CREATE TRIGGER hold_taking BEFORE UPDATE OF notified_at ON offer
            FOR EACH ROW EXECUTE FUNCTION hold_taking()
          """);
      try (HeldLock taking = HeldLock.by(DATABASE.url(), "SELECT pg_advisory_xact_lock(45)")) {
        Future<Void> sweep = there.sweep();
        taking.untilSomebodyWaits();
        proxy.hold(TcpProxy.Way.TO_CLIENT);
        taking.commit();
        assertThatThrownBy(() -> await(sweep)).isInstanceOf(DatabaseUnavailable.class);
        assertThat(service.read()).isEmpty();
      } finally {
        proxy.pass();
        city.execute("DROP TRIGGER hold_taking ON offer; DROP FUNCTION hold_taking");
      }

      Eventually.holds(() -> swept(there));
      await(onCalls.sweep());
      await(there.sweep());

      assertThat(service.read()).as("once").hasSize(1);
      await(ownWay.close());
    }
  }

  private static boolean swept(OnCalls onCalls) {
    try {
      await(onCalls.sweep());
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  @Test
  void b1_theBoardShowsWhoIsOnCall() throws Exception {
    city.execute("UPDATE operator SET role = 'SUPERVISOR' WHERE id = '" + city.bruno.id() + "'");
    await(city.directory.reread());

    assertThat(await(city.desk.supervision().board(city.bruno)).people())
        .filteredOn(person -> person.id().equals(city.anna.id()))
        .extracting(BoardView.Person::state)
        .containsExactly(PresenceState.ON_CALL);
  }

  @Test
  void rt45_withNoAnswerTheFrontDeskGetsItBack_andTheTranscriptSaysSo() throws Exception {
    Principal.Citizen citizen = city.citizen();
    ConsultationId id = waits(citizen);
    await(onCalls.sweep());
    city.pass(Duration.ofMinutes(2).minusMillis(1));
    await(onCalls.sweep());
    assertThat(city.view(citizen).state())
        .as("hers until then")
        .isEqualTo(ConsultationState.OFFERED);

    city.pass(Duration.ofMillis(1));
    await(onCalls.sweep());
    city.available(city.bruno);

    assertThat(city.events(new City.Talk(citizen, id))).endsWith(EventKind.NOBODY_ANSWERED);
    DeskView.Waiting atTheDesk = onTheDeskOf(city.bruno, id);
    assertThat(atTheDesk.offeredTo()).isEqualTo(city.bruno.id());
    assertThat(atTheDesk.noAnswerFrom()).as("said on the card").isEqualTo(city.anna.id());
    expectDone(city.accept(city.bruno, id));
    assertThat(service.read()).as("not asked again for it").hasSize(1);
    assertThat(stateOf(city.anna)).as("nobody is set away").isEqualTo(PresenceState.ON_CALL);
  }

  @Test
  void rt45_whoeverIsAtTheConsoleMayTakeItMeanwhile() throws Exception {
    ConsultationId id = waits(city.citizen());
    await(onCalls.sweep());

    expectDone(city.take(city.bruno, id));

    City.expectRefused(city.accept(city.anna, id), ErrorCode.TAKEN);
  }

  @Test
  void rt45_outsideTheirHours_withoutAWay_orAtTheConsoleNobodyIsNotified() throws Exception {
    hours(city.anna, "[]");
    waits(city.citizen());
    await(onCalls.sweep());
    assertThat(service.read()).as("outside the hours").isEmpty();

    hours(city.anna, ALWAYS);
    city.execute("DELETE FROM push_subscription");
    await(onCalls.sweep());
    assertThat(await(city.desk.desk(city.bruno)).waiting())
        .as("no way to reach her")
        .noneMatch(waiting -> city.anna.id().equals(waiting.offeredTo()));
  }

  @Test
  void rt45_theNoticeAlsoGoesByMail_withTheAddressOfItsPage() throws Exception {
    try (MailServer mails = MailServer.plain()) {
      mailed(mails);
    }
  }

  private void mailed(MailServer mails) throws Exception {
    Notices notices = new Notices(DATABASE.database(), city.clock, new SimpleMeterRegistry());
    notices.mailBy(mails.settings(), new OutboundAllow(List.of("127.0.0.1")));
    OnCalls byMail = city.desk.onCalls(notices, push, URI.create("https://live.rivalago.example"));
    city.execute("DELETE FROM push_subscription");
    city.execute(
        "UPDATE operator SET email = 'anna@rivalago.example' WHERE id = '" + city.anna.id() + "'");
    await(city.directory.reread());
    ConsultationId id = waits(city.citizen());

    await(byMail.sweep());
    await(notices.sweep());

    assertThat(mails.arrivedFor("anna@rivalago.example"))
        .singleElement()
        .satisfies(
            mail ->
                assertThat(String.valueOf(mail.getContent()))
                    .contains("https://live.rivalago.example/console/offer/" + id)
                    .doesNotContain("Il mio passaporto scade"));
  }

  @Test
  void rt45_whetherItCountsAsOpenIsTheTopicsSetting() throws Exception {
    Command.StartConsultation start = City.startCommand(PASSPORT);
    City.expectRefused(city.desk.start(city.citizen(), start), ErrorCode.NOBODY_THERE);
    assertThat(await(city.desk.availability(City.SITE)).open()).isEmpty();

    city.execute("UPDATE topic SET on_call_opens = true WHERE id = 'passport'");
    await(city.directory.reread());
    city.pass(Duration.ofSeconds(2));

    assertThat(await(city.desk.availability(City.SITE)).open()).containsOnlyKeys(PASSPORT);
    Principal.Citizen citizen = city.citizen();
    ConsultationId id = city.start(citizen, PASSPORT).id();
    city.pass(OnCalls.AFTER);
    await(onCalls.sweep());
    assertThat(service.read()).hasSize(1);
    await(city.desk.linked(city.anna));
    expectDone(city.accept(city.anna, id));
  }

  // ── helps ─────────────────────────────────────────────────────────────────────────────────────

  /**
   * Has waited as long as those at the console have it for themselves; nobody of level 1 is there.
   */
  private ConsultationId waits(Principal.Citizen citizen) throws Exception {
    city.available(city.bruno);
    ConsultationId id = city.start(citizen, PASSPORT).id();
    city.away(city.bruno);
    city.pass(OnCalls.AFTER);
    return id;
  }

  private void hours(Principal.Staff staff, String hours) throws Exception {
    city.execute("UPDATE operator SET on_call = '%s' WHERE id = '%s'".formatted(hours, staff.id()));
    await(city.directory.reread());
  }

  private DeskView.Waiting onTheDeskOf(Principal.Staff staff, ConsultationId id) throws Exception {
    return city.deskOf(staff).waiting().stream()
        .filter(waiting -> waiting.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private PresenceState stateOf(Principal.Staff staff) throws Exception {
    return city.deskOf(city.bruno).colleagues().stream()
        .filter(colleague -> colleague.id().equals(staff.id()))
        .findFirst()
        .orElseThrow()
        .state();
  }

  private Notices withoutMail() {
    return new Notices(DATABASE.database(), city.clock, new SimpleMeterRegistry());
  }
}
