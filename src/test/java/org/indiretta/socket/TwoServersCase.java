package org.indiretta.socket;

import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Opens and closes two servers on one database for each test. */
abstract class TwoServersCase {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase(LiveCity.PATIENT);

  TwoServers servers;
  LiveCity here;
  LiveCity there;

  /** What is between the two. */
  abstract TwoServers open(TestDatabase database) throws Exception;

  @BeforeEach
  void open() throws Exception {
    servers = open(DATABASE);
    here = servers.here;
    there = servers.there;
  }

  @AfterEach
  void close() throws Exception {
    servers.close();
  }
}
