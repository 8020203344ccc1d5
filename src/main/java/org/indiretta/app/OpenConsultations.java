package org.indiretta.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.indiretta.protocol.ConsultationState;

/**
 * The gauges {@code indiretta_consultations_open{state=…}}: how many there are, read every few
 * seconds.
 */
final class OpenConsultations {
  static final long READ_EVERY_MS = 5_000;

  private final Map<ConsultationState, AtomicLong> counts = new EnumMap<>(ConsultationState.class);
  private final Supplier<Future<Map<String, Long>>> query;

  OpenConsultations(MeterRegistry registry, Supplier<Future<Map<String, Long>>> query) {
    this.query = query;
    for (ConsultationState state :
        new ConsultationState[] {
          ConsultationState.WAITING,
          ConsultationState.OFFERED,
          ConsultationState.ACTIVE,
          ConsultationState.WRAP_UP
        }) {
      AtomicLong count = new AtomicLong();
      counts.put(state, count);
      Gauge _ =
          Gauge.builder("indiretta.consultations.open", count, AtomicLong::doubleValue)
              .tag("state", state.name())
              .description("Open consultations by state")
              .register(registry);
    }
  }

  Future<?> read() {
    return query
        .get()
        .onSuccess(
            byState ->
                counts.forEach(
                    (state, count) -> count.set(byState.getOrDefault(state.name(), 0L))));
  }
}
