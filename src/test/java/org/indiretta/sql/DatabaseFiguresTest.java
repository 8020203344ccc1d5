package org.indiretta.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the doctor asks, as a city's own PostgreSQL lets it ask: by a role that is no superuser. */
final class DatabaseFiguresTest {
  private static final int OTHERS = 5;

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void theConnectionsOfOthersAreCountedWhoeverAsks() throws Exception {
    TestDatabase.execute(
        DATABASE.url(), "DROP ROLE IF EXISTS modest; CREATE ROLE modest LOGIN PASSWORD 'modest'");
    DatabaseUrl here = DATABASE.url();
    DatabaseUrl modest =
        new DatabaseUrl(here.host(), here.port(), "postgres", "modest", "modest", here.tls());
    List<Connection> others = new ArrayList<>();
    try {
      for (int i = 0; i < OTHERS; i++) {
        others.add(here.connect());
      }

      assertThat(DatabaseFigures.read(modest, InstantSource.system()).used())
          .isBetween(OTHERS + 1, 100);
    } finally {
      for (Connection other : others) {
        other.close();
      }
    }
  }
}
