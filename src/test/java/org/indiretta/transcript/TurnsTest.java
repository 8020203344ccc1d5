package org.indiretta.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.junit.jupiter.api.Test;

/** Who waits for whom after a refusal, and for how long, on a clock that is moved by hand. */
class TurnsTest {
  private static final int MOST = 4;

  private long nanos;
  private final Turns turns = new Turns(MOST, () -> nanos);
  private final ConsultationId consultation = ConsultationId.next();
  private final CitizenId citizen = CitizenId.next();

  @Test
  void nobodyWaitsWhereNothingWasRefused() {
    assertThat(turns.mustWait(by("c1", "a"))).isFalse();
    assertThat(turns.mustWait(by("c1", "b"))).isFalse();
  }

  @Test
  void whatWasRefusedComesAgainInItsOrder() {
    refused("c1", "a");
    refused("c1", "b");

    assertThat(turns.mustWait(by("c1", "c"))).isTrue();
    assertThat(turns.mustWait(by("c1", "b"))).isTrue();
    assertThat(turns.mustWait(by("c1", "a"))).isFalse();
    assertThat(turns.mustWait(by("c1", "c"))).isTrue();
    assertThat(turns.mustWait(by("c1", "b"))).isFalse();
    assertThat(turns.mustWait(by("c1", "c"))).isFalse();
    assertThat(turns.mustWait(by("c1", "d"))).isFalse();
  }

  @Test
  void oneThatIsRefusedOnceMoreStandsWhereItStood() {
    refused("c1", "a");
    refused("c1", "b");
    refused("c1", "c");

    refused("c1", "a");

    assertThat(turns.mustWait(by("c1", "b"))).isTrue();
    assertThat(turns.mustWait(by("c1", "a"))).isFalse();
    assertThat(turns.mustWait(by("c1", "c"))).isTrue();
  }

  /** The queue was full for the later one at once, and gave the earlier one up afterwards. */
  @Test
  void theOneThatCameFirstGoesFirstThoughItWasRefusedLater() {
    Pending first = by("c1", "a");
    assertThat(turns.mustWait(first)).isFalse();
    refused("c1", "b");
    turns.refused(first);

    assertThat(turns.mustWait(by("c1", "b"))).isTrue();
    assertThat(turns.mustWait(by("c1", "a"))).isFalse();
  }

  @Test
  void whatWasWrittenAfterAllIsWaitedForNoLonger() {
    Pending late = by("c1", "a");
    assertThat(turns.mustWait(late)).isFalse();
    turns.refused(late);

    turns.written(late);

    assertThat(turns.mustWait(by("c1", "b"))).isFalse();
  }

  /** Its retry gets the place it has at once (P3), also before what is still waited for. */
  @Test
  void p3_theRetryOfWhatWasWrittenAfterAllWaitsForNothing() {
    Pending late = by("c1", "a");
    assertThat(turns.mustWait(late)).isFalse();
    turns.refused(late);
    refused("c1", "b");
    turns.written(late);

    assertThat(turns.mustWait(by("c1", "c"))).isTrue();
    assertThat(turns.mustWait(by("c1", "a"))).isFalse();
    assertThat(turns.mustWait(by("c1", "c"))).isTrue();
    assertThat(turns.mustWait(by("c1", "b"))).isFalse();
    assertThat(turns.mustWait(by("c1", "c"))).isFalse();
  }

  /** Also when what came after it was refused only then. */
  @Test
  void p3_theRetryOfWhatWasWrittenIsKnownWhenNothingElseIsWaitedFor() {
    refused("c1", "a");
    turns.written(by("c1", "a"));
    refused("c1", "b");

    assertThat(turns.mustWait(by("c1", "a"))).isFalse();
    assertThat(turns.mustWait(by("c1", "c"))).isTrue();
  }

  @Test
  void whatCameAgainInItsTurnAndIsRefusedOnceMoreIsWaitedForOnceMore() {
    refused("c1", "a");
    refused("c1", "b");
    refused("c1", "a");

    assertThat(turns.mustWait(by("c1", "b"))).isTrue();
    assertThat(turns.mustWait(by("c1", "a"))).isFalse();
    assertThat(turns.mustWait(by("c1", "b"))).isFalse();
  }

  /** The first was given up; the others come again each second, and its time ends between them. */
  @Test
  void whatCameAgainBehindOneThatIsForgottenKeepsItsOrder() {
    refused("c1", "a");
    for (int i = 0; i < 2; i++) {
      assertThat(turns.mustWait(by("c1", "b"))).isTrue();
      assertThat(turns.mustWait(by("c1", "c"))).isTrue();
    }
    nanos += ms(Turns.HELD_MS);

    assertThat(turns.mustWait(by("c1", "d"))).isTrue();
    assertThat(turns.mustWait(by("c1", "c"))).isTrue();
    assertThat(turns.mustWait(by("c1", "b"))).isFalse();
    assertThat(turns.mustWait(by("c1", "c"))).isFalse();
    assertThat(turns.mustWait(by("c1", "d"))).isFalse();
  }

  /** Each is tried twice, then given up for a new one, which waits for it. */
  @Test
  void whatCameAgainAndIsThenGivenUpIsForgottenTheNextTime() {
    refused("c1", "a");
    for (int i = 0; i < 2; i++) {
      assertThat(turns.mustWait(by("c1", "b"))).isTrue();
    }
    nanos += ms(Turns.HELD_MS);
    for (int i = 0; i < 2; i++) {
      assertThat(turns.mustWait(by("c1", "c"))).isTrue();
    }
    nanos += ms(Turns.HELD_MS);

    assertThat(turns.mustWait(by("c1", "d"))).isFalse();
    assertThat(turns.size()).isZero();
  }

  /** Its sender gave it up, and goes on with a new id each time. */
  @Test
  void nobodyWaitsForeverForWhatNeverComesAgain() {
    refused("c1", "a");
    nanos += ms(Turns.HELD_MS - 1);
    assertThat(turns.mustWait(by("c1", "b"))).isTrue();
    nanos += ms(1);

    assertThat(turns.mustWait(by("c1", "c"))).isFalse();
    assertThat(turns.size()).isZero();
  }

  @Test
  void whatComesAgainGivesTheRestTheirTimeAnew() {
    refused("c1", "a");
    refused("c1", "b");
    nanos += ms(Turns.HELD_MS - 1);
    assertThat(turns.mustWait(by("c1", "a"))).isFalse();
    nanos += ms(Turns.HELD_MS - 1);

    assertThat(turns.mustWait(by("c1", "c"))).isTrue();
  }

  /** By a new connection, while the first is still under way. */
  @Test
  void aRetryThatIsRefusedWithTheFirstHasToComeAgainByItsOwnConnection() {
    refused("c2", "a");
    Pending retry = by("c2", "a");
    turns.joins(retry);
    assertThat(turns.mustWait(by("c2", "b"))).isFalse();

    turns.refused(retry);

    assertThat(turns.mustWait(by("c2", "c"))).isTrue();
    assertThat(turns.mustWait(by("c2", "a"))).isFalse();
  }

  @Test
  void othersAndOtherConnectionsDoNotWait() {
    refused("c1", "a");

    assertThat(turns.mustWait(by("c2", "b"))).isFalse();
    assertThat(turns.mustWait(by(CitizenId.next(), "c1", "b"))).isFalse();
  }

  @Test
  void p8_noMoreThanSoMuchIsKeptInMind() {
    refused("c1", "a");
    for (int i = 0; i < MOST; i++) {
      refused("other", "m" + i);
    }

    assertThat(turns.size()).isEqualTo(MOST);
    assertThat(turns.mustWait(by("c1", "b"))).isFalse();
    assertThat(turns.mustWait(by("other", "z"))).isTrue();
  }

  /** It came in its turn, and was then refused for now. */
  private void refused(String connection, String id) {
    Pending pending = by(connection, id);
    boolean _ = turns.mustWait(pending);
    turns.refused(pending);
  }

  private Pending by(String connection, String id) {
    return by(citizen, connection, id);
  }

  private Pending by(CitizenId who, String connection, String id) {
    Append append =
        new Append(
            consultation,
            new Writer.Citizen(who),
            new ClientMessageId(id),
            new Body.Message("Ecco"));
    return new Pending(append, connection, null, nanos);
  }

  private static long ms(long ms) {
    return TimeUnit.MILLISECONDS.toNanos(ms);
  }
}
