package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.socket.TwoServers.FOUND;
import static org.indiretta.socket.TwoServers.REVOKED;
import static org.indiretta.socket.TwoServers.desk;
import static org.indiretta.socket.TwoServers.isFollowed;
import static org.indiretta.socket.TwoServers.within;
import static org.indiretta.sql.TestDatabase.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.presence.LinkTimings;
import org.indiretta.protocol.AwayReason;
import org.indiretta.protocol.CloseCode;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.LiveCity.Office;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.Eventually;
import org.indiretta.sql.Sql;
import org.indiretta.telemetry.Stopwatch;
import org.junit.jupiter.api.Test;

/**
 * Who is there and who may still be, on two servers: one presence for a person, tickets that are
 * good once, and rights that end within 2 s wherever they are taken (P5, P7).
 */
abstract class TwoServersPeopleStories extends TwoServersCase {
  private static final Duration STEP = Duration.ofSeconds(5);
  private static final Duration LOST = LinkTimings.LOST;

  /** Older than what is open may be. */
  private static final Duration AHEAD = Duration.ofSeconds(2);

  // ── presence and availability ─────────────────────────────────────────────────────────────────

  @Test
  void rt30_aPersonOnBothServersHasOnePresence() throws Exception {
    Office office = servers.office();
    try (LiveClient one = here.staff(Transport.WEBSOCKET, office);
        LiveClient other = there.connect(Transport.WEBSOCKET)) {
      other.hello(there.ticket(there.signedInAgain(office)));
      Reply.Desk before = other.ask(new Command.WatchQueue(LiveClient.id()), Reply.Desk.class);
      assertThat(before.desk().me().state()).isEqualTo(PresenceState.AVAILABLE);

      Stopwatch at = Stopwatch.start();
      one.ask(
          new Command.SetPresence(LiveClient.id(), PresenceState.AWAY, AwayReason.LUNCH, null),
          Reply.Done.class);

      desk(other, desk -> desk.me().state() == PresenceState.AWAY);
      within(FOUND, at);
    }
  }

  @Test
  void rt30_theTabThatClosesThereTakesNobodyAwayHere() throws Exception {
    try (Conversation talk = servers.talk()) {
      LiveClient second = there.connect(Transport.WEBSOCKET);
      second.hello(talk.token());
      second.resume(talk.id(), 0);
      assertThat(there.people.size()).as("the operator and the citizen").isEqualTo(2);
      second.close();

      // There it is written down that the citizen is gone; here it is known better, perhaps before
      // the operator was told of the one: what counts is what they are told in the end.
      Eventually.holds(() -> there.people.size() == 1);
      Eventually.holds(() -> !isGone(talk));
      talk.staff().ask(new Command.Ping(LiveClient.id()), Reply.Done.class);
      Eventually.holds(() -> isShownConnected(talk.staff()));
      assertThat(talk.staff().resume(talk.id(), 0).consultation().citizen().connected()).isTrue();
    }
  }

  /** Whether it is written down. */
  private static boolean isGone(Conversation talk) {
    try {
      return await(
              DATABASE
                  .database()
                  .first(
                      Sql.of("SELECT citizen_gone_at IS NOT NULL FROM consultation WHERE id = :id")
                          .with("id", talk.id().value()),
                      row -> row.getBoolean(0)))
          .orElseThrow();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** By the last view that was pushed; without one it never was otherwise. */
  private static boolean isShownConnected(LiveClient staff) {
    return staff.pushesSoFar().stream()
        .filter(Push.ConsultationChanged.class::isInstance)
        .map(push -> ((Push.ConsultationChanged) push).consultation().citizen().connected())
        .reduce(true, (before, after) -> after);
  }

  @Test
  void rt30_whatIsOpenIsToldToWhoLooksOnTheOtherServer() throws Exception {
    Office office = servers.office();
    try (LiveClient watcher = here.connect(Transport.WEBSOCKET)) {
      watcher.ask(
          new Command.WatchAvailability(LiveClient.id(), Protocol.VERSION, LiveCity.SITE),
          Reply.Availability.class);

      try (LiveClient staff = there.staff(Transport.WEBSOCKET, office)) {
        Stopwatch at = Stopwatch.start();
        here.advance(AHEAD);
        Push.AvailabilityChanged changed = watcher.push(Push.AvailabilityChanged.class);
        while (!changed.availability().open().containsKey(office.topic())) {
          changed = watcher.push(Push.AvailabilityChanged.class);
        }
        within(FOUND.minus(AHEAD), at);
        assertThat(staff.pushesSoFar()).noneMatch(Push.AvailabilityChanged.class::isInstance);
      }
    }
  }

  @Test
  void rt30_whoIsStillConnectedThereIsNotLostHere() throws Exception {
    try (Conversation talk = servers.talk()) {
      LiveClient second = here.connect(Transport.WEBSOCKET);
      second.hello(here.ticket(here.signedInAgain(talk.office())));
      talk.staff().close();
      passes(LOST.plus(STEP), second, talk.citizen());

      DeskView desk = second.ask(new Command.WatchQueue(LiveClient.id()), Reply.Desk.class).desk();
      assertThat(desk.me().state()).isEqualTo(PresenceState.AVAILABLE);
      assertThat(desk.own()).extracting(ConsultationView::id).containsExactly(talk.id());

      second.close();
      // Until its server has noticed, and from then on so long.
      for (int i = 0; i < 60 && state(talk) == ConsultationState.ACTIVE; i++) {
        passes(STEP, talk.citizen());
      }
      assertThat(state(talk)).isEqualTo(ConsultationState.WAITING);
    }
  }

  /** As the citizen reads it. */
  private static ConsultationState state(Conversation talk) throws Exception {
    return talk.citizen().resume(talk.id(), 0).consultation().state();
  }

  /** Time passes on both servers, in steps that they live through, while browsers ping. */
  private void passes(Duration time, LiveClient... links) throws Exception {
    for (Duration left = time; left.isPositive(); left = left.minus(STEP)) {
      here.advance(STEP);
      there.sweep();
      for (LiveClient link : links) {
        link.ask(new Command.Ping(LiveClient.id()), Reply.Done.class);
      }
    }
  }

  @Test
  void p5_p9_anOfferIsOnEveryDeskOfItsPersonAndTakenOnce() throws Exception {
    Office office = servers.office();
    try (LiveClient one = here.staff(Transport.WEBSOCKET, office);
        LiveClient other = there.connect(Transport.WEBSOCKET);
        LiveClient citizen = here.connect(Transport.WEBSOCKET)) {
      other.hello(there.ticket(there.signedInAgain(office)));
      for (LiveClient each : List.of(one, other)) {
        each.ask(new Command.WatchQueue(LiveClient.id()), Reply.Desk.class);
      }
      citizen.hello(here.citizenToken());
      Stopwatch at = Stopwatch.start();
      ConsultationId id =
          citizen.ask(LiveCity.start(office.topic()), Reply.Started.class).consultation().id();
      for (LiveClient each : List.of(one, other)) {
        desk(each, desk -> desk.waiting().stream().anyMatch(it -> isOffered(it, id, office)));
        within(FOUND, at);
      }

      at = Stopwatch.start();
      List<CompletableFuture<Reply>> both =
          List.of(
              one.begin(new Command.AcceptOffer(LiveClient.id(), id)),
              other.begin(new Command.AcceptOffer(LiveClient.id(), id)));
      for (CompletableFuture<Reply> reply : both) {
        Reply _ = reply.get(30, TimeUnit.SECONDS);
      }
      for (LiveClient each : List.of(one, other)) {
        desk(each, desk -> desk.own().stream().anyMatch(it -> it.id().equals(id)));
        within(FOUND, at);
      }
      List<Entry> entries = one.resume(id, 0).entries();
      assertThat(entries)
          .filteredOn(
              entry ->
                  entry.body() instanceof Entry.Body.Event event
                      && event.event() == EventKind.JOINED)
          .hasSize(1);
    }
  }

  private static boolean isOffered(DeskView.Waiting it, ConsultationId id, Office office) {
    return it.id().equals(id) && office.operator().equals(it.offeredTo());
  }

  // ── rights ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void p7_whatWasHandedOverThereIsNotReceivedHereAnyMore() throws Exception {
    try (Conversation talk = servers.talk();
        LiveClient colleague = there.connect(Transport.WEBSOCKET);
        LiveClient hers = here.connect(Transport.WEBSOCKET)) {
      Office other = servers.office();
      colleague.hello(there.ticket(other));
      hers.hello(here.ticket(here.signedInAgain(other)));
      hers.ask(
          new Command.SetPresence(LiveClient.id(), PresenceState.AVAILABLE, null, null),
          Reply.Done.class);
      talk.staff()
          .ask(
              new Command.OfferHandOver(LiveClient.id(), talk.id(), other.operator(), null),
              Reply.Done.class);
      Stopwatch at = Stopwatch.start();
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
  void p7_whoIsDisabledOrSignedOutHereIsEndedThere() throws Exception {
    try (Conversation talk = servers.talk();
        Conversation other = servers.talk()) {
      Stopwatch at = Stopwatch.start();
      await(here.directory.disable(talk.office().operator()));
      await(here.signIns.end(other.office().operator(), other.office().signIn()));

      for (Conversation each : List.of(talk, other)) {
        assertThat(each.staff().push(Push.Disconnect.class).code()).isEqualTo(CloseCode.SIGNED_OUT);
        within(REVOKED, at);
      }
    }
  }

  @Test
  void w11_aTokenThatDiesHereEndsItsConnectionThere() throws Exception {
    try (Conversation talk = servers.talk();
        LiveClient second = there.connect(Transport.WEBSOCKET)) {
      second.hello(talk.token());
      second.resume(talk.id(), 0);
      Principal.Citizen citizen =
          await(there.citizenTokens.authenticate(talk.token())).orElseThrow();
      Stopwatch at = Stopwatch.start();
      await(here.citizenTokens.revoke(citizen.id()));

      assertThat(second.push(Push.Disconnect.class).code()).isEqualTo(CloseCode.SIGNED_OUT);
      within(FOUND, at);
    }
  }

  @Test
  void w1_aTicketThatWasMadeHereIsGoodThereAndOnceInAll() throws Exception {
    Office office = servers.office();
    try (LiveClient one = here.connect(Transport.WEBSOCKET);
        LiveClient other = there.connect(Transport.WEBSOCKET);
        LiveClient late = there.connect(Transport.WEBSOCKET)) {
      Command hello = LiveClient.hello(here.ticket(office), Protocol.VERSION);
      List<CompletableFuture<Reply>> both = List.of(one.begin(hello), other.begin(hello));
      List<Reply> replies = new ArrayList<>();
      for (CompletableFuture<Reply> reply : both) {
        replies.add(reply.get(30, TimeUnit.SECONDS));
      }

      assertThat(replies).filteredOn(Reply.Welcome.class::isInstance).hasSize(1);
      assertThat(replies)
          .filteredOn(Reply.Refused.class::isInstance)
          .extracting(reply -> ((Reply.Refused) reply).code())
          .containsExactly(ErrorCode.UNAUTHENTICATED);
      assertThat(late.refusal(hello)).isEqualTo(ErrorCode.UNAUTHENTICATED);
      late.hello(here.ticket(office));
    }
  }

  @Test
  void w1_aTicketOfASignInThatEndedThereIsGoodNowhere() throws Exception {
    Office office = servers.office();
    try (LiveClient late = here.connect(Transport.WEBSOCKET)) {
      Credential.Ticket ticket = here.ticket(office);
      await(there.signIns.end(office.operator(), office.signIn()));

      assertThat(late.refusal(LiveClient.hello(ticket, Protocol.VERSION)))
          .isEqualTo(ErrorCode.UNAUTHENTICATED);
    }
  }
}
