package org.indiretta.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Hears everything that is logged until it is closed, down to DEBUG, whatever levels others have
 * set before.
 */
public final class HeardLog implements AutoCloseable {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(HeardLog.class);
  private static final List<String> HEARD =
      List.of(org.slf4j.Logger.ROOT_LOGGER_NAME, "org.indiretta", "io.vertx");

  private final Map<Logger, Level> before = new HashMap<>();
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  public HeardLog() {
    for (String name : HEARD) {
      Logger logger = (Logger) LoggerFactory.getLogger(name);
      before.put(logger, logger.getLevel());
      logger.setLevel(Level.DEBUG);
    }
    appender.start();
    root().addAppender(appender);
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  /** No line logged since, neither its words nor its values, holds one of these. */
  public void holdsNone(String... secrets) {
    LOG.debug("the log is heard");
    List<String> lines =
        heard().stream()
            .map(event -> event.getFormattedMessage() + event.getKeyValuePairs())
            .toList();
    assertThat(lines).anyMatch(line -> line.startsWith("the log is heard"));
    assertThat(lines).noneMatch(line -> List.of(secrets).stream().anyMatch(line::contains));
  }

  /** Other threads log on; the appender adds to its list under its own lock. */
  private List<ILoggingEvent> heard() {
    synchronized (appender) {
      return List.copyOf(appender.list);
    }
  }

  @Override
  public void close() {
    root().detachAppender(appender);
    before.forEach(Logger::setLevel);
  }
}
