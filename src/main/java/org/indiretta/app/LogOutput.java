package org.indiretta.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/**
 * Sends the log to standard error, one JSON object or one line of text per event; standard output
 * is for people. Everything goes this way: our own words, those of libraries from "warn" on, and
 * what a thread did not catch.
 */
final class LogOutput {
  private static final String OURS = "org.indiretta";

  private LogOutput() {}

  static void configure(Settings.Log log) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    LogAppender appender = new LogAppender(context);
    appender.setEncoder(log.json() ? json(context) : text(context));
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(Level.WARN);
    context.getLogger(OURS).setLevel(Level.toLevel(log.level()));
    takeOverJavaLogging();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, fault) ->
            context
                .getLogger(LogOutput.class)
                .atError()
                .addKeyValue("thread", thread.getName())
                .setCause(fault)
                .log("a thread ended by a fault"));
  }

  /** The JDK's own logging, which the JDBC driver uses, would write lines of another shape. */
  private static void takeOverJavaLogging() {
    LogManager.getLogManager().reset();
    java.util.logging.Logger root = java.util.logging.Logger.getLogger("");
    root.setLevel(java.util.logging.Level.WARNING);
    root.addHandler(new JavaLogging());
  }

  /** Hands on what is logged by {@code java.util.logging}. */
  private static final class JavaLogging extends Handler {
    @Override
    public void publish(LogRecord record) {
      LoggerFactory.getLogger(String.valueOf(record.getLoggerName()))
          .atWarn()
          .setCause(record.getThrown())
          .log(record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithFormattedMessage(true);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg %kvp%n%ex{short}");
    encoder.start();
    return encoder;
  }
}
