package org.indiretta.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * HAProxy with the rules of {@code src/balancer/haproxy.cfg}, on loopback and without TLS, in front
 * of the servers of a test: what is installed, what {@code .ci/need-haproxy} fetched, or the one
 * that {@code HAPROXY} names.
 */
public final class Balancer implements AutoCloseable {
  /** The configuration that is shipped. */
  static final Path RULES = Path.of("src/balancer/haproxy.cfg");

  private static final int START_S = 60;
  private static final int END_S = 30;
  private static final Path FETCHED = Path.of("target/haproxy").toAbsolutePath();
  private static final Pattern SERVER =
      Pattern.compile("    server (\\S+) \\S+:\\d+(?<track> track \\S+/)?.*");

  private final Path folder;
  private final int port;
  private final int askPort;
  private final Process process;

  private Balancer(Path folder, int port, int askPort, Process process) {
    this.folder = folder;
    this.port = port;
    this.askPort = askPort;
    this.process = process;
  }

  /** Starts it on this port and waits until it listens; the servers may come later. */
  public static Balancer start(Path folder, int port, List<ServerProcess> servers)
      throws IOException {
    Files.createDirectories(folder);
    Path configuration = folder.resolve("haproxy.cfg").toAbsolutePath();
    int askPort = FreePorts.next();
    String rules = onLoopback(Files.readString(RULES), port, FreePorts.next(), servers);
    String asking = "\nglobal\n    stats socket ipv4@127.0.0.1:%d level user\n".formatted(askPort);
    Files.writeString(configuration, replaced(rules, "\nglobal\n", asking));
    Path log = folder.resolve("balancer.log");
    Process process =
        command("-db", "-f", configuration.toString())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Leftovers.killAtExit(process.toHandle());
    Processes.awaitReady("the balancer", process, log, START_S, () -> Processes.listens(port));
    return new Balancer(folder, port, askPort, process);
  }

  /** HAProxy with these arguments. */
  public static ProcessBuilder command(String... arguments) {
    List<String> line = new ArrayList<>();
    Path fetched = FETCHED.resolve("usr/sbin/haproxy");
    String named = System.getenv("HAPROXY");
    boolean isFetched = named == null && Files.isExecutable(fetched);
    line.add(isFetched ? fetched.toString() : named == null ? installed() : named);
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectInput(new File("/dev/null"));
    if (isFetched) {
      String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
      builder
          .environment()
          .put("LD_LIBRARY_PATH", FETCHED.resolve("usr/lib/" + machine + "-linux-gnu").toString());
    }
    return builder;
  }

  /** Not everybody has {@code /usr/sbin} on the path. */
  private static String installed() {
    return Files.isExecutable(Path.of("/usr/sbin/haproxy")) ? "/usr/sbin/haproxy" : "haproxy";
  }

  /**
   * The rules as they are shipped, but for the places: who listens where, no certificate, these
   * servers.
   *
   * @throws IllegalStateException when the rules no longer look as they did
   */
  static String onLoopback(String rules, int port, int plainPort, List<ServerProcess> servers) {
    String placed =
        replaced(
            replaced(
                replaced(rules, "bind :8000\n", "bind 127.0.0.1:" + plainPort + "\n"),
                "bind :8443 ssl crt /certificate/live.pem alpn h2,http/1.1\n",
                "bind 127.0.0.1:" + port + "\n"),
            "X-Forwarded-Proto https\n",
            "X-Forwarded-Proto http\n");
    List<String> lines = new ArrayList<>();
    Set<String> backends = new HashSet<>();
    String section = "";
    for (String line : placed.lines().toList()) {
      section = line.startsWith("backend ") ? line : section;
      Matcher server = SERVER.matcher(line);
      if (!server.matches()) {
        lines.add(line);
      } else if (backends.add(section)) {
        String track = server.group("track");
        servers.forEach(one -> lines.add(serverLine(one, track)));
      }
    }
    if (backends.size() != 2) {
      throw new IllegalStateException(RULES + " no longer has two backends with servers");
    }
    return String.join("\n", lines) + "\n";
  }

  private static String serverLine(ServerProcess server, String track) {
    return "    server %s 127.0.0.1:%d%s"
        .formatted(server.name(), server.port(), track == null ? "" : track + server.name());
  }

  private static String replaced(String rules, String what, String by) {
    if (!rules.contains(what)) {
      throw new IllegalStateException(RULES + " no longer has the line " + what.strip());
    }
    return rules.replace(what, by);
  }

  /**
   * Whether it sends people to this server by now, those of the fallback too, which hear of it a
   * moment later: it looks every 2 s.
   */
  public boolean sees(String server) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), askPort)) {
      socket
          .getOutputStream()
          .write("show stat servers 4 -1;show stat fallback 4 -1\n".getBytes(US_ASCII));
      String state = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      return Stream.of("servers", "fallback")
          .allMatch(
              backend ->
                  state
                      .lines()
                      .filter(line -> line.startsWith(backend + "," + server + ","))
                      .anyMatch(line -> line.contains(",UP,")));
    }
  }

  /** Waits until it sends people to all of these. */
  public void awaitSees(List<ServerProcess> servers) throws IOException {
    for (ServerProcess server : servers) {
      Processes.awaitReady(
          "the balancer's " + server.name(), process, log(), START_S, () -> sees(server.name()));
    }
  }

  /** How often a server came or went, as it saw it: what it sends where may change then. */
  public long changes() throws IOException {
    try (Stream<String> lines = Files.lines(log())) {
      return lines.filter(line -> line.startsWith("Server ")).count();
    }
  }

  /** {@code http://127.0.0.1:PORT}: the address that people type. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** Who came and went, and why. */
  public Path log() {
    return folder.resolve("balancer.log");
  }

  /** Ends it; connections through it end. May be called twice. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    if (!Processes.await(process, END_S)) {
      throw new IOException("the balancer is still there " + END_S + " s after it was killed");
    }
  }
}
