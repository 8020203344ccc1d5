package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.Nested;

/** Two servers that hear nothing of one another, as while Redis is away. */
final class TwoServersTest {
  @Nested
  final class Stories extends TwoServersStories {
    @Override
    TwoServers open(TestDatabase database) throws Exception {
      return TwoServers.apart(database);
    }

    @Override
    void broughtTo(LiveCity server) {
      assertThat(server.counted("indiretta.found", "type", "entryAdded")).isPositive();
    }
  }

  @Nested
  final class People extends TwoServersPeopleStories {
    @Override
    TwoServers open(TestDatabase database) throws Exception {
      return TwoServers.apart(database);
    }
  }

  @Nested
  final class CallGuests extends TwoServersGuestStories {
    @Override
    TwoServers open(TestDatabase database) throws Exception {
      return TwoServers.apart(database);
    }
  }
}
