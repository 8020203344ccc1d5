package org.indiretta.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.indiretta.cluster.TcpProxy;

/** Two servers, each with a proxy of its own to PostgreSQL, to Redis, and to its clients. */
final class Network {
  /** How a link is cut: both ways, what comes back, what is sent. */
  static final TcpProxy.Way[][] CUTS = {
    {TcpProxy.Way.TO_SERVER, TcpProxy.Way.TO_CLIENT},
    {TcpProxy.Way.TO_CLIENT},
    {TcpProxy.Way.TO_SERVER},
  };

  private final List<TcpProxy> toPostgres = new ArrayList<>();
  private final List<TcpProxy> toRedis = new ArrayList<>();
  private final List<TcpProxy> doors = new ArrayList<>();
  private final Servers servers;

  private Network(Scene scene, Servers.Setup more) throws IOException, InterruptedException {
    servers =
        Servers.start(
            scene,
            2,
            (city, node) -> {
              TcpProxy postgres = scene.closing(TcpProxy.to(city.postgres().port()));
              TcpProxy redis = scene.closing(TcpProxy.to(city.redis().port()));
              toPostgres.add(postgres);
              toRedis.add(redis);
              doors.add(scene.closing(TcpProxy.to(node.port())));
              node.watched()
                  .with("INDIRETTA_DATABASE_URL", city.postgres().url(postgres.port()))
                  .with("INDIRETTA_REDIS_URL", city.redis().url(redis.port()));
              more.set(city, node);
            });
  }

  static Network start(Scene scene) throws IOException, InterruptedException {
    return start(scene, (city, node) -> {});
  }

  /** The same, each server set up further before it starts. */
  static Network start(Scene scene, Servers.Setup more) throws IOException, InterruptedException {
    return new Network(scene, more);
  }

  Servers servers() {
    return servers;
  }

  /** From a server to PostgreSQL. */
  TcpProxy toPostgres(int node) {
    return toPostgres.get(node);
  }

  /** From a server to Redis. */
  TcpProxy toRedis(int node) {
    return toRedis.get(node);
  }

  /** From clients to a server. */
  TcpProxy door(int node) {
    return doors.get(node);
  }

  List<Integer> doors() {
    return doors.stream().map(TcpProxy::port).toList();
  }
}
