package org.indiretta.auth;

import io.vertx.core.Future;
import io.vertx.ext.auth.otp.Authenticator;
import io.vertx.ext.auth.otp.OtpCredentials;
import io.vertx.ext.auth.otp.OtpKeyGenerator;
import io.vertx.ext.auth.otp.hotp.HotpAuth;
import io.vertx.ext.auth.otp.hotp.HotpAuthOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.indiretta.identity.OperatorId;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;

/**
 * The optional second factor: codes of an authenticator, 6 digits, 30 s, SHA-1 (RFC 6238). A TOTP
 * is a HOTP whose counter is the time (RFC 6238, 4.2), so {@link HotpAuth} does it with the time of
 * our {@link Clock}: the step before, the present and the next one are taken (clocks of telephones
 * differ), each code once. The keys lie unencrypted in PostgreSQL, which has to be protected for
 * it.
 */
public final class SecondFactors {
  static final int STEP_SECONDS = 30;
  private static final int DIGITS = 6;
  private static final int KEY_BITS = 160;
  private static final String ISSUER = "InDiretta";
  private static final String USED = "a used code, or one of the future";

  /** How {@link HotpAuth} says no; it has no type for it. */
  private static final Set<String> REFUSALS = Set.of("invalid code", "user is not found", USED);

  private final SqlSecondFactors sql;
  private final Clock clock;
  private final HotpAuth codes;

  /**
   * A new key, shown once.
   *
   * @param key base32
   * @param uri otpauth://totp/…
   */
  public record Started(String key, String uri) {}

  /** Steps are counted by this clock, so that all servers agree on them. */
  public SecondFactors(Database database, Clock clock) {
    this.sql = new SqlSecondFactors(database, clock);
    this.clock = clock;
    this.codes =
        HotpAuth.create(new HotpAuthOptions().setPasswordLength(DIGITS).setLookAheadWindow(2))
            .authenticatorFetcher(this::authenticator)
            .authenticatorUpdater(this::usedUp);
  }

  /** A new key; it replaces one that was not confirmed, and counts only once it is. */
  public Future<Started> start(OperatorId operator, String email) {
    String key = OtpKeyGenerator.create().generate(KEY_BITS).getKey();
    return sql.start(operator, key).map(started -> new Started(key, uri(key, email)));
  }

  /** Confirms the key by its first code; false when the code is wrong. */
  public Future<Boolean> confirm(OperatorId operator, String code) {
    return fits(operator, code)
        .compose(fits -> fits ? sql.confirm(operator) : Future.succeededFuture(false));
  }

  /** Whether sign-in asks for a code. */
  public Future<Boolean> isOn(OperatorId operator) {
    return sql.isOn(operator);
  }

  /** Takes it away; the caller has asked for the password. */
  public Future<Void> remove(OperatorId operator) {
    return sql.remove(operator);
  }

  /** Whether this code fits now, and uses it up. */
  Future<Boolean> fits(OperatorId operator, String code) {
    return codes
        .authenticate(new OtpCredentials(operator.toString(), code))
        .map(user -> true)
        .recover(
            fault ->
                REFUSALS.contains(String.valueOf(fault.getMessage()))
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(fault));
  }

  /** The first counter it tries is one after the one given here. */
  private Future<Authenticator> authenticator(String operator) {
    return sql.key(OperatorId.of(operator))
        .map(
            found ->
                found
                    .map(
                        key ->
                            new Authenticator()
                                .setIdentifier(operator)
                                .setKey(key.base32())
                                .setAlgorithm("SHA1")
                                .setCounter(Math.max(key.lastCounter(), step() - 2)))
                    .orElse(null));
  }

  private Future<Void> usedUp(Authenticator authenticator) {
    OperatorId operator = OperatorId.of(authenticator.getIdentifier());
    return authenticator.getCounter() > step() + 1
        ? Future.failedFuture(USED)
        : sql.useUp(operator, authenticator.getCounter())
            .compose(used -> used ? Future.succeededFuture() : Future.failedFuture(USED));
  }

  private long step() {
    return clock.now().getEpochSecond() / STEP_SECONDS;
  }

  private static String uri(String key, String email) {
    String label = URLEncoder.encode(email, StandardCharsets.UTF_8).replace("+", "%20");
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
        .formatted(ISSUER, label, key, ISSUER, DIGITS, STEP_SECONDS);
  }
}
