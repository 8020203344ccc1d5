package org.indiretta.consultation;

import java.time.Duration;
import java.util.Optional;
import org.indiretta.identity.Mode;
import org.indiretta.identity.TopicId;
import org.indiretta.routing.Expectations;
import org.indiretta.routing.Openness;

/** What is said of a consultation before anything was measured. */
final class UsualDurations implements Expectations {
  /** How long one in writing usually lasts. */
  static final Duration WRITE = Duration.ofMinutes(6);

  /** How long a call usually lasts. */
  static final Duration CALL = Duration.ofMinutes(8);

  @Override
  public Optional<Openness.Wait> wait(TopicId topic, Mode mode) {
    return Optional.empty();
  }

  @Override
  public Duration duration(TopicId topic, Mode mode) {
    return mode == Mode.WRITE ? WRITE : CALL;
  }
}
