package org.indiretta.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several servers with one PostgreSQL, one Redis and a balancer in front, all on loopback: the
 * topology of {@code docker-compose.yml} without containers. After {@link #prepare} PostgreSQL and
 * Redis run and the servers are set up, so that a test can put a proxy between or a command in
 * front; {@link #start} starts the servers and the balancer.
 */
public final class Cluster implements AutoCloseable {
  private static final List<String> NAMES = List.of("one", "two", "three", "four");

  private final Path folder;
  private final PostgresProcess postgres;
  private final RedisProcess redis;
  private final List<ServerProcess> servers = new ArrayList<>();
  private final int balancerPort;
  private Balancer balancer;

  private Cluster(Path folder) throws IOException {
    this.folder = folder;
    this.balancerPort = FreePorts.next();
    this.postgres = PostgresProcess.start(folder.resolve("postgres"));
    try {
      this.redis = RedisProcess.start(folder.resolve("redis"));
    } catch (IOException e) {
      postgres.close();
      throw e;
    } catch (InterruptedException e) {
      postgres.close();
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /**
   * PostgreSQL and Redis run afterwards; the servers are named {@code one}, {@code two}, … and do
   * not.
   *
   * @param folder for data and logs; must be empty
   * @param servers 1 to 4
   */
  public static Cluster prepare(Path folder, int servers) throws IOException {
    Cluster cluster = new Cluster(folder.toAbsolutePath());
    for (String name : NAMES.subList(0, servers)) {
      cluster.servers.add(new ServerProcess(name, cluster.folder.resolve(name)));
    }
    String origins =
        cluster.servers.stream().map(ServerProcess::url).collect(Collectors.joining(","));
    for (ServerProcess server : cluster.servers) {
      server
          .with("INDIRETTA_DATABASE_URL", cluster.postgres.url())
          .with("INDIRETTA_PUBLIC_URL", cluster.url())
          // Clients of tests also come to one server straight.
          .with("INDIRETTA_ALLOWED_ORIGINS", origins)
          .with("INDIRETTA_REDIS_URL", cluster.redis.url())
          .with("INDIRETTA_TRUSTED_PROXIES", "127.0.0.1");
    }
    return cluster;
  }

  /** Starts the servers side by side and the balancer; waits until people get to each. */
  public void start() throws IOException {
    balancer = Balancer.start(folder.resolve("balancer"), balancerPort, servers);
    for (ServerProcess server : servers) {
      server.startWithoutWaiting();
    }
    for (ServerProcess server : servers) {
      server.awaitReady();
    }
    balancer.awaitSees(servers);
  }

  /** {@code http://127.0.0.1:PORT} of the balancer: the address of all servers together. */
  public String url() {
    return "http://127.0.0.1:" + balancerPort;
  }

  public PostgresProcess postgres() {
    return postgres;
  }

  public RedisProcess redis() {
    return redis;
  }

  public List<ServerProcess> servers() {
    return List.copyOf(servers);
  }

  /** {@code one}, {@code two}, …. */
  public ServerProcess server(String name) {
    return servers.stream().filter(server -> server.name().equals(name)).findFirst().orElseThrow();
  }

  /** Once it is started. */
  public Balancer balancer() {
    return balancer;
  }

  /** Ends all of it, whatever state it is in: the servers first, by SIGTERM and side by side. */
  @Override
  public void close() throws IOException {
    List<AutoCloseable> parts = new ArrayList<>();
    for (ServerProcess server : servers) {
      if (server.isRunning()) {
        server.thaw();
        server.terminate();
      }
      parts.add(server);
    }
    if (balancer != null) {
      parts.add(balancer);
    }
    parts.add(redis);
    parts.add(postgres);
    IOException fault = null;
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        fault = fault == null ? new IOException("the cluster did not end cleanly", e) : fault;
      }
    }
    if (fault != null) {
      throw fault;
    }
  }
}
