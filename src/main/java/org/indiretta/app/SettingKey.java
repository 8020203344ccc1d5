package org.indiretta.app;

import java.util.Locale;
import java.util.Optional;

/**
 * Every setting there is: the one table behind the YAML file ({@code http.port}), the environment
 * ({@code INDIRETTA_HTTP_PORT}) and the flags ({@code --http-port}). The README's table is held
 * against it by a test.
 */
public enum SettingKey {
  HTTP_HOST("http.host", "127.0.0.1", "address the server listens on"),
  HTTP_PORT("http.port", "8080", "port for citizens and staff; 0 takes a free one"),
  TLS_CERT(
      "tls.cert",
      "",
      "PEM file with the certificate and, after it, those of who signed it: http.port speaks HTTPS"),
  TLS_KEY("tls.key", "", "PEM file with its key: PKCS#8, not encrypted"),
  MANAGEMENT_HOST("management.host", "127.0.0.1", "address for /metrics, /livez, /readyz"),
  MANAGEMENT_PORT("management.port", "8081", "port for /metrics; 0 takes a free one"),
  DATA_DIR("data.dir", "data", "folder of the embedded PostgreSQL"),
  DATABASE_URL(
      "database.url",
      "",
      "postgresql://user:password@host:5432/name; empty: the embedded PostgreSQL",
      true),
  DATABASE_POOL_SIZE("database.pool.size", "8", "connections to PostgreSQL, 2 to 100"),
  DATABASE_BATCH_LIMIT("database.batch.limit", "400", "entries in one group commit, 1 to 1000"),
  DATABASE_BATCH_COMMITS("database.batch.commits", "2", "group commits under way at once, 1 to 16"),
  ERASURES_FILE(
      "erasures.file",
      "",
      "list of what was erased (ids only), for restore --erasures: on another disk than the"
          + " database"),
  REDIS_URL(
      "redis.url",
      "",
      "redis://:password@host:6379, or rediss:// for TLS: for several servers; empty: one server",
      true),
  REDIS_CA(
      "redis.ca", "", "PEM file with who signed the certificate of Redis; empty: those Java knows"),
  PUBLIC_URL(
      "public.url", "", "address people use, such as https://live.example.ch; empty: localhost"),
  ALLOWED_ORIGINS(
      "allowed.origins", "", "origins of portals beside those of the cities, with commas between"),
  TRUSTED_PROXIES(
      "trusted.proxies", "", "addresses or CIDR ranges whose X-Forwarded-* counts, with commas"),
  SIGN_IN_IDLE_MINUTES(
      "sign.in.idle.minutes",
      "120",
      "minutes without anybody doing anything until staff are signed out, 5 to 720"),
  CITIZEN_WAITING_MINUTES(
      "citizen.waiting.minutes",
      "10",
      "minutes a waiting place is kept for a citizen whose browser is gone, 1 to 60"),
  CITIZEN_WRITE_MINUTES(
      "citizen.write.minutes", "15", "and a written consultation that is answered, 1 to 120"),
  CITIZEN_CALL_MINUTES(
      "citizen.call.minutes", "3", "and one that was in a call, Talk or Show, 1 to 60"),
  MESSAGES_BURST(
      "messages.burst", "20", "messages one connection may write at once, 1 to 100000 (P8)"),
  MESSAGES_PER_SECOND(
      "messages.per.second", "3", "and how many a second from then on, 1 to 100000"),
  TURN_URLS("turn.urls", "", "turn: and turns: addresses of the relay for calls, with commas"),
  TURN_SECRET("turn.secret", "", "shared with the TURN server (coturn: use-auth-secret)", true),
  STUN_URLS("stun.urls", "", "stun: addresses, with commas; empty: nobody else is asked"),
  ICE_POLICY("ice.policy", "all", "all, or relay: calls through TURN only, no address is seen"),
  CALLS("calls", "peers", "who carries calls: peers (from browser to browser) or jitsi"),
  JITSI_URL("jitsi.url", "", "with calls jitsi: its origin, such as https://meet.example.ch"),
  JITSI_APP_ID("jitsi.app.id", "", "app_id of Jitsi's token authentication"),
  JITSI_SECRET("jitsi.secret", "", "app_secret of Jitsi's token authentication", true),
  JITSI_AUDIENCE("jitsi.audience", "jitsi", "one of Jitsi's asap_accepted_audiences"),
  MAIL_HOST("mail.host", "", "mail server (SMTP); empty: no mail is sent"),
  MAIL_PORT("mail.port", "587", "its port"),
  MAIL_SECURITY(
      "mail.security",
      "starttls",
      "starttls, tls (from the first byte, usually port 465) or none (within one's own house)"),
  MAIL_USER("mail.user", "", "name of the account there; empty: no sign-in"),
  MAIL_PASSWORD("mail.password", "", "its password", true),
  MAIL_FROM("mail.from", "", "address mails come from, such as sportello@example.ch"),
  MAIL_CA(
      "mail.ca",
      "",
      "PEM file with who signed the mail server's certificate; empty: those Java knows"),
  SMS_URL(
      "sms.url",
      "",
      "gateway for short messages, which takes {\"to\", \"text\"} by POST; empty: none are sent"),
  SMS_TOKEN("sms.token", "", "the gateway's bearer token", true),
  OUTBOUND_ALLOW(
      "outbound.allow",
      "",
      "loopback and private addresses or CIDR ranges that mail and other outgoing requests may"
          + " reach, with commas"),
  REQUESTS_DUE_DAYS("requests.due.days", "3", "days until a contact request is due, 1 to 60"),
  DRAIN_SECONDS(
      "drain.seconds",
      "",
      "seconds that /readyz says no before a server that stops sends people away, so that the"
          + " balancer notices, 0 to 10; empty: 5 with redis.url, else 0"),
  EVENT_LOOPS("event.loops", "0", "event loops for connections; 0: one per processor, at most 4"),
  DEMO_CITY(
      "demo.city",
      "ch",
      "with --demo: ch (Città di Rivalago) or it (Comune di Valdora: no portal)"),
  LOG_FORMAT("log.format", "json", "json or text"),
  LOG_LEVEL("log.level", "info", "error, warn, info or debug");

  private static final String PREFIX = "INDIRETTA_";

  private final String path;
  private final String preset;
  private final String meaning;
  private final boolean secret;

  SettingKey(String path, String preset, String meaning) {
    this(path, preset, meaning, false);
  }

  SettingKey(String path, String preset, String meaning, boolean secret) {
    this.path = path;
    this.preset = preset;
    this.meaning = meaning;
    this.secret = secret;
  }

  /** The place in the YAML file. */
  String path() {
    return path;
  }

  /** The value when nobody says another. */
  String preset() {
    return preset;
  }

  /** One line for people. */
  String meaning() {
    return meaning;
  }

  /** Whether the value is never printed, and can be given as a file's name in {@code …_FILE}. */
  boolean secret() {
    return secret;
  }

  /** The environment variable. */
  String variable() {
    return PREFIX + path.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** The flag of {@code serve} and {@code check-config}. */
  String flag() {
    return "--" + path.replace('.', '-');
  }

  static Optional<SettingKey> atPath(String path) {
    return find(key -> key.path.equals(path));
  }

  static Optional<SettingKey> ofVariable(String variable) {
    return find(key -> key.variable().equals(variable));
  }

  static boolean isOurs(String variable) {
    return variable.startsWith(PREFIX);
  }

  private static Optional<SettingKey> find(java.util.function.Predicate<SettingKey> wanted) {
    for (SettingKey key : values()) {
      if (wanted.test(key)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }
}
