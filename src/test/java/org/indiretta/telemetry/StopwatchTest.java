package org.indiretta.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StopwatchTest {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  @Test
  void aLateMachineIsExcused_butNoneIsSoLateThatNothingCanFail() {
    assertThat(counted(3, 0)).isGreaterThan(LIMIT);
    assertThat(counted(3, 2)).isLessThan(LIMIT);
    assertThat(counted(5, 4)).isLessThan(LIMIT);
    assertThat(counted(7, 6)).as("however late it was").isGreaterThan(LIMIT);
  }

  private static Duration counted(int passedS, int lateS) {
    return Stopwatch.counted(Duration.ofSeconds(passedS), Duration.ofSeconds(lateS), LIMIT);
  }
}
