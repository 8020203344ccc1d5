package org.indiretta.transcript;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What is measured of the append path: how long, how many at once, what was refused. */
final class AppendMetrics {
  private final Timer latency;
  private final DistributionSummary batch;
  private final Counter locked;
  private final Map<Appended.Reason, Counter> refused = new EnumMap<>(Appended.Reason.class);

  AppendMetrics(MeterRegistry registry) {
    latency =
        Timer.builder("indiretta.append.latency")
            .description("from asking for a place to its commit")
            .serviceLevelObjectives(
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(500))
            .register(registry);
    batch =
        DistributionSummary.builder("indiretta.append.batch")
            .description("entries in one commit")
            .serviceLevelObjectives(1, 5, 20, 100, 400)
            .register(registry);
    locked =
        Counter.builder("indiretta.append.locked")
            .description("entries that met a locked row and were tried again")
            .register(registry);
    for (Appended.Reason reason : Appended.Reason.values()) {
      refused.put(
          reason,
          Counter.builder("indiretta.append.refused")
              .tag("reason", reason.name())
              .register(registry));
    }
  }

  void batch(int entries) {
    batch.record(entries);
  }

  void locked(int entries) {
    locked.increment(entries);
  }

  void refused(Appended.Reason reason) {
    refused.get(reason).increment();
  }

  void answered(Appended answer, long nanos) {
    switch (answer) {
      case Appended.Committed _ -> latency.record(nanos, TimeUnit.NANOSECONDS);
      case Appended.Refused refusal -> refused(refusal.reason());
    }
  }
}
