package org.indiretta.auth;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.indiretta.identity.OperatorId;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;

/**
 * Argon2id with 19 MiB, 2 passes and 1 lane (OWASP Password Storage Cheat Sheet), on threads of its
 * own: {@link #PARALLEL} at once, so that sign-ins never take the memory or the processors from the
 * consultations; {@link #MOST_WAITING} may wait, more are refused with {@link Busy} (P8).
 */
public final class Passwords {
  /** How many are computed at once. */
  static final int PARALLEL = 2;

  /** How many may wait for that. */
  static final int MOST_WAITING = 64;

  private static final int SALT_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Argon2Function ARGON2ID =
      Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

  private final WorkerExecutor threads;
  private final SqlPasswords sql;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * A hash nobody's password fits, for accounts that do not exist: they take the same time. Made
   * beside the start, which need not wait for it.
   */
  private final FutureTask<String> nobodys = new FutureTask<>(() -> hashed(Secret.next().value()));

  /** Too many passwords are being computed: a retry makes sense. */
  public static final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Busy() {
      super("too many sign-ins at once", null, false, false);
    }
  }

  /** Starts the threads, which end with this Vert.x, and begins with the hash that is nobody's. */
  public Passwords(Vertx vertx, Database database, Clock clock) {
    this.threads = vertx.createSharedWorkerExecutor("passwords", PARALLEL);
    this.sql = new SqlPasswords(database, clock);
    var _ =
        threads.executeBlocking(
            () -> {
              nobodys.run();
              return null;
            });
  }

  /** Sets somebody's password; the caller has asked {@link PasswordPolicy}. */
  public Future<Void> set(OperatorId operator, String password) {
    return hash(password).compose(hash -> sql.set(operator, hash));
  }

  /** Sets a password where there is none yet; says whether it did. For the demo city. */
  public Future<Boolean> setIfNone(OperatorId operator, String password) {
    return hash(password).compose(hash -> sql.setIfNone(operator, hash));
  }

  /** A new hash with its parameters and salt. */
  Future<String> hash(String password) {
    return computed(() -> hashed(password));
  }

  /** Whether the password fits; a null hash takes the same time and never fits. */
  Future<Boolean> fits(String password, String hash) {
    return computed(
        () -> {
          String against = hash == null ? nobodys.get() : hash;
          return Argon2Function.getInstanceFromHash(against).check(password, against)
              && hash != null;
        });
  }

  private <T> Future<T> computed(Callable<T> work) {
    if (waiting.incrementAndGet() > PARALLEL + MOST_WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(new Busy());
    }
    return threads.executeBlocking(work, false).onComplete(done -> waiting.decrementAndGet());
  }

  private static String hashed(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return ARGON2ID.hash(password.getBytes(StandardCharsets.UTF_8), salt).getResult();
  }
}
