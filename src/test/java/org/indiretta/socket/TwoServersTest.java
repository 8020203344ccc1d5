package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Mode;
import org.indiretta.protocol.AwayReason;
import org.indiretta.protocol.CallView.CallState;
import org.indiretta.protocol.CloseCode;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Office;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.Eventually;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two servers on one database that hear nothing of one another: what news would have brought is
 * found within 5 s (P4, P5), and rights end within 2 s (P7).
 */
final class TwoServersTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  /** At worst so late without news (P5). */
  private static final Duration FOUND = Duration.ofSeconds(5);

  /** A right that was lost (P7). */
  private static final Duration REVOKED = Duration.ofSeconds(2);

  private static final long TICK_MS = 50;

  private LiveCity here;
  private LiveCity there;

  @BeforeEach
  void open() throws Exception {
    here = new LiveCity(DATABASE);
    there = here.another();
    // The time of both goes on as the machine's does.
    long _ =
        here.vertx().setPeriodic(TICK_MS, tick -> here.clock.advance(Duration.ofMillis(TICK_MS)));
  }

  @AfterEach
  void close() throws Exception {
    there.close();
    here.close();
  }

  /** A citizen on one server and the operator who answers on the other. */
  private record Talk(
      LiveClient citizen,
      LiveClient staff,
      ConsultationId id,
      Office office,
      Credential.Token token)
      implements AutoCloseable {
    @Override
    public void close() {
      citizen.close();
      staff.close();
    }
  }

  /** One whom both servers know. */
  private Office office() throws Exception {
    Office office = here.office();
    await(there.directory.reread());
    return office;
  }

  private Talk talk() throws Exception {
    Office office = office();
    LiveClient staff = there.staff(Transport.WEBSOCKET, office);
    staff.ask(new Command.WatchQueue(LiveClient.id()), Reply.Desk.class);
    LiveClient citizen = here.connect(Transport.WEBSOCKET);
    Credential.Token token = here.citizenToken();
    citizen.hello(token);
    ConsultationId id =
        citizen.ask(LiveCity.start(office.topic()), Reply.Started.class).consultation().id();
    citizen.resume(id, 0);
    staff.ask(new Command.TakeConsultation(LiveClient.id(), id), Reply.Done.class);
    staff.resume(id, 0);
    view(citizen, ConsultationState.ACTIVE);
    return new Talk(citizen, staff, id, office, token);
  }

  /** The next view of this state. */
  @CanIgnoreReturnValue
  private static ConsultationView view(LiveClient client, ConsultationState state)
      throws Exception {
    ConsultationView view = client.push(Push.ConsultationChanged.class).consultation();
    while (view.state() != state) {
      view = client.push(Push.ConsultationChanged.class).consultation();
    }
    return view;
  }

  /** The next desk that looks so. */
  @CanIgnoreReturnValue
  private static DeskView desk(LiveClient staff, Predicate<DeskView> is) throws Exception {
    DeskView desk = staff.push(Push.DeskChanged.class).desk();
    while (!is.test(desk)) {
      desk = staff.push(Push.DeskChanged.class).desk();
    }
    return desk;
  }

  private static void within(Duration time, long sinceNanos) {
    assertThat(Duration.ofNanos(System.nanoTime() - sinceNanos)).isLessThan(time);
  }

  // ── entries ───────────────────────────────────────────────────────────────────────────────────

  @Test
  void p4_whatIsWrittenThereIsReadHereWithoutNews() throws Exception {
    try (Talk talk = talk()) {
      long written = System.nanoTime();
      long seq = talk.citizen().write(talk.id(), "Buongiorno").seq();

      assertThat(message(talk.staff()).seq()).isEqualTo(seq);
      within(FOUND, written);

      written = System.nanoTime();
      talk.staff().write(talk.id(), "Buongiorno a Lei");
      assertThat(talk.citizen().texts(1)).containsExactly("Buongiorno a Lei");
      within(FOUND, written);
      assertThat(there.counted("indiretta.found", "type", "entryAdded")).isPositive();
    }
  }

  @Test
  void p2_eachEntryComesOnceAndInOrderWhoeverWritesWhere() throws Exception {
    int each = 18;
    try (Talk talk = talk()) {
      for (int i = 0; i < each; i++) {
        talk.citizen().write(talk.id(), "c" + i);
        talk.staff().write(talk.id(), "s" + i);
      }

      List<String> citizens = talk.staff().texts(each);
      List<String> staffs = talk.citizen().texts(each);

      assertThat(citizens).isEqualTo(texts("c", each));
      assertThat(staffs).isEqualTo(texts("s", each));
      talk.citizen().write(talk.id(), "fine");
      assertThat(talk.staff().texts(1)).as("nothing was said twice").containsExactly("fine");
      List<Long> seqs =
          talk.staff().resume(talk.id(), 0).entries().stream().map(Entry::seq).toList();
      assertThat(seqs).isEqualTo(LongStream.rangeClosed(1, seqs.size()).boxed().toList());
    }
  }

  private static List<String> texts(String prefix, int count) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(prefix + i);
    }
    return texts;
  }

  /** The next message that is pushed. */
  @CanIgnoreReturnValue
  private static Entry message(LiveClient client) throws Exception {
    while (true) {
      Entry entry = client.push(Push.EntryAdded.class).entry();
      if (entry.body() instanceof Entry.Body.Message) {
        return entry;
      }
    }
  }

  @Test
  void p2_whatWasWithdrawnThereIsForgottenHere() throws Exception {
    try (Talk talk = talk()) {
      long seq = talk.staff().write(talk.id(), "segreto").seq();
      assertThat(talk.citizen().texts(1)).containsExactly("segreto");

      long withdrawn = System.nanoTime();
      talk.staff()
          .ask(new Command.WithdrawEntry(LiveClient.id(), talk.id(), seq), Reply.Done.class);

      assertThat(talk.citizen().push(Push.EntryErased.class).seq()).isEqualTo(seq);
      within(FOUND, withdrawn);
    }
  }

  // ── how it stands ─────────────────────────────────────────────────────────────────────────────

  @Test
  void p5_aConsultationIsOfferedTakenAndEndedAcrossServers() throws Exception {
    Office office = office();
    try (LiveClient staff = there.staff(Transport.WEBSOCKET, office);
        LiveClient citizen = here.connect(Transport.WEBSOCKET)) {
      staff.ask(new Command.WatchQueue(LiveClient.id()), Reply.Desk.class);
      citizen.hello(here.citizenToken());
      long at = System.nanoTime();
      ConsultationId id =
          citizen.ask(LiveCity.start(office.topic()), Reply.Started.class).consultation().id();
      citizen.resume(id, 0);

      desk(
          staff,
          desk ->
              desk.waiting().stream()
                  .anyMatch(it -> it.id().equals(id) && office.operator().equals(it.offeredTo())));
      within(FOUND, at);

      at = System.nanoTime();
      staff.ask(new Command.AcceptOffer(LiveClient.id(), id), Reply.Done.class);
      assertThat(view(citizen, ConsultationState.ACTIVE).operator().id())
          .isEqualTo(office.operator());
      within(FOUND, at);

      at = System.nanoTime();
      staff.ask(
          new Command.CloseConsultation(LiveClient.id(), id, Outcome.RESOLVED), Reply.Done.class);
      there.advance(Duration.ofSeconds(6));
      assertThat(view(citizen, ConsultationState.CLOSED).outcome()).isEqualTo(Outcome.RESOLVED);
      within(FOUND, at);
    }
  }

  @Test
  void p5_aCallThatIsProposedThereAndEndedThereIsSeenHere() throws Exception {
    try (Talk talk = talk()) {
      long at = System.nanoTime();
      talk.citizen().ask(CallCase.propose(talk.id(), Mode.TALK), Reply.Done.class);
      ConsultationView view = talk.staff().push(Push.ConsultationChanged.class).consultation();
      while (view.call() == null) {
        view = talk.staff().push(Push.ConsultationChanged.class).consultation();
      }
      assertThat(view.call().state()).isEqualTo(CallState.PROPOSED);
      within(FOUND, at);

      at = System.nanoTime();
      talk.staff().ask(CallCase.answer(talk.id(), view.call().id(), false), Reply.Done.class);
      view = talk.citizen().push(Push.ConsultationChanged.class).consultation();
      while (view.call() != null) {
        view = talk.citizen().push(Push.ConsultationChanged.class).consultation();
      }
      within(FOUND, at);
    }
  }

  @Test
  void p5_howFarTheOtherSideReadIsSeenAcrossServers() throws Exception {
    try (Talk talk = talk()) {
      long seq = talk.citizen().write(talk.id(), "letto?").seq();
      message(talk.staff());
      long at = System.nanoTime();
      talk.staff().ask(new Command.MarkRead(LiveClient.id(), talk.id(), seq), Reply.Done.class);

      ConsultationView view = talk.citizen().push(Push.ConsultationChanged.class).consultation();
      while (view.readByStaff() < seq) {
        view = talk.citizen().push(Push.ConsultationChanged.class).consultation();
      }
      within(FOUND, at);
    }
  }

  @Test
  void p5_aNameThatAnAdminChangesHereIsShownThere() throws Exception {
    try (Talk talk = talk()) {
      TestDatabase.execute(
          DATABASE.url(),
          "UPDATE operator SET first_name = 'Marta Luisa' WHERE id = '%s'"
              .formatted(talk.office().operator()));
      long at = System.nanoTime();
      await(here.directory.reread());

      Eventually.holds(
          () ->
              there
                  .directory
                  .operator(talk.office().operator())
                  .orElseThrow()
                  .firstName()
                  .equals("Marta Luisa"));
      within(FOUND, at);
    }
  }

  // ── presence and availability ─────────────────────────────────────────────────────────────────

  @Test
  void rt30_aPersonOnBothServersHasOnePresence() throws Exception {
    Office office = office();
    try (LiveClient one = here.staff(Transport.WEBSOCKET, office);
        LiveClient other = there.connect(Transport.WEBSOCKET)) {
      other.hello(there.ticket(there.signedInAgain(office)));
      Reply.Desk before = other.ask(new Command.WatchQueue(LiveClient.id()), Reply.Desk.class);
      assertThat(before.desk().me().state()).isEqualTo(PresenceState.AVAILABLE);

      long at = System.nanoTime();
      one.ask(
          new Command.SetPresence(LiveClient.id(), PresenceState.AWAY, AwayReason.LUNCH, null),
          Reply.Done.class);

      desk(other, desk -> desk.me().state() == PresenceState.AWAY);
      within(FOUND, at);
    }
  }

  @Test
  void rt30_theTabThatClosesThereTakesNobodyAwayHere() throws Exception {
    try (Talk talk = talk()) {
      LiveClient second = there.connect(Transport.WEBSOCKET);
      second.hello(talk.token());
      second.resume(talk.id(), 0);
      second.close();

      // There it is written down that the citizen is gone; here it is known better.
      ConsultationView view = talk.staff().push(Push.ConsultationChanged.class).consultation();
      while (view.citizen().connected()) {
        view = talk.staff().push(Push.ConsultationChanged.class).consultation();
      }
      while (!view.citizen().connected()) {
        view = talk.staff().push(Push.ConsultationChanged.class).consultation();
      }
    }
  }

  @Test
  void rt30_whatIsOpenIsToldToWhoLooksOnTheOtherServer() throws Exception {
    Office office = office();
    try (LiveClient watcher = here.connect(Transport.WEBSOCKET)) {
      watcher.ask(
          new Command.WatchAvailability(LiveClient.id(), Protocol.VERSION, LiveCity.SITE),
          Reply.Availability.class);

      try (LiveClient staff = there.staff(Transport.WEBSOCKET, office)) {
        here.advance(Duration.ofSeconds(2));
        Push.AvailabilityChanged changed = watcher.push(Push.AvailabilityChanged.class);
        while (!changed.availability().open().containsKey(office.topic())) {
          changed = watcher.push(Push.AvailabilityChanged.class);
        }
        assertThat(staff.pushesSoFar()).noneMatch(Push.AvailabilityChanged.class::isInstance);
      }
    }
  }

  // ── rights ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void p7_whatWasHandedOverThereIsNotReceivedHereAnyMore() throws Exception {
    try (Talk talk = talk();
        LiveClient colleague = there.connect(Transport.WEBSOCKET);
        LiveClient hers = here.connect(Transport.WEBSOCKET)) {
      Office other = office();
      colleague.hello(there.ticket(other));
      hers.hello(here.ticket(here.signedInAgain(other)));
      hers.ask(
          new Command.SetPresence(LiveClient.id(), PresenceState.AVAILABLE, null, null),
          Reply.Done.class);
      talk.staff()
          .ask(
              new Command.OfferHandOver(LiveClient.id(), talk.id(), other.operator(), null),
              Reply.Done.class);
      long at = System.nanoTime();
      hers.ask(new Command.AnswerHandOver(LiveClient.id(), talk.id(), true), Reply.Done.class);
      colleague.resume(talk.id(), 0);

      desk(talk.staff(), desk -> desk.own().isEmpty());
      while (isFollowed(talk.staff(), talk.id())) {
        within(REVOKED, at);
      }
      talk.citizen().write(talk.id(), "per Luca");
      assertThat(colleague.texts(1)).as("found on the same server").containsExactly("per Luca");
      assertThat(talk.staff().pushesSoFar())
          .noneMatch(
              push ->
                  push instanceof Push.EntryAdded added
                      && added.entry().body() instanceof Entry.Body.Message);
      assertThat(
              talk.staff()
                  .refusal(
                      new Command.SendMessage(
                          LiveClient.id(), talk.id(), new ClientMessageId("late"), "ancora io")))
          .isNotNull();
    }
  }

  @Test
  void p7_whoIsDisabledHereIsSignedOutThere() throws Exception {
    try (Talk talk = talk()) {
      long at = System.nanoTime();
      await(here.directory.disable(talk.office().operator()));

      assertThat(talk.staff().push(Push.Disconnect.class).code()).isEqualTo(CloseCode.SIGNED_OUT);
      within(REVOKED, at);
    }
  }

  /** Whether the server says that this connection follows it. */
  private static boolean isFollowed(LiveClient client, ConsultationId id) throws Exception {
    Reply.Done pong = client.ask(new Command.Ping(LiveClient.id()), Reply.Done.class);
    return pong.positions() != null && pong.positions().containsKey(id);
  }
}
