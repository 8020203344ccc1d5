package org.indiretta.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Where a Redis is: {@code redis://user:password@host:6379}, or {@code rediss://…} over TLS. User
 * and password may be left out and may be percent-encoded (RFC 3986); a user without a password is
 * refused. {@code toString} leaves both out.
 *
 * @param user empty: Redis' default user
 * @param password empty: none is sent
 * @param tls whether the way is encrypted and the certificate must be valid for the host
 */
public record RedisUrl(String host, int port, String user, String password, boolean tls) {
  private static final int USUAL_PORT = 6379;
  private static final String SHAPE =
      "The Redis URL must look like redis://:password@host:6379, or rediss://… for TLS";

  public RedisUrl {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
  }

  /** Reads a URL; another shape is an {@link IllegalArgumentException} that shows the right one. */
  public static RedisUrl parse(String text) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(SHAPE); // without the cause, which quotes the password
    }
    boolean tls = "rediss".equals(uri.getScheme());
    String path = Objects.requireNonNullElse(uri.getRawPath(), "");
    boolean more = !(path.isEmpty() || path.equals("/")) || uri.getRawQuery() != null;
    if (!(tls || "redis".equals(uri.getScheme())) || uri.getHost() == null || more) {
      throw new IllegalArgumentException(SHAPE);
    }
    String[] account = Objects.requireNonNullElse(uri.getRawUserInfo(), "").split(":", 2);
    String password = account.length == 2 ? decoded(account[1]) : "";
    if (!account[0].isEmpty() && password.isEmpty()) {
      throw new IllegalArgumentException(SHAPE);
    }
    return new RedisUrl(
        uri.getHost(),
        uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
        decoded(account[0]),
        password,
        tls);
  }

  /** The address without user and password. */
  String endpoint() {
    return "%s://%s:%d".formatted(tls ? "rediss" : "redis", host, port);
  }

  @Override
  public String toString() {
    return endpoint();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
