package org.indiretta.sql;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;

/**
 * Where a PostgreSQL is: {@code
 * postgresql://user:password@host:5432/database?sslmode=disable|require|verify-full}. User,
 * password and database may be percent-encoded (RFC 3986). {@code toString} leaves the password
 * out.
 */
public record DatabaseUrl(
    String host, int port, String database, String user, String password, Tls tls) {
  /** How the way to the server is protected. */
  public enum Tls {
    /** Not at all: for a server on the same machine or network. */
    DISABLE,
    /** Encrypted; the server's certificate is not checked. */
    REQUIRE,
    /** Encrypted, and the certificate must be valid for the host, by the JVM's trust store. */
    VERIFY_FULL
  }

  /**
   * Who signed a certificate is known by the JVM's trust store, as it is for the pool; the driver
   * by itself wants {@code ~/.postgresql/root.crt}. The host's name it checks in any case.
   */
  private static final String TRUST_STORE = "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory";

  private static final String SHAPE =
      "The database URL must look like postgresql://user:password@host:5432/database"
          + " (sslmode=disable, require or verify-full may follow after a ?)";

  public DatabaseUrl {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(tls, "tls");
  }

  /** Reads a URL; another shape is an {@link IllegalArgumentException} that shows the right one. */
  public static DatabaseUrl parse(String text) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(SHAPE);
    }
    boolean scheme = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
    String path = uri.getRawPath();
    if (!scheme || uri.getHost() == null || path == null || path.length() < 2) {
      throw new IllegalArgumentException(SHAPE);
    }
    String[] account = Objects.requireNonNullElse(uri.getRawUserInfo(), "").split(":", 2);
    if (account[0].isEmpty()) {
      throw new IllegalArgumentException(SHAPE);
    }
    return new DatabaseUrl(
        uri.getHost(),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        decoded(path.substring(1)),
        decoded(account[0]),
        account.length == 2 ? decoded(account[1]) : "",
        tls(uri.getRawQuery()));
  }

  /** The same server with another database. */
  public DatabaseUrl withDatabase(String other) {
    return new DatabaseUrl(host, port, other, user, password, tls);
  }

  /**
   * A connection of its own over JDBC, outside of any pool and without its limits: for what streams
   * whole tables. Blocks; the caller closes it.
   */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbc(), user, password);
  }

  /** For JDBC, without user and password. */
  String jdbc() {
    String mode = tls.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "jdbc:postgresql://%s:%d/%s?sslmode=%s&connectTimeout=5&ApplicationName=indiretta%s"
        .formatted(host, port, database, mode, tls == Tls.VERIFY_FULL ? TRUST_STORE : "");
  }

  @Override
  public String toString() {
    return "postgresql://%s@%s:%d/%s".formatted(user, host, port, database);
  }

  private static Tls tls(String query) {
    if (query == null) {
      return Tls.DISABLE;
    }
    return switch (query) {
      case "sslmode=disable" -> Tls.DISABLE;
      case "sslmode=require" -> Tls.REQUIRE;
      case "sslmode=verify-full" -> Tls.VERIFY_FULL;
      default -> throw new IllegalArgumentException(SHAPE);
    };
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
