package org.indiretta.signalling;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.indiretta.identity.CallRole;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CallView.CallEnd;

/**
 * What calls count: {@code indiretta_calls_ended_total} by reason (on the node that ended them),
 * {@code indiretta_call_set_up_seconds}, {@code indiretta_call_connections_total} by path (relayed
 * or direct), {@code indiretta_signals_total} by outcome, {@code indiretta_call_joins_total} by the
 * role of who joined (again after a reload).
 */
final class SignallingMetrics {
  private final Map<CallEnd, Counter> ended = new EnumMap<>(CallEnd.class);
  private final Map<CallRole, Counter> joined = new EnumMap<>(CallRole.class);
  private final Timer setUp;
  private final Counter relayed;
  private final Counter direct;
  private final Counter signals;
  private final Counter dropped;
  private final Counter refused;

  SignallingMetrics(MeterRegistry registry) {
    for (CallEnd reason : CallEnd.values()) {
      ended.put(reason, registry.counter("indiretta.calls.ended", "reason", reason.name()));
    }
    for (CallRole role : CallRole.values()) {
      joined.put(role, registry.counter("indiretta.call.joins", "role", role.name()));
    }
    setUp = Timer.builder("indiretta.call.set.up").publishPercentiles(0.5, 0.99).register(registry);
    relayed = registry.counter("indiretta.call.connections", "path", "relayed");
    direct = registry.counter("indiretta.call.connections", "path", "direct");
    signals = registry.counter("indiretta.signals", "outcome", "passed");
    dropped = registry.counter("indiretta.signals", "outcome", "dropped");
    refused = registry.counter("indiretta.signals", "outcome", "refused");
  }

  void ended(CallEnd reason) {
    ended.get(reason).increment();
  }

  void joined(CallRole role) {
    joined.get(role).increment();
  }

  void reported(CallCommand.ReportCall report) {
    setUp.record(Duration.ofMillis(report.setUpMs()));
    (report.relayed() ? relayed : direct).increment();
  }

  void passed() {
    signals.increment();
  }

  void dropped() {
    dropped.increment();
  }

  void refused() {
    refused.increment();
  }
}
