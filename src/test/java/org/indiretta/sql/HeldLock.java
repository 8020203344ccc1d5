package org.indiretta.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/**
 * A transaction of somebody else that did something and has not committed yet: who comes to the
 * same row or table waits, so that a test can put two things into an exact order.
 */
public final class HeldLock implements AutoCloseable {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final String WAITING =
      " FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

  private final Connection connection;

  private HeldLock(Connection connection) {
    this.connection = connection;
  }

  /** Runs the statement and holds what it locked. */
  public static HeldLock by(DatabaseUrl url, String sql) throws SQLException {
    Connection connection = connection(url);
    HeldLock held = new HeldLock(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return held;
  }

  /** A connection of the test's own, on which nothing is committed by itself. */
  public static Connection connection(DatabaseUrl url) throws SQLException {
    Connection connection = DriverManager.getConnection(url.jdbc(), url.user(), url.password());
    connection.setAutoCommit(false);
    return connection;
  }

  /** Returns as soon as somebody waits for a lock, at most 30 s later. */
  public void untilSomebodyWaits() throws SQLException {
    long deadline = System.nanoTime() + LONGEST_NANOS;
    while (ask("SELECT count(*)" + WAITING) == 0) {
      // What a transaction saw of others it sees again until it asks anew.
      try (Statement statement = connection.createStatement()) {
        statement.execute("SELECT pg_stat_clear_snapshot()");
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("nobody waits for the lock");
      }
    }
  }

  /** Makes the statements that wait fail. */
  public void cancelWhoWaits() throws SQLException {
    untilSomebodyWaits();
    var _ = ask("SELECT count(pg_cancel_backend(pid))" + WAITING);
  }

  /** Lets who waits go on, with what was done. */
  public void commit() throws SQLException {
    connection.commit();
  }

  /** Lets go, undone unless {@link #commit} came before. */
  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }

  private int ask(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      var _ = answer.next();
      return answer.getInt(1);
    }
  }
}
