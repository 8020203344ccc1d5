package org.indiretta.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.indiretta.sql.DatabaseUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done again and again, never while the time before is still under way. A fault ends
 * one time, not the work.
 */
final class Periodic {
  private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);

  private final String name;
  private final Supplier<Future<?>> work;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private final Runnable cancel;
  private volatile Future<Void> last = Future.succeededFuture();

  private Periodic(Vertx vertx, String name, long everyMs, Supplier<Future<?>> work) {
    this.name = name;
    this.work = work;
    long timer = vertx.setPeriodic(everyMs, id -> run());
    this.cancel = () -> vertx.cancelTimer(timer);
  }

  static Periodic start(Vertx vertx, String name, long everyMs, Supplier<Future<?>> work) {
    return new Periodic(vertx, name, everyMs, work);
  }

  /** No more from now on; completes when the time that is under way is over. */
  Future<Void> stop() {
    cancel.run();
    return last;
  }

  private void run() {
    if (!underWay.compareAndSet(false, true)) {
      return;
    }
    last =
        Future.succeededFuture()
            .compose(nothing -> work.get())
            .onComplete(done -> underWay.set(false))
            .onFailure(
                fault -> {
                  // While the database is away /readyz says so; once a second in the log is noise.
                  if (!(fault instanceof DatabaseUnavailable)) {
                    LOG.atWarn().addKeyValue("work", name).setCause(fault).log("ended by a fault");
                  }
                })
            .transform(done -> Future.succeededFuture());
  }
}
