package org.indiretta.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.ConsoleAppender;

/** Writes each event to standard error, its throwable without messages. */
final class LogAppender extends ConsoleAppender<ILoggingEvent> {
  LogAppender(LoggerContext context) {
    setContext(context);
    setTarget("System.err");
  }

  @Override
  protected void append(ILoggingEvent event) {
    super.append(
        event.getThrowableProxy() instanceof ThrowableProxy thrown ? quiet(event, thrown) : event);
  }

  private LoggingEvent quiet(ILoggingEvent event, ThrowableProxy thrown) {
    LoggingEvent quiet = new LoggingEvent();
    quiet.setLoggerContext((LoggerContext) getContext());
    quiet.setInstant(event.getInstant());
    quiet.setLevel(event.getLevel());
    quiet.setThreadName(event.getThreadName());
    quiet.setLoggerName(event.getLoggerName());
    quiet.setMessage(event.getFormattedMessage());
    quiet.setMDCPropertyMap(event.getMDCPropertyMap());
    if (event.getKeyValuePairs() != null) {
      event.getKeyValuePairs().forEach(quiet::addKeyValuePair);
    }
    quiet.setThrowableProxy(new QuietThrowable(thrown));
    return quiet;
  }
}
