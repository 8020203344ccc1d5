package org.indiretta.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.indiretta.cluster.PostgresProcess;
import org.indiretta.cluster.RedisProcess;
import org.indiretta.cluster.ServerProcess;
import org.indiretta.sql.DatabaseUrl;

/** The servers of a scene, the PostgreSQL they share and the Redis between them. */
final class Servers implements AutoCloseable {
  /** Sets one of them up further before it starts, such as by a proxy in front of something. */
  interface Setup {
    void set(Servers servers, ServerProcess node) throws IOException;
  }

  private final PostgresProcess postgres;
  private final RedisProcess redis;
  private final List<ServerProcess> nodes = new ArrayList<>();

  private Servers(PostgresProcess postgres, RedisProcess redis) {
    this.postgres = postgres;
    this.redis = redis;
  }

  /** So many servers on one PostgreSQL and one Redis, ready; closed with the scene. */
  static Servers start(Scene scene, int count) throws IOException, InterruptedException {
    return start(scene, count, node -> {});
  }

  /** The same, each set up further before it starts. */
  static Servers start(Scene scene, int count, Consumer<ServerProcess> more)
      throws IOException, InterruptedException {
    return start(scene, count, (servers, node) -> more.accept(node));
  }

  /** One server with the PostgreSQL of its own data folder, ready; closed with the scene. */
  static Servers embedded(Scene scene) throws IOException {
    return embedded(scene, scene.folder().resolve("node"));
  }

  /** The same with this data folder; its log is not in it. */
  static Servers embedded(Scene scene, Path folder) throws IOException {
    Servers servers = new Servers(null, null);
    scene.closing(servers);
    ServerProcess node = new ServerProcess("node", folder).log(scene.newFile("server", "log"));
    servers.nodes.add(node);
    ClassArchive.use(node, scene);
    node.with("INDIRETTA_PUBLIC_URL", servers.origin()).start();
    return servers;
  }

  /** The same, knowing PostgreSQL and Redis. */
  static Servers start(Scene scene, int count, Setup more)
      throws IOException, InterruptedException {
    PostgresProcess postgres =
        scene.closing(PostgresProcess.start(scene.folder().resolve("postgres")));
    RedisProcess redis = scene.closing(RedisProcess.start(scene.folder().resolve("redis")));
    Servers servers = scene.closing(new Servers(postgres, redis));
    for (int i = 0; i < count; i++) {
      servers.add(scene, i, more);
    }
    for (ServerProcess node : servers.nodes) {
      node.startWithoutWaiting();
    }
    for (ServerProcess node : servers.nodes) {
      node.awaitReady();
    }
    return servers;
  }

  private void add(Scene scene, int index, Setup more) throws IOException {
    String name = "node-" + (index + 1);
    ServerProcess node =
        new ServerProcess(name, scene.folder().resolve(name))
            .with("INDIRETTA_DATABASE_URL", postgres.url());
    nodes.add(node);
    node.with("INDIRETTA_PUBLIC_URL", origin());
    node.with("INDIRETTA_REDIS_URL", redis.url());
    ClassArchive.use(node, scene);
    more.set(this, node);
  }

  List<ServerProcess> nodes() {
    return nodes;
  }

  ServerProcess node(int index) {
    return nodes.get(index);
  }

  /** The one they share. */
  PostgresProcess postgres() {
    return postgres;
  }

  /** The one between them; a single server has none. */
  RedisProcess redis() {
    return redis;
  }

  /** The ports of all servers, in order. */
  List<Integer> doors() {
    return nodes.stream().map(ServerProcess::port).toList();
  }

  /** What every server takes for its own address. */
  String origin() {
    return nodes.getFirst().url();
  }

  DatabaseUrl database() throws IOException {
    return postgres == null ? node(0).embeddedDatabase() : postgres.database();
  }

  Connection connect() throws IOException, SQLException {
    DatabaseUrl url = database();
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(url.host(), url.port(), url.database()),
        url.user(),
        url.password());
  }

  @Override
  public void close() throws IOException {
    for (ServerProcess node : nodes) {
      node.kill();
    }
    if (postgres == null) {
      node(0).killEmbeddedPostgres();
    }
  }
}
