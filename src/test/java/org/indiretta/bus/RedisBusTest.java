package org.indiretta.bus;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.indiretta.cluster.RedisProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract with a real Redis: on one node, and from one node to another. */
final class RedisBusTest {
  private static RedisProcess redis;

  @BeforeAll
  static void startRedis(@TempDir Path folder) throws Exception {
    redis = RedisProcess.start(folder);
  }

  @AfterAll
  static void stopRedis() throws Exception {
    redis.close();
  }

  private static Bus node(Vertx vertx) {
    return new RedisNode(vertx, redis.url()).connected().bus;
  }

  @Nested
  final class OnOneNode extends BusContractSuite {
    @Override
    Bus bus(Vertx vertx) {
      return node(vertx);
    }
  }

  @Nested
  final class FromNodeToNode extends BusContractSuite {
    private RedisNode listener;

    @Override
    Bus bus(Vertx vertx) {
      listener = new RedisNode(vertx, redis.url()).connected();
      return listener.bus;
    }

    @Override
    Bus publisher(Vertx vertx, Bus listener) {
      return node(vertx);
    }

    /** Four publishers at once stay below what waits for Redis. */
    @Override
    int many() {
      return 2_000;
    }

    @Override
    void settled() {
      listener.settled();
    }
  }
}
