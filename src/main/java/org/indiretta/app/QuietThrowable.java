package org.indiretta.app;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.net.SocketException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.Optional;
import org.indiretta.sql.SqlState;

/**
 * A throwable as the log shows it: its class and where it was thrown, never its message, which can
 * hold what people wrote (PostgreSQL and parsers quote it). Only what names an address or a file of
 * ours is kept, and of the database the SQLSTATE.
 */
final class QuietThrowable extends ThrowableProxy {
  private final ThrowableProxy shown;

  QuietThrowable(ThrowableProxy shown) {
    super(shown.getThrowable());
    this.shown = shown;
  }

  @Override
  public String getMessage() {
    return switch (shown.getThrowable()) {
      case SocketException address -> address.getMessage();
      case FileSystemException file -> file.getMessage();
      case Throwable other -> SqlState.of(other).map(state -> "SQLSTATE " + state).orElse(null);
    };
  }

  @Override
  public IThrowableProxy getCause() {
    return Optional.ofNullable(shown.getCause()).map(QuietThrowable::quiet).orElse(null);
  }

  @Override
  public IThrowableProxy[] getSuppressed() {
    return Arrays.stream(shown.getSuppressed())
        .map(QuietThrowable::quiet)
        .toArray(IThrowableProxy[]::new);
  }

  private static IThrowableProxy quiet(IThrowableProxy proxy) {
    return new QuietThrowable((ThrowableProxy) proxy);
  }
}
