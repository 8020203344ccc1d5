package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.indiretta.auth.SignIns;
import org.indiretta.protocol.BoardCommand;
import org.indiretta.protocol.CloseCode;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.protocol.SignInEnding;
import org.indiretta.socket.LiveCity.Office;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.Sql;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.Stopwatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A sign-in that ends of itself ends its live connections, and only what a person does holds it.
 */
final class SignInEndTest {
  /** Less than what a quiet link may be quiet. */
  private static final Duration STEP = Duration.ofSeconds(15);

  private static final Duration IDLE = Duration.ofMinutes(5);

  private static final Sql PRESENCE =
      Sql.of("SELECT state FROM presence WHERE operator_id = :operator");

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase(LiveCity.PATIENT);

  private LiveCity city;

  @BeforeEach
  void open() throws Exception {
    city = new LiveCity(DATABASE, Limits.standard(), IDLE);
  }

  @AfterEach
  void close() throws Exception {
    city.close();
  }

  @Test
  void w13_p7_aLinkThatOnlyListensIsWarnedAndEndedAndItsPersonIsOffline() throws Exception {
    Office office = city.office();
    Office witness = city.office();
    try (LiveClient staff = city.staff(Transport.WEBSOCKET, office);
        LiveClient other = city.staff(Transport.XHR_STREAMING, office);
        LiveClient colleague = city.staff(Transport.WEBSOCKET, witness)) {
      Instant end = endsAt(office);
      city.passes(Duration.ofMinutes(3), staff, other, colleague);
      for (LiveClient link : List.of(staff, other)) {
        assertThat(link.push(Push.SignInEnds.class))
            .isEqualTo(new Push.SignInEnds(end, SignInEnding.IDLE));
      }
      Instant acted = city.clock.now();
      colleague.ask(sayAvailable(), Reply.Done.class);
      becomes(acted.plus(IDLE), () -> endsAt(witness));
      city.passes(Duration.ofSeconds(105), staff, other, colleague);
      assertThat(staff.pushesSoFar()).noneMatch(Push.Disconnect.class::isInstance);
      Stopwatch watch = Stopwatch.start();
      city.passes(STEP, colleague);

      for (LiveClient link : List.of(staff, other)) {
        assertThat(link.push(Push.Disconnect.class))
            .isEqualTo(new Push.Disconnect(CloseCode.SIGNED_OUT, null, SignInEnding.IDLE));
        link.awaitClosed();
      }
      watch.assertLessThan(Duration.ofSeconds(2));
      becomes(PresenceState.OFFLINE, () -> stateOf(office));
      assertThat(colleague.pushesSoFar()).noneMatch(Push.Disconnect.class::isInstance);
    }
  }

  @Test
  void w13_p7_theGreatestAgeEndsALinkWhoeverIsBusy() throws Exception {
    Office office = city.office();
    try (LiveClient staff = city.staff(Transport.WEBSOCKET, office)) {
      Instant end = city.clock.now().plusSeconds(125);
      madeAt(office, end.minus(SignIns.ABSOLUTE));

      for (int i = 0; i < 8; i++) {
        city.passes(STEP, staff);
        staff.ask(new Command.StillHere(LiveClient.id()), Reply.Done.class);
      }
      assertThat(staff.push(Push.SignInEnds.class))
          .isEqualTo(new Push.SignInEnds(end, SignInEnding.AGE));
      city.passes(STEP);

      assertThat(staff.push(Push.Disconnect.class))
          .isEqualTo(new Push.Disconnect(CloseCode.SIGNED_OUT, null, SignInEnding.AGE));
      assertThat(staff.awaitClosed()).isEqualTo(CloseCode.SIGNED_OUT.number());
    }
  }

  @Test
  void w13_aSignOfLifeHoldsTheSignInAndTheWarningIsTakenBack() throws Exception {
    Office office = city.office();
    try (LiveClient staff = city.staff(Transport.WEBSOCKET, office)) {
      Instant end = endsAt(office);
      city.passes(Duration.ofMinutes(4), staff);
      assertThat(staff.push(Push.SignInEnds.class).at()).isEqualTo(end);

      Instant now = city.clock.now();
      staff.ask(new Command.StillHere(LiveClient.id()), Reply.Done.class);

      assertThat(staff.push(Push.SignInEnds.class))
          .isEqualTo(new Push.SignInEnds(now.plus(IDLE), SignInEnding.IDLE));
      city.passes(Duration.ofMinutes(2), staff);
      assertThat(staff.pushesSoFar()).noneMatch(Push.Disconnect.class::isInstance);
    }
  }

  @Test
  void w13_whatAPersonDoesIsWrittenOnceAMinuteAndWhatABrowserDoesNever() throws Exception {
    Office office = city.office();
    try (LiveClient staff = city.staff(Transport.WEBSOCKET, office)) {
      Instant made = endsAt(office);
      city.passes(Duration.ofSeconds(90), staff);

      staff.ask(new Command.WatchQueue(LiveClient.id()), Reply.Desk.class);
      staff.ask(new Command.Ping(LiveClient.id()), Reply.Done.class);
      try (LiveClient again = city.connect(Transport.WEBSOCKET)) {
        again.hello(city.ticket(office));
      }
      assertThat(endsAt(office)).as("nobody was there").isEqualTo(made);

      Instant first = city.clock.now();
      staff.ask(sayAvailable(), Reply.Done.class);
      becomes(first.plus(IDLE), () -> endsAt(office));
      city.passes(Duration.ofSeconds(45), staff);
      staff.ask(sayAvailable(), Reply.Done.class);
      city.passes(STEP, staff);
      assertThat(endsAt(office)).as("within the minute").isEqualTo(first.plus(IDLE));
      Instant later = city.clock.now();
      staff.ask(sayAvailable(), Reply.Done.class);
      becomes(later.plus(IDLE), () -> endsAt(office));
    }
  }

  @Test
  void w13_whatIsOverStaysOver() throws Exception {
    Office office = city.office();
    Instant end = endsAt(office);
    city.advance(IDLE);

    await(city.signIns.active(office.signIn()));

    assertThat(endsAt(office)).isEqualTo(end);
    assertThat(await(city.signIns.holdsAny(office.operator()))).isFalse();
  }

  @Test
  void w11_whoSignsOutIsOfflineAtOnceAndNotBackByComingBack() throws Exception {
    Office office = city.office();
    try (LiveClient staff = city.staff(Transport.WEBSOCKET, office)) {
      await(city.signIns.end(office.operator(), office.signIn()));

      assertThat(staff.push(Push.Disconnect.class))
          .isEqualTo(new Push.Disconnect(CloseCode.SIGNED_OUT, null, SignInEnding.ENDED));
      becomes(PresenceState.OFFLINE, () -> stateOf(office));
    }
    Office again = city.signedInAgain(office);
    try (LiveClient back = city.connect(Transport.WEBSOCKET)) {
      back.hello(city.ticket(again));
      back.ask(new Command.Ping(LiveClient.id()), Reply.Done.class);

      assertThat(back.ask(new Command.WatchQueue(LiveClient.id()), Reply.Desk.class).desk().me())
          .extracting(DeskView.Presence::state)
          .isEqualTo(PresenceState.OFFLINE);
    }
  }

  @Test
  void w13_whoIsSignedInElsewhereTooStaysThere() throws Exception {
    Office office = city.office();
    city.advance(IDLE.minus(STEP));
    Office elsewhere = city.signedInAgain(office);
    try (LiveClient staff = city.connect(Transport.WEBSOCKET);
        LiveClient second = city.staff(Transport.WEBSOCKET, elsewhere)) {
      staff.hello(city.ticket(office));
      city.passes(STEP, second);

      assertThat(staff.push(Push.Disconnect.class).why()).isEqualTo(SignInEnding.IDLE);
      staff.awaitClosed();

      assertThat(await(city.signIns.holdsAny(office.operator()))).isTrue();
      second.ask(new Command.Ping(LiveClient.id()), Reply.Done.class);
      assertThat(stateOf(office)).isEqualTo(PresenceState.AVAILABLE);
    }
  }

  @Test
  void p7_aRoleThatWasTakenAwayEndsTheLinksEvenWhenNobodyEndedTheSignIn() throws Exception {
    Office office = city.office();
    Office witness = city.office();
    TestDatabase.execute(
        DATABASE.url(),
        "UPDATE operator SET role = 'SUPERVISOR', rights = '{ARCHIVE}' WHERE id = '%s'"
            .formatted(office.operator()));
    for (String change : List.of("rights = '{}'", "role = 'OPERATOR'")) {
      try (LiveClient staff = city.staff(Transport.WEBSOCKET, office);
          LiveClient colleague = city.staff(Transport.XHR_STREAMING, witness)) {
        staff.ask(new BoardCommand.WatchBoard(LiveClient.id()), Reply.Board.class);
        TestDatabase.execute(
            DATABASE.url(),
            "UPDATE operator SET %s WHERE id = '%s'".formatted(change, office.operator()));

        assertThat(staff.push(Push.Disconnect.class))
            .isEqualTo(new Push.Disconnect(CloseCode.SIGNED_OUT, null, SignInEnding.ENDED));
        staff.awaitClosed();
        assertThat(await(city.signIns.holdsAny(office.operator()))).as("the sign-in").isTrue();
        assertThat(colleague.pushesSoFar()).noneMatch(Push.Disconnect.class::isInstance);
      }
    }
    try (LiveClient back = city.staff(Transport.WEBSOCKET, office)) {
      assertThat(back.refusal(new BoardCommand.WatchBoard(LiveClient.id())))
          .isEqualTo(ErrorCode.FORBIDDEN);
    }
  }

  // ── helps ─────────────────────────────────────────────────────────────────────────────────────

  private static Command sayAvailable() {
    return new Command.SetPresence(LiveClient.id(), PresenceState.AVAILABLE, null, null);
  }

  private static void madeAt(Office office, Instant at) throws Exception {
    TestDatabase.execute(
        DATABASE.url(),
        "UPDATE sign_in SET created_at = '%s' WHERE id = '%s'"
            .formatted(at, office.signIn().value()));
  }

  private Instant endsAt(Office office) throws Exception {
    return await(city.signIns.terms(Set.of(office.signIn()))).get(office.signIn()).endsAt();
  }

  private static PresenceState stateOf(Office office) throws Exception {
    return await(
            DATABASE
                .database()
                .first(
                    PRESENCE.with("operator", office.operator().value()),
                    row -> PresenceState.valueOf(row.getString("state"))))
        .orElseThrow();
  }

  /** Asks until it is so, at most 10 s: it is done beside the reply. */
  private static <T> void becomes(T expected, Callable<T> asked) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    T last = asked.call();
    while (!last.equals(expected) && System.nanoTime() < deadline) {
      last = asked.call();
    }
    assertThat(last).isEqualTo(expected);
  }
}
