package org.indiretta.socket;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.indiretta.auth.CitizenTokens;
import org.indiretta.auth.SignIns;
import org.indiretta.auth.SocketTickets;
import org.indiretta.bus.Bus;
import org.indiretta.consultation.Consultations;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.signalling.Signalling;
import org.indiretta.telemetry.Clock;

/** The live connections of a node: one {@link Hub} for each event loop that serves them. */
public final class Live {
  private final Parts parts;
  private final Map<ContextInternal, Hub> hubs = new ConcurrentHashMap<>();
  private volatile Drain draining;
  private Patrol patrol;

  /**
   * What the hubs work with.
   *
   * @param isAway whether a fault says that the database is away, which heals by itself
   */
  public record Parts(
      Vertx vertx,
      Clock clock,
      Bus bus,
      Consultations consultations,
      Signalling signalling,
      CitizenTokens citizenTokens,
      SocketTickets socketTickets,
      SignIns signIns,
      People people,
      SocketMetrics metrics,
      Limits limits,
      Predicate<Throwable> isAway) {}

  /** Nothing is served before {@link #mount}. */
  public Live(Parts parts) {
    this.parts = parts;
  }

  /**
   * Mounts {@code /live}, before any route that reads bodies. The router may be served by several
   * verticles; {@link HttpLimits} go on their servers.
   *
   * @param isAllowed whether an origin (lower case, no default port) is a portal's or our own
   */
  public void mount(Router router, Predicate<String> isAllowed) {
    OriginCheck origins =
        new OriginCheck(isAllowed, () -> parts.metrics().refused(ErrorCode.FORBIDDEN));
    LiveRoute.mount(parts.vertx(), router, this::hub, origins);
  }

  /**
   * Sends everybody away (P6), each as soon as its open commands have their reply; who comes from
   * now on is sent away too. Completes when the last one is gone: after the spread and {@link
   * Limits#END_MS} at most, unless a command is still open.
   */
  public Future<Void> drain(Drain how) {
    draining = how;
    List<Future<Void>> all = hubs.values().stream().map(hub -> hub.drain(how)).toList();
    return Future.all(all).mapEmpty();
  }

  private synchronized Patrol patrol() {
    if (patrol == null) {
      patrol = new Patrol(parts);
    }
    return patrol;
  }

  private Hub hub() {
    ContextInternal here = ((ContextInternal) parts.vertx().getOrCreateContext()).unwrap();
    Hub hub = hubs.get(here);
    if (hub == null) {
      hub = new Hub(parts, patrol());
      hubs.put(here, hub);
      if (draining != null) {
        hub.drain(draining).onComplete(drained -> {});
      }
    }
    return hub;
  }
}
