package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.indiretta.identity.Mode;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.WaitRange;
import org.indiretta.routing.Expectations;
import org.indiretta.routing.Openness;
import org.indiretta.routing.Routing;
import org.indiretta.routing.WaitEstimate;
import org.indiretta.routing.Waits;

/** What who would come now is expected to wait, as the last estimate saw it (RT20). */
final class Newcomers implements Expectations {
  private final Waits waits;
  private volatile Map<WaitEstimate.Kind, WaitEstimate> estimates = Map.of();

  Newcomers(Waits waits) {
    this.waits = waits;
  }

  /** Estimates what a run of routing saw; from then on newcomers are told by it. */
  Future<WaitEstimate.All> estimate(Routing.Snapshot seen) {
    return waits.of(seen).onSuccess(all -> estimates = all.newcomers());
  }

  @Override
  public Optional<Openness.Wait> wait(TopicId topic, Mode mode) {
    WaitEstimate estimate = estimates.get(new WaitEstimate.Kind(topic, mode));
    if (estimate == null || !estimate.known()) {
      return Optional.empty();
    }
    WaitRange range = Outlook.range(estimate);
    return Optional.of(
        new Openness.Wait(Duration.ofSeconds(range.fromS()), Duration.ofSeconds(range.toS())));
  }

  @Override
  public Duration duration(TopicId topic, Mode mode) {
    return waits.duration(topic, mode);
  }
}
