package org.indiretta.signalling;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.indiretta.cluster.FreePorts;

/**
 * A real coturn on a free port of loopback: the one of {@code TURNSERVER}, the installed one, or
 * what {@code .ci/need-coturn} fetched.
 */
public final class TurnServer implements AutoCloseable {
  private static final int START_S = 20;
  private static final int LOOK_AGAIN_MS = 50;
  private static final Path FETCHED = Path.of("target", "coturn").toAbsolutePath();

  private final Process process;
  private final int port;

  private TurnServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** One that asks for credentials by this secret. */
  public static TurnServer withSecret(Path folder, String secret) throws Exception {
    return start(folder, "--use-auth-secret", "--static-auth-secret=" + secret);
  }

  /** One that relays for everybody. */
  static TurnServer open(Path folder) throws Exception {
    return start(folder, "--no-auth");
  }

  private static TurnServer start(Path folder, String... more) throws Exception {
    int port = FreePorts.next();
    Path room = Files.createTempDirectory(folder, "coturn-");
    List<String> command =
        new ArrayList<>(
            List.of(
                program(),
                "-c",
                "/dev/null",
                "--listening-port=" + port,
                "--listening-ip=127.0.0.1",
                "--relay-ip=127.0.0.1",
                "--realm=test",
                "--no-tls",
                "--no-dtls",
                "--no-cli",
                "--log-file=stdout",
                "--pidfile=" + room.resolve("pid"),
                "--userdb=" + room.resolve("users")));
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(room.resolve("log").toFile());
    String libraries = FETCHED.resolve("usr/lib/x86_64-linux-gnu").toString();
    if (System.getProperty("os.arch").equals("aarch64")) {
      libraries = FETCHED.resolve("usr/lib/aarch64-linux-gnu").toString();
    }
    String _ = builder.environment().put("LD_LIBRARY_PATH", libraries);
    TurnServer server = new TurnServer(builder.start(), port);
    server.awaitReady(room.resolve("log"));
    return server;
  }

  private static String program() {
    String named = System.getenv("TURNSERVER");
    Path fetched = FETCHED.resolve("usr/bin/turnserver");
    if (named != null) {
      return named;
    }
    return Files.exists(fetched) ? fetched.toString() : "turnserver";
  }

  private void awaitReady(Path log) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_S);
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        return;
      } catch (IOException e) {
        boolean ended = process.waitFor(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
        if (ended || System.nanoTime() > deadline) {
          process.destroyForcibly();
          throw new AssertionError("coturn does not start: " + Files.readString(log), e);
        }
      }
    }
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    Process _ = process.destroyForcibly().onExit().join();
  }
}
