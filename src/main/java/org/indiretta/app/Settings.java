package org.indiretta.app;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.indiretta.protocol.IcePolicy;
import org.indiretta.signalling.IceSettings;
import org.indiretta.signalling.JitsiSettings;
import org.indiretta.sql.DatabaseUrl;

/**
 * The settings of one server, validated. Made by {@link SettingsReader}.
 *
 * @param tls the files of certificate and key, when this server speaks HTTPS itself
 * @param redis the way to the other servers; empty: this is the only one
 * @param publicUrl the origin people use
 * @param allowedOrigins origins of portals beside those that the cities' settings name
 * @param jitsi the Jitsi server, when it carries the calls
 * @param notices how people who are not connected are reached
 * @param signInIdle when nobody did anything for so long, a sign-in of staff ends
 * @param drain how long {@code /readyz} says no before a server that stops sends people away
 * @param citizenGone how long it is kept for a citizen whose browser is gone
 */
record Settings(
    Http http,
    Optional<Tls> tls,
    Http management,
    Storage storage,
    Optional<RedisSettings> redis,
    URI publicUrl,
    Set<String> allowedOrigins,
    List<String> trustedProxies,
    Duration signInIdle,
    CitizenGone citizenGone,
    Messages messages,
    IceSettings ice,
    Optional<JitsiSettings> jitsi,
    NotifySettings notices,
    Duration drain,
    int eventLoops,
    String demoCity,
    Log log) {

  /** The balancer's checks take 2.5 s ({@code src/balancer/haproxy.cfg}). */
  static final Duration DRAIN = Duration.ofSeconds(5);

  /** An address to listen on; port 0 takes a free one. */
  record Http(String host, int port) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    boolean isLoopback() {
      return LOOPBACK.contains(host);
    }
  }

  /** The PEM files of a certificate and its key. */
  record Tls(Path cert, Path key) {}

  /**
   * Where the truth is kept; without a URL in the embedded PostgreSQL of the data folder.
   *
   * @param erasures the list of what was erased, outside of the database
   */
  record Storage(
      Path dataDir,
      Optional<String> databaseUrl,
      Optional<Path> erasures,
      int poolSize,
      int batchLimit,
      int batchCommits) {}

  /** How long a place is kept for a citizen whose browser is gone, by what they were doing. */
  record CitizenGone(Duration waiting, Duration written, Duration called) {}

  /** How much one connection may write: at once, and a second from then on (P8). */
  record Messages(int burst, int perSecond) {}

  /** How the log is written. */
  record Log(boolean json, String level) {}

  static Settings of(SettingsReader.Values values) {
    Http http = new Http(values.text(SettingKey.HTTP_HOST), port(values, SettingKey.HTTP_PORT));
    Http management =
        new Http(values.text(SettingKey.MANAGEMENT_HOST), port(values, SettingKey.MANAGEMENT_PORT));
    Optional<Tls> tls = tls(values);
    URI publicUrl = publicUrl(values, http, tls.isPresent());
    return new Settings(
        http,
        tls,
        management,
        storage(values),
        RedisSettings.of(values),
        publicUrl,
        Set.copyOf(
            values.list(SettingKey.ALLOWED_ORIGINS).stream()
                .map(text -> origin(values, SettingKey.ALLOWED_ORIGINS, text).toString())
                .toList()),
        values.list(SettingKey.TRUSTED_PROXIES),
        Duration.ofMinutes(values.number(SettingKey.SIGN_IN_IDLE_MINUTES, 5, 720)),
        new CitizenGone(
            Duration.ofMinutes(values.number(SettingKey.CITIZEN_WAITING_MINUTES, 1, 60)),
            Duration.ofMinutes(values.number(SettingKey.CITIZEN_WRITE_MINUTES, 1, 120)),
            Duration.ofMinutes(values.number(SettingKey.CITIZEN_CALL_MINUTES, 1, 60))),
        new Messages(
            values.number(SettingKey.MESSAGES_BURST, 1, 100_000),
            values.number(SettingKey.MESSAGES_PER_SECOND, 1, 100_000)),
        ice(values),
        jitsi(values),
        NotifySettings.of(values, publicUrl.getHost()),
        drain(values),
        eventLoops(values),
        oneOf(values, SettingKey.DEMO_CITY, Set.of("ch", "it")),
        new Log(
            oneOf(values, SettingKey.LOG_FORMAT, Set.of("json", "text")).equals("json"),
            oneOf(values, SettingKey.LOG_LEVEL, Set.of("error", "warn", "info", "debug"))));
  }

  private static Duration drain(SettingsReader.Values values) {
    boolean usual = values.text(SettingKey.DRAIN_SECONDS).isEmpty();
    boolean alone = values.text(SettingKey.REDIS_URL).isEmpty();
    return usual
        ? alone ? Duration.ZERO : DRAIN
        : Duration.ofSeconds(values.number(SettingKey.DRAIN_SECONDS, 0, 10));
  }

  private static int port(SettingsReader.Values values, SettingKey key) {
    return values.number(key, 0, 65_535);
  }

  private static Optional<Tls> tls(SettingsReader.Values values) {
    String cert = values.text(SettingKey.TLS_CERT);
    String key = values.text(SettingKey.TLS_KEY);
    if (cert.isEmpty() && !key.isEmpty()) {
      throw values.refused(SettingKey.TLS_CERT, "the certificate's file is expected with tls.key");
    }
    if (key.isEmpty() && !cert.isEmpty()) {
      throw values.refused(SettingKey.TLS_KEY, "the key's file is expected with tls.cert");
    }
    return cert.isEmpty() ? Optional.empty() : Optional.of(new Tls(Path.of(cert), Path.of(key)));
  }

  private static Storage storage(SettingsReader.Values values) {
    String url = values.text(SettingKey.DATABASE_URL);
    String erasures = values.text(SettingKey.ERASURES_FILE);
    try {
      DatabaseUrl _ = url.isEmpty() ? null : DatabaseUrl.parse(url);
    } catch (IllegalArgumentException e) {
      throw values.refused(SettingKey.DATABASE_URL, e.getMessage());
    }
    return new Storage(
        Path.of(values.text(SettingKey.DATA_DIR)),
        url.isEmpty() ? Optional.empty() : Optional.of(url),
        erasures.isEmpty() ? Optional.empty() : Optional.of(Path.of(erasures)),
        values.number(SettingKey.DATABASE_POOL_SIZE, 2, 100),
        values.number(SettingKey.DATABASE_BATCH_LIMIT, 1, 1000),
        values.number(SettingKey.DATABASE_BATCH_COMMITS, 1, 16));
  }

  private static URI publicUrl(SettingsReader.Values values, Http http, boolean tls) {
    String text = values.text(SettingKey.PUBLIC_URL);
    if (text.isEmpty()) {
      return URI.create((tls ? "https" : "http") + "://localhost:" + http.port());
    }
    URI url = origin(values, SettingKey.PUBLIC_URL, text);
    if (tls && !url.getScheme().equals("https")) {
      throw values.refused(SettingKey.PUBLIC_URL, "an https:// address is expected with tls.cert");
    }
    return url;
  }

  /**
   * Whether browsers open no microphone and no camera and keep no sign-in, because people come by
   * plain HTTP and not from this very machine (Secure Contexts, 3.1).
   */
  boolean isInsecure() {
    return isInsecure(publicUrl);
  }

  private static boolean isInsecure(URI url) {
    String host = url.getHost();
    boolean here =
        host.equals("localhost")
            || host.endsWith(".localhost")
            || host.startsWith("127.")
            || host.equals("[::1]");
    return url.getScheme().equals("http") && !here;
  }

  /**
   * An origin as RFC 6454 writes it: scheme, host in lower case, port only when it is not the
   * scheme's.
   */
  private static URI origin(SettingsReader.Values values, SettingKey key, String text) {
    try {
      URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (web
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getRawPath().isEmpty()
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        int usual = "https".equals(uri.getScheme()) ? 443 : 80;
        String port = uri.getPort() == -1 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        return URI.create(uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port);
      }
    } catch (IllegalArgumentException e) {
      // said below, together with an address that is more than an origin
    }
    throw values.refused(key, "an origin such as https://www.example.ch is expected");
  }

  private static IceSettings ice(SettingsReader.Values values) {
    List<String> stun = urls(values, SettingKey.STUN_URLS, "stuns?:");
    List<String> turn = urls(values, SettingKey.TURN_URLS, "turns?:");
    String secret = values.text(SettingKey.TURN_SECRET);
    IcePolicy policy = IcePolicy.of(oneOf(values, SettingKey.ICE_POLICY, Set.of("all", "relay")));
    if (policy == IcePolicy.RELAY && turn.isEmpty()) {
      throw values.refused(
          SettingKey.ICE_POLICY,
          "relay needs a TURN server: say turn.urls and turn.secret; or all");
    }
    if (!turn.isEmpty() && secret.isEmpty()) {
      throw values.refused(
          SettingKey.TURN_SECRET, "the secret of the TURN server is expected with turn.urls");
    }
    if (turn.isEmpty() && !secret.isEmpty()) {
      throw values.refused(
          SettingKey.TURN_URLS, "the addresses of the TURN server are expected with turn.secret");
    }
    return new IceSettings(stun, turn, secret, policy);
  }

  /** Addresses as RFC 7064 and RFC 7065 write them. */
  private static List<String> urls(SettingsReader.Values values, SettingKey key, String scheme) {
    List<String> urls = values.list(key);
    Pattern form =
        Pattern.compile(
            scheme + "(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9.-]+)(:\\d{1,5})?(\\?transport=(udp|tcp))?");
    for (String url : urls) {
      if (!form.matcher(url).matches()) {
        throw values.refused(key, "addresses such as turn:turn.example.ch:3478 are expected");
      }
    }
    return urls;
  }

  private static Optional<JitsiSettings> jitsi(SettingsReader.Values values) {
    if (oneOf(values, SettingKey.CALLS, Set.of("peers", "jitsi")).equals("peers")) {
      return Optional.empty();
    }
    URI url = origin(values, SettingKey.JITSI_URL, present(values, SettingKey.JITSI_URL));
    // What a browser loads there reads along on the citizen's page and on the console.
    if (isInsecure(url)) {
      throw values.refused(SettingKey.JITSI_URL, "an address with https is expected");
    }
    return Optional.of(
        new JitsiSettings(
            url,
            present(values, SettingKey.JITSI_APP_ID),
            present(values, SettingKey.JITSI_SECRET),
            present(values, SettingKey.JITSI_AUDIENCE)));
  }

  private static String present(SettingsReader.Values values, SettingKey key) {
    if (values.text(key).isEmpty()) {
      throw values.refused(key, "it is expected with calls jitsi");
    }
    return values.text(key);
  }

  private static int eventLoops(SettingsReader.Values values) {
    int said = values.number(SettingKey.EVENT_LOOPS, 0, 64);
    return said > 0 ? said : Math.min(4, Runtime.getRuntime().availableProcessors());
  }

  private static String oneOf(SettingsReader.Values values, SettingKey key, Set<String> allowed) {
    String text = values.text(key).toLowerCase(Locale.ROOT);
    if (!allowed.contains(text)) {
      throw values.refused(key, String.join(" or ", allowed.stream().sorted().toList()));
    }
    return text;
  }
}
