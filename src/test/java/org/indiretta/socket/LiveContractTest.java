package org.indiretta.socket;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.ext.unit.TestOptions;
import io.vertx.ext.unit.TestSuite;
import io.vertx.ext.unit.report.ReportOptions;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rules of the wire over every transport of {@code /live}, against the real rooms and a real
 * PostgreSQL: one contract suite, four ways.
 */
final class LiveContractTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase(LiveCity.PATIENT);

  private static LiveCity city;

  @BeforeAll
  static void open() throws Exception {
    city = new LiveCity(DATABASE);
  }

  @AfterAll
  static void close() throws Exception {
    city.close();
  }

  /** A story that may fail in any way. */
  interface Story {
    void tell() throws Exception;
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void theContractHoldsOver(Transport transport) {
    TestSuite suite = TestSuite.create("live over " + transport);
    new GreetingStories(city, transport).addTo(suite);
    new ConversationStories(city, transport).addTo(suite);
    new ResumeStories(city, transport).addTo(suite);
    new RefusalStories(city, transport).addTo(suite);

    suite
        .run(new TestOptions().addReporter(new ReportOptions().setTo("log:live")))
        .awaitSuccess(SECONDS.toMillis(300));
  }

  /** Adds a story under the name of its rule. */
  static void test(TestSuite suite, String name, Story story) {
    suite.test(
        name,
        context -> {
          try {
            story.tell();
          } catch (Exception | AssertionError e) {
            context.fail(e);
          }
        });
  }
}
