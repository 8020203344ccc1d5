package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.indiretta.socket.Flood.Kind;
import org.junit.jupiter.api.Test;

final class FloodTest {
  private final Flood flood = new Flood(new Limits(3, 2), 1_000);

  @Test
  void w8_burstIsTakenThenTheWaitIsSaid() {
    assertThat(flood.take(Kind.MESSAGES, 1_000)).isZero();
    assertThat(flood.take(Kind.MESSAGES, 1_000)).isZero();
    assertThat(flood.take(Kind.MESSAGES, 1_000)).isZero();

    assertThat(flood.take(Kind.MESSAGES, 1_000)).isEqualTo(500);
    assertThat(flood.take(Kind.MESSAGES, 1_200)).isEqualTo(300);
    assertThat(flood.take(Kind.MESSAGES, 1_500)).isZero();
    assertThat(flood.take(Kind.MESSAGES, 1_500)).isEqualTo(500);
  }

  @Test
  void w8_kindsAreCountedApart() {
    for (int i = 0; i < 3; i++) {
      assertThat(flood.take(Kind.MESSAGES, 1_000)).isZero();
    }
    assertThat(flood.take(Kind.MESSAGES, 1_000)).isPositive();

    assertThat(flood.take(Kind.SIGNS, 1_000)).isZero();
    assertThat(flood.take(Kind.OTHERS, 1_000)).isZero();
  }

  @Test
  void w8_aLongPauseGivesBackTheBurstAndNoMore() {
    for (int i = 0; i < 3; i++) {
      assertThat(flood.take(Kind.MESSAGES, 1_000)).isZero();
    }

    long muchLater = 10_000_000;
    for (int i = 0; i < 3; i++) {
      assertThat(flood.take(Kind.MESSAGES, muchLater)).isZero();
    }
    assertThat(flood.take(Kind.MESSAGES, muchLater)).isEqualTo(500);
  }

  @Test
  void w8_aClockThatStandsStillGivesNothing() {
    for (int i = 0; i < 3; i++) {
      assertThat(flood.take(Kind.MESSAGES, 1_000)).isZero();
    }

    assertThat(flood.take(Kind.MESSAGES, 500)).isEqualTo(500);
  }
}
