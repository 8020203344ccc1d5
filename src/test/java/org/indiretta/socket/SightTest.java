package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a node that PostgreSQL does not answer gives up its people. */
final class SightTest {
  private long nowNanos = -5;
  private final Sight sight = new Sight(() -> nowNanos);

  private void pass(long ms) {
    nowNanos += TimeUnit.MILLISECONDS.toNanos(ms);
  }

  /** A second in which another node says that it is answered. */
  private void secondWithOthers() {
    pass(Limits.TICK_MS);
    sight.heardOfAnswer();
    sight.tick();
  }

  @Test
  void p7_itIsBlindWhenItWasNotAnsweredForFiveSeconds() {
    pass(Limits.UNASKED_MS);
    assertThat(sight.isBlind()).isFalse();
    pass(1);
    assertThat(sight.isBlind()).isTrue();
    sight.asked();
    sight.answered();
    assertThat(sight.isBlind()).isFalse();
  }

  @Test
  void p7_anAnswerThatLayThereWhileTheNodeSleptIsAsOldAsItsQuestion() {
    sight.asked();
    pass(20_000);
    sight.answered();
    assertThat(sight.isBlind()).isTrue();
  }

  @Test
  void citizensAreSentToANodeThatIsAnsweredWhileThisOneIsNot() {
    for (int second = 1; second <= 6; second++) {
      secondWithOthers();
      assertThat(sight.isOnlyElsewhere()).as("after %d s", second).isFalse();
    }
    secondWithOthers();
    assertThat(sight.isOnlyElsewhere()).isTrue();
  }

  @Test
  void whenNobodyIsAnsweredEverybodyStays() {
    pass(Limits.UNASKED_MS - 1);
    sight.heardOfAnswer(); // of before: it may have been this node's own
    for (int second = 0; second < 30; second++) {
      pass(Limits.TICK_MS);
      sight.tick();
      assertThat(sight.isOnlyElsewhere()).isFalse();
    }
  }

  /** What the other node said while this one slept is read at once, beside all ticks of then. */
  @Test
  void theTicksThatANodeSleptThroughAreOne() {
    pass(7_000);
    for (int second = 1; second <= 7; second++) {
      sight.heardOfAnswer();
      sight.tick();
      assertThat(sight.isOnlyElsewhere()).as("tick %d at the wake", second).isFalse();
    }
    pass(Limits.TICK_MS / 2 - 1);
    sight.tick();
    assertThat(sight.isOnlyElsewhere()).as("not yet time for an answer").isFalse();
    pass(1);
    sight.tick();
    assertThat(sight.isOnlyElsewhere()).as("not answered since the wake").isTrue();
  }

  @Test
  void aQuestionOfBeforeTheSleepIsLate_andIsAskedAnew() {
    sight.asked();
    pass(Limits.UNASKED_MS);
    assertThat(sight.isLate()).isFalse();
    pass(1);
    sight.answered();
    assertThat(sight.isLate()).isTrue();
    assertThat(sight.isBlind()).as("as by that answer").isTrue();
    sight.asked();
    assertThat(sight.isLate()).isFalse();
    sight.answered();
    assertThat(sight.isBlind()).isFalse();
  }

  @Test
  void aNodeThatSleptAsksBeforeItSendsAnybodyAway() {
    pass(600_000);
    sight.heardOfAnswer();
    sight.tick();
    assertThat(sight.isBlind()).isTrue();
    assertThat(sight.isOnlyElsewhere()).isFalse();
    sight.asked();
    sight.answered();
    sight.tick();
    secondWithOthers();
    assertThat(sight.isOnlyElsewhere()).isFalse();
  }
}
