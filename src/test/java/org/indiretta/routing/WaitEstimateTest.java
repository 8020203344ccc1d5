package org.indiretta.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The range from what the courses gave, also where somebody was never answered. */
final class WaitEstimateTest {
  private static final int COURSES = 80;

  /** So many courses without an answer, the others after 60 to 139 s. */
  private static WaitEstimate withUnanswered(int unanswered) {
    double[] waits = new double[COURSES];
    Arrays.setAll(waits, i -> i < unanswered ? Double.POSITIVE_INFINITY : 60 + i);
    return WaitEstimate.of(0, waits, 30);
  }

  @Test
  void rt20_theRangeIsAlwaysOneOfNumbersWithinTheHorizon() {
    for (int unanswered = 0; unanswered <= COURSES; unanswered++) {
      WaitEstimate estimate = withUnanswered(unanswered);

      assertThat(estimate.fromS()).isBetween(0.0, WaitEstimate.HORIZON_S);
      assertThat(estimate.toS()).isBetween(estimate.fromS(), WaitEstimate.HORIZON_S);
    }
  }

  @Test
  void rt20_whoIsAlmostNeverAnsweredIsToldNothing() {
    assertThat(withUnanswered(COURSES).known()).isFalse();
    assertThat(withUnanswered(COURSES / 2).known()).isTrue();
  }
}
