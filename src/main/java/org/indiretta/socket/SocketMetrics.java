package org.indiretta.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.indiretta.protocol.CloseCode;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Push;
import org.indiretta.telemetry.Refusals;

/**
 * What the live connections of a node count, over all its hubs: {@code indiretta_sockets} by
 * transport, {@code indiretta_commands_total} by type, {@code
 * indiretta_refusals_total{door="live"}} and {@code indiretta_disconnects_total} by code, {@code
 * indiretta_pushes_total} by type, {@code indiretta_found_total} by type (what no news had
 * brought), {@code indiretta_resumes_total}, {@code indiretta_outbox_bytes}.
 */
public final class SocketMetrics {
  private final MeterRegistry registry;
  private final Map<String, AtomicInteger> sockets = new ConcurrentHashMap<>();
  private final Map<Class<?>, Counter> commands = new HashMap<>();
  private final Map<Class<?>, Counter> pushes = new HashMap<>();
  private final Map<Class<?>, Counter> found = new HashMap<>();
  private final Map<ErrorCode, Counter> refusals = new EnumMap<>(ErrorCode.class);
  private final Map<CloseCode, Counter> disconnects = new EnumMap<>(CloseCode.class);
  private final Counter resumes;
  private final AtomicLong outboxBytes = new AtomicLong();

  /** Registers every meter at zero, so that a code that never came is seen to be 0. */
  public SocketMetrics(MeterRegistry registry) {
    this.registry = registry;
    CommandTable.ROWS
        .keySet()
        .forEach(type -> commands.put(type, counter("commands", "type", name(type))));
    for (Class<?> type : Push.class.getPermittedSubclasses()) {
      pushes.put(type, counter("pushes", "type", name(type)));
    }
    for (Class<?> type :
        List.of(Push.EntryAdded.class, Push.EntryErased.class, Push.ConsultationChanged.class)) {
      found.put(type, counter("found", "type", name(type)));
    }
    for (ErrorCode code : ErrorCode.values()) {
      refusals.put(code, Refusals.counter(registry, Refusals.Door.LIVE, code.name()));
    }
    for (CloseCode code : CloseCode.values()) {
      disconnects.put(code, counter("disconnects", "code", code.name()));
    }
    resumes = Counter.builder("indiretta.resumes").register(registry);
    Gauge.builder("indiretta.outbox.bytes", outboxBytes, AtomicLong::get).register(registry);
  }

  void opened(String transport) {
    gauge(transport).incrementAndGet();
  }

  void closed(String transport) {
    gauge(transport).decrementAndGet();
  }

  void command(Command command) {
    commands.get(command.getClass()).increment();
    if (command instanceof Command.Resume) {
      resumes.increment();
    }
  }

  void pushed(Class<? extends Push> kind) {
    pushes.get(kind).increment();
  }

  /** A push that no news had brought. */
  void found(Push push) {
    found.get(push.getClass()).increment();
  }

  void refused(ErrorCode code) {
    refusals.get(code).increment();
  }

  void ended(CloseCode code) {
    disconnects.get(code).increment();
  }

  /** By how much the unsent bytes of one hub changed since it last said so. */
  void outboxChanged(long bytes) {
    outboxBytes.addAndGet(bytes);
  }

  private AtomicInteger gauge(String transport) {
    return sockets.computeIfAbsent(
        transport,
        name -> {
          AtomicInteger open = new AtomicInteger();
          Gauge.builder("indiretta.sockets", open, AtomicInteger::get)
              .tag("transport", name)
              .register(registry);
          return open;
        });
  }

  private Counter counter(String what, String tag, String value) {
    return Counter.builder("indiretta." + what).tag(tag, value).register(registry);
  }

  private static String name(Class<?> type) {
    String name = type.getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
