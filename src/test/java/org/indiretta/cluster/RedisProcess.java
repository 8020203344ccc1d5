package org.indiretta.cluster;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real Redis on loopback, with a password and without a disk, on a port that stays the same: what
 * {@code .ci/need-redis} fetched, the one that is installed, or the one {@code REDIS_SERVER} names.
 * Its limits are changed while it runs, as by {@code command("CONFIG", "SET", "maxmemory", "2mb")}.
 */
public final class RedisProcess implements AutoCloseable {
  private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int COMMAND_LIMIT_S = 30;
  private static final Path FETCHED = Path.of("target", "redis").toAbsolutePath();

  private final Path folder;
  private final int port = FreePorts.next();
  private final String password = "redis-" + Long.toHexString(System.nanoTime());
  private final boolean tls;
  private Process process;

  private RedisProcess(Path folder, boolean tls) throws IOException {
    this.folder = folder;
    this.tls = tls;
  }

  /** Starts one that keeps its log in the folder; waits until it listens. */
  public static RedisProcess start(Path folder) throws IOException, InterruptedException {
    return started(folder, "port %d");
  }

  /** And one that speaks TLS only, with this certificate and key (PEM). */
  public static RedisProcess start(Path folder, Path cert, Path key)
      throws IOException, InterruptedException {
    return started(
        folder,
        "port 0\ntls-port %%d\ntls-auth-clients no\ntls-cert-file %s\ntls-key-file %s"
            .formatted(cert.toAbsolutePath(), key.toAbsolutePath()));
  }

  private static RedisProcess started(Path folder, String listening)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    RedisProcess redis = new RedisProcess(folder, listening.contains("tls-port"));
    Files.writeString(
        folder.resolve("redis.conf"),
        """
        bind 127.0.0.1
        %s
        requirepass %s
        save ""
        appendonly no
        daemonize no
        dir %s
        logfile %s
        """
            .formatted(
                listening.formatted(redis.port),
                redis.password,
                folder.toAbsolutePath(),
                folder.resolve("redis.log").toAbsolutePath()));
    redis.restart();
    return redis;
  }

  /** What the servers are told: {@code INDIRETTA_REDIS_URL}. */
  public String url() {
    return url(port);
  }

  /** The same by way of another port of this machine, such as a proxy's. */
  public String url(int proxy) {
    return "%s://:%s@127.0.0.1:%d".formatted(tls ? "rediss" : "redis", password, proxy);
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Its process now. */
  public long pid() {
    return process.pid();
  }

  /** Starts it again, empty, after {@link #kill} or {@link #close}; waits until it listens. */
  public void restart() throws IOException, InterruptedException {
    if (process != null && process.isAlive()) {
      throw new IllegalStateException("the Redis still runs");
    }
    process = program("redis-server", folder.resolve("redis.conf").toString()).start();
    long started = System.nanoTime();
    while (!listens()) {
      boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
      if (ended || System.nanoTime() - started > START_LIMIT_NANOS) {
        throw new IOException("Redis did not start; its log is " + folder.resolve("redis.log"));
      }
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * Says something to it, as with {@code redis-cli}; its answer, as that prints it.
   *
   * @throws IOException when it does not answer within 30 s, or with an error
   */
  @CanIgnoreReturnValue
  public String command(String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("-e", "-p", Integer.toString(port)));
    if (tls) {
      line.addAll(List.of("--tls", "--insecure"));
    }
    line.addAll(List.of(words));
    ProcessBuilder builder = program("redis-cli", line.toArray(String[]::new));
    builder.environment().put("REDISCLI_AUTH", password);
    Path answer = Files.createTempFile(folder, "answer", ".txt");
    Process asking = builder.redirectOutput(answer.toFile()).start();
    try {
      boolean ended = asking.waitFor(COMMAND_LIMIT_S, TimeUnit.SECONDS);
      String said = Files.readString(answer).strip();
      if (!ended || asking.exitValue() != 0) {
        throw new IOException("Redis and " + String.join(" ", words) + ": " + said);
      }
      return said;
    } finally {
      asking.destroyForcibly();
      Files.delete(answer);
    }
  }

  /** {@code kill -9}. */
  public void kill() throws IOException, InterruptedException {
    ended(process.destroyForcibly());
  }

  /** SIGSTOP: it goes on accepting, and never answers. */
  public void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** SIGCONT. */
  public void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  /** Ends it, frozen or not; may be called twice. */
  @Override
  public void close() throws IOException {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process sending = new ProcessBuilder("kill", name, Long.toString(process.pid())).start();
    if (sending.waitFor() != 0) {
      throw new IOException("kill " + name + " failed: the Redis is gone");
    }
  }

  private static void ended(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new IOException("the Redis is still there 20 s after it was killed");
    }
  }

  private ProcessBuilder program(String name, String... arguments) {
    List<String> line = new ArrayList<>();
    String named = System.getenv("REDIS_SERVER");
    Path fetched = FETCHED.resolve("usr/bin").resolve(name);
    boolean isFetched = named == null && Files.isExecutable(fetched);
    if (isFetched) {
      line.add(fetched.toString());
    } else if (named == null) {
      line.add(name);
    } else {
      line.add(Path.of(named).resolveSibling(name).toString());
    }
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    if (isFetched) {
      String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
      Path libraries = FETCHED.resolve("usr/lib").resolve(machine + "-linux-gnu");
      builder.environment().put("LD_LIBRARY_PATH", libraries.toString());
    }
    return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
  }
}
