package org.indiretta.routing;

import java.time.Duration;
import java.util.Optional;
import org.indiretta.identity.Mode;
import org.indiretta.identity.TopicId;

/** What is known beforehand of a consultation that would start now. */
public interface Expectations {
  /** How long it would wait for its answer; empty while that is not known. */
  Optional<Openness.Wait> wait(TopicId topic, Mode mode);

  /** How long one of this topic and mode lasts from the answer to the end, in the middle. */
  Duration duration(TopicId topic, Mode mode);
}
