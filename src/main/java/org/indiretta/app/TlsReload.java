package org.indiretta.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.indiretta.telemetry.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the files of certificate and key again and again and serves new ones: new connections
 * get the new certificate, open ones go on. What is new counts once it stood still from one look to
 * the next, because two files are never written at once. A pair that cannot be served leaves the
 * old one in place and is said once. {@code indiretta_tls_certificate_until_seconds} tells when the
 * one that is served ends (Unix time).
 */
final class TlsReload {
  /** A renewed certificate is served after two looks. */
  static final long LOOK_EVERY_MS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(TlsReload.class);

  private final Vertx vertx;
  private final Settings.Tls files;
  private final String host;
  private final Clock clock;
  private final Function<TlsPair, Future<Boolean>> serve;
  private final Set<String> warned = new HashSet<>();
  private volatile TlsPair served;
  private Look before;
  private String complained = "";

  /** What the files held: a pair, or why it is none. */
  private sealed interface Look {
    boolean sameAs(Look other);

    record Good(TlsPair pair) implements Look {
      @Override
      public boolean sameAs(Look other) {
        return other instanceof Good good && pair.sameAs(good.pair());
      }
    }

    record Bad(String why) implements Look {
      @Override
      public boolean sameAs(Look other) {
        return equals(other);
      }
    }
  }

  /**
   * @param served the pair that the server listens with
   * @param host as people type it
   * @param serve puts another pair in place for new connections
   */
  TlsReload(
      Vertx vertx,
      Settings.Tls files,
      TlsPair served,
      String host,
      Clock clock,
      Function<TlsPair, Future<Boolean>> serve) {
    this.vertx = vertx;
    this.files = files;
    this.served = served;
    this.host = host;
    this.clock = clock;
    this.serve = serve;
    this.before = new Look.Good(served);
    warn();
  }

  void meter(MeterRegistry registry) {
    Gauge _ =
        Gauge.builder(
                "indiretta.tls.certificate.until",
                this,
                reload -> reload.served.until().getEpochSecond())
            .baseUnit("seconds")
            .description("When the served certificate ends, in Unix time")
            .register(registry);
  }

  /** One look; the next only after it ended ({@link Periodic}). */
  Future<?> look() {
    return vertx.executeBlocking(this::read).compose(this::seen);
  }

  private Look read() {
    try {
      return new Look.Good(TlsPair.read(files));
    } catch (SettingsException e) {
      return new Look.Bad(e.getMessage());
    }
  }

  private Future<?> seen(Look now) {
    boolean stoodStill = now.sameAs(before);
    before = now;
    if (stoodStill && now instanceof Look.Bad bad) {
      complain(bad.why());
    }
    if (stoodStill && now instanceof Look.Good good) {
      complained = "";
      if (!good.pair().sameAs(served)) {
        return take(good.pair());
      }
    }
    warn();
    return Future.succeededFuture();
  }

  private Future<?> take(TlsPair pair) {
    return serve
        .apply(pair)
        .onSuccess(
            done -> {
              served = pair;
              warned.clear();
              LOG.atInfo()
                  .addKeyValue("certificate", pair.described())
                  .log("the new certificate is served to new connections");
              warn();
            })
        .otherwise(
            fault -> {
              complain(String.valueOf(fault.getMessage()));
              return null;
            });
  }

  private void complain(String why) {
    if (!why.equals(complained)) {
      complained = why;
      LOG.atError()
          .addKeyValue("why", why)
          .addKeyValue("served", served.described())
          .log("the changed certificate cannot be served: the one before stays");
    }
  }

  private void warn() {
    for (String warning : served.warnings(clock.now(), host)) {
      if (warned.add(warning)) {
        LOG.atWarn().addKeyValue("file", served.certFile().path()).log(warning);
      }
    }
  }
}
