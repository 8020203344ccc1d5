package org.indiretta.socket;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.indiretta.bus.News;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.CloseCode;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.LiveCity.Office;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.Eventually;
import org.indiretta.sql.Signals;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.Stopwatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What reaches whom, and until when: sign-out, ownership, what is watched, a database that is away.
 */
final class LiveNewsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private LiveCity city;

  @BeforeEach
  void open() throws Exception {
    city = new LiveCity(DATABASE);
  }

  @AfterEach
  void close() throws Exception {
    city.close();
  }

  // ── rights ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void w11_signingOutEndsTheLinksOfThatSignInAtOnce() throws Exception {
    Office office = city.office();
    try (LiveClient one = city.staff(Transport.WEBSOCKET, office);
        LiveClient other = city.staff(Transport.XHR_STREAMING, office)) {
      await(city.signIns.end(office.operator(), office.signIn()));

      for (LiveClient client : List.of(one, other)) {
        Push.Disconnect end = client.push(Push.Disconnect.class);
        assertThat(end.code()).isEqualTo(CloseCode.SIGNED_OUT);
        client.awaitClosed();
      }
    }
  }

  @Test
  void w11_aSignInThatEndsWithoutNewsEndsItsLinksWithinASecond() throws Exception {
    Office office = city.office();
    try (LiveClient staff = city.staff(Transport.WEBSOCKET, office)) {
      TestDatabase.execute(
          DATABASE.url(),
          "UPDATE operator SET disabled_at = '%s' WHERE id = '%s'"
              .formatted(city.clock.now(), office.operator()));

      assertThat(staff.push(Push.Disconnect.class).code()).isEqualTo(CloseCode.SIGNED_OUT);
    }
  }

  @Test
  void w11_whoNoLongerOwnsAConsultationStopsReceivingIt() throws Exception {
    try (Conversation talk = city.conversation(Transport.WEBSOCKET)) {
      talk.citizen().write(talk.id(), "prima");
      assertThat(talk.staff().texts(1)).containsExactly("prima");

      city.bus.publish(new News.OwnerChanged(talk.id(), OperatorId.next(), Set.of()));
      talk.citizen().write(talk.id(), "dopo");
      talk.staff().ask(new Command.Ping(LiveClient.id()), Reply.Done.class);

      assertThat(talk.staff().pushesSoFar())
          .noneMatch(
              push ->
                  push instanceof Push.EntryAdded added
                      && added.entry().body() instanceof Entry.Body.Message);
    }
  }

  @Test
  void w11_whoErasedFromThisDeviceIsEndedInTheOtherTabsToo() throws Exception {
    try (Conversation talk = city.conversation(Transport.WEBSOCKET)) {
      Principal.Citizen citizen =
          await(city.citizenTokens.authenticate(talk.token())).orElseThrow();

      await(city.citizenTokens.revoke(citizen.id()));

      assertThat(talk.citizen().push(Push.Disconnect.class).code()).isEqualTo(CloseCode.SIGNED_OUT);
      talk.staff().write(talk.id(), "pronto?");
    }
  }

  // ── watching ──────────────────────────────────────────────────────────────────────────────────

  @Test
  void w3_whoWatchesTheAvailabilityHearsWhenSomebodyComes() throws Exception {
    Office office = city.office();
    try (LiveClient watcher = city.connect(Transport.WEBSOCKET)) {
      Reply.Availability before =
          watcher.ask(
              new Command.WatchAvailability(LiveClient.id(), Protocol.VERSION, LiveCity.SITE),
              Reply.Availability.class);
      assertThat(before.availability().open()).doesNotContainKey(office.topic());

      try (LiveClient staff = city.staff(Transport.WEBSOCKET, office)) {
        city.advance(Duration.ofSeconds(2));
        Push.AvailabilityChanged changed = watcher.push(Push.AvailabilityChanged.class);
        while (!changed.availability().open().containsKey(office.topic())) {
          changed = watcher.push(Push.AvailabilityChanged.class);
        }
        assertThat(staff.pushesSoFar()).noneMatch(Push.AvailabilityChanged.class::isInstance);
      }
    }
  }

  @Test
  void w3_whoWatchesTheQueueSeesWhoWaits() throws Exception {
    Office office = city.office();
    try (LiveClient staff = city.staff(Transport.WEBSOCKET, office);
        LiveClient citizen = city.connect(Transport.WEBSOCKET)) {
      staff.ask(new Command.WatchQueue(LiveClient.id()), Reply.Desk.class);
      citizen.hello(city.citizenToken());
      Reply.Started started = citizen.ask(LiveCity.start(office.topic()), Reply.Started.class);
      city.advance(Duration.ofSeconds(2));

      Push.DeskChanged changed = staff.push(Push.DeskChanged.class);
      while (changed.desk().waiting().stream()
          .noneMatch(waiting -> waiting.id().equals(started.consultation().id()))) {
        changed = staff.push(Push.DeskChanged.class);
      }
      assertThat(changed.desk().me().state()).isEqualTo(PresenceState.AVAILABLE);
    }
  }

  // ── the database away ─────────────────────────────────────────────────────────────────────────

  @Test
  void p8_withTheDatabaseAwayCommandsAreRefusedInTimeAndItHealsByItself() throws Exception {
    try (Conversation talk = city.conversation(Transport.WEBSOCKET)) {
      talk.citizen().write(talk.id(), "prima");
      Signals.toAll("STOP", TestDatabase.server());
      try {
        for (Command command :
            List.of(
                LiveClient.message(talk.id(), "away", "intanto"),
                new Command.Resume(LiveClient.id(), talk.id(), 0))) {
          Stopwatch watch = Stopwatch.start();
          Reply.Refused refused = talk.citizen().ask(command, Reply.Refused.class);
          assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE);
          assertThat(refused.retryAfterMs()).isPositive();
          watch.assertLessThan(Duration.ofSeconds(2));
        }
        try (LiveClient other = city.connect(Transport.WEBSOCKET)) {
          assertThat(other.refusal(LiveClient.hello(talk.token(), Protocol.VERSION)))
              .isEqualTo(ErrorCode.UNAVAILABLE);
        }
      } finally {
        Signals.toAll("CONT", TestDatabase.server());
      }

      Eventually.holds(() -> isTaken(talk));
      Reply.Resumed all = talk.citizen().resume(talk.id(), 0);
      assertThat(all.entries().stream().filter(entry -> entry.seq() >= appended(all))).hasSize(1);
    }
  }

  /** Sent again, as soon as a client does. */
  private boolean isTaken(Conversation talk) {
    try {
      Reply reply = talk.citizen().ask(LiveClient.message(talk.id(), "away", "intanto"));
      if (reply instanceof Reply.Refused(_, _, _, Long retryAfterMs, _)) {
        LockSupport.parkNanos(MILLISECONDS.toNanos(retryAfterMs));
        var _ = city.clock.advance(Duration.ofMillis(retryAfterMs));
      }
      return reply instanceof Reply.Appended;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The place of the message that was sent while the database was away. */
  private static long appended(Reply.Resumed all) {
    return all.entries().stream()
        .filter(
            entry ->
                entry.body() instanceof Entry.Body.Message message
                    && message.text().equals("intanto"))
        .mapToLong(Entry::seq)
        .min()
        .orElseThrow();
  }
}
