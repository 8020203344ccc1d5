package org.indiretta.sql;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;

/** How the pool's connections are protected; {@link DatabaseUrl#jdbc} says the same to JDBC. */
final class Encryption {
  private Encryption() {}

  static void apply(PgConnectOptions options, DatabaseUrl.Tls tls) {
    switch (tls) {
      case DISABLE -> options.setSslMode(SslMode.DISABLE);
      case REQUIRE ->
          options
              .setSslMode(SslMode.REQUIRE)
              .setSslOptions(new ClientSSLOptions().setTrustAll(true));
      case VERIFY_FULL ->
          options
              .setSslMode(SslMode.VERIFY_FULL)
              .setSslOptions(
                  new ClientSSLOptions()
                      .setTrustOptions(trustOfTheJvm())
                      .setHostnameVerificationAlgorithm("HTTPS"));
    }
  }

  /** The pool takes none by itself. */
  private static TrustOptions trustOfTheJvm() {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init((KeyStore) null);
      return TrustOptions.wrap(trust);
    } catch (GeneralSecurityException e) {
      throw new DatabaseRefused(
          "Whom this Java trusts cannot be read, and sslmode=verify-full needs it: %s. Look at javax.net.ssl.trustStore."
              .formatted(e.getMessage()),
          e);
    }
  }
}
