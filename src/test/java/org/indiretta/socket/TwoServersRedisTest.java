package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.indiretta.bus.RedisBus;
import org.indiretta.cluster.RedisProcess;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The same with a real Redis that brings the news of one server to the other. */
final class TwoServersRedisTest {
  private static RedisProcess redis;

  @BeforeAll
  static void startRedis(@TempDir Path folder) throws Exception {
    redis = RedisProcess.start(folder);
  }

  @AfterAll
  static void stopRedis() throws Exception {
    redis.close();
  }

  @Nested
  final class Stories extends TwoServersStories {
    @Override
    TwoServers open(TestDatabase database) throws Exception {
      return TwoServers.through(database, redis);
    }

    @Override
    void broughtTo(LiveCity server) {
      assertThat(server.bus).isInstanceOf(RedisBus.class);
      assertThat(server.counted("indiretta.pushes", "type", "entryAdded")).isPositive();
    }
  }

  @Nested
  final class People extends TwoServersPeopleStories {
    @Override
    TwoServers open(TestDatabase database) throws Exception {
      return TwoServers.through(database, redis);
    }
  }

  @Nested
  final class CallGuests extends TwoServersGuestStories {
    @Override
    TwoServers open(TestDatabase database) throws Exception {
      return TwoServers.through(database, redis);
    }
  }
}
