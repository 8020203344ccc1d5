package org.indiretta.redis;

/** Redis cannot be used now; the message says why in one sentence, without user and password. */
public final class RedisAway extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RedisAway(String message) {
    super(message, null, false, false);
  }

  /** In words for whoever runs the server, by what the driver or the network said. */
  static RedisAway of(Throwable cause) {
    String said = String.valueOf(cause.getMessage());
    return switch (cause) {
      case RedisAway away -> away;
      case java.util.concurrent.TimeoutException _ ->
          new RedisAway("it takes connections and does not answer");
      case javax.net.ssl.SSLException _ ->
          new RedisAway("its certificate is not trusted, or it speaks no TLS there");
      case java.net.UnknownHostException _ -> new RedisAway("its host has no address");
      case java.net.ConnectException _ -> new RedisAway("nobody listens there");
      default -> new RedisAway(byAnswer(said));
    };
  }

  private static String byAnswer(String said) {
    if (said.startsWith("WRONGPASS") || said.startsWith("NOAUTH") || said.contains("AUTH")) {
      return "it does not take the user and password";
    }
    if (said.startsWith("NOPERM")) {
      return "its user may not do this: publish, subscribe and ping are needed";
    }
    if (said.startsWith("LOADING")) {
      return "it still loads its data";
    }
    return "the connection ended";
  }
}
