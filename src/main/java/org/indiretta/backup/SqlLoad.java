package org.indiretta.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.Migrations;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Brings a backup back into an empty database: the tables of the backup's own version, all rows in
 * one transaction, then the migrations that came since. Until {@link #finish} the database is
 * marked, and no server serves it; what was interrupted is begun anew by the next run.
 */
public final class SqlLoad {
  /**
   * What nobody may go on with from before: sign-ins and links that have been ended or used since,
   * and what is only about servers and browsers of that time. Nobody is called by a notice to an
   * offer of that time.
   */
  private static final String AFTER_LOADING =
      """
      UPDATE sign_in SET ended_at = greatest(created_at, now()) WHERE ended_at IS NULL;
      UPDATE one_use_link SET used_at = now() WHERE used_at IS NULL;
      DELETE FROM socket_ticket;
      DELETE FROM join_code;
      DELETE FROM node;
      UPDATE offer SET notified_at = now() WHERE on_call AND notified_at IS NULL AND ended_at IS NULL;
      """;

  private static final String WAITING =
      """
      SELECT kind, recipient, subject, created_at FROM notice WHERE ended_at IS NULL
      ORDER BY created_at, id
      """;

  /** As those that nobody took: who looks at the answer to a contact request sees it there. */
  private static final String GIVE_UP =
      """
      UPDATE notice SET ended_at = now(), standing = 'GIVEN_UP', recipient = '', subject = NULL,
        text = ''
      WHERE ended_at IS NULL
      """;

  private SqlLoad() {}

  /**
   * Loads the file; blocks. Nothing is changed when the file is not whole.
   *
   * @param before told what is in the file before anything is changed; may refuse it
   * @param leftOut told the name of each table that this InDiretta does not know
   * @return what was loaded
   * @throws BackupRefused when file or database do not fit, with what to do
   */
  public static Contents load(
      Path file, DatabaseUrl url, Consumer<Contents> before, Consumer<String> leftOut) {
    try (BackupReader reader = BackupReader.open(file)) {
      Contents contents = reader.contents();
      if (contents.schema() > Migrations.newest()) {
        throw new BackupRefused(
            "The backup %s was made by a newer InDiretta (tables of version %d, this one knows %d): restore it with that one or a newer one."
                .formatted(file, contents.schema(), Migrations.newest()));
      }
      before.accept(contents);
      try (Connection connection = url.connect()) {
        makeRoom(connection, url);
        Migrations.run(url, contents.schema());
        mark(connection);
        connection.setAutoCommit(false);
        copy(reader, connection, leftOut);
        connection.commit();
      }
      Migrations.run(url);
      try (Connection connection = url.connect()) {
        SqlCatalogue.execute(connection, AFTER_LOADING);
        SqlCatalogue.execute(connection, "ANALYZE");
      }
      return contents;
    } catch (SQLException e) {
      throw new BackupRefused(
          "The backup could not be brought into the database %s: %s. Mend the cause and run the same restore again, it begins anew by itself."
              .formatted(url, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new BackupRefused(
          "The backup %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * A mail or short message that waited at the backup's moment, and is not known to have been sent
   * since.
   *
   * @param subject null for a short message
   */
  public record Unsent(String kind, String to, String subject, Instant createdAt) {}

  /**
   * Gives up what waits to be sent: since the backup it may have been, and nobody gets it twice.
   * After what is known to have been sent was taken out.
   *
   * @return what that is, for whoever has to tell these people in another way
   */
  public static List<Unsent> giveUpWaiting(DatabaseUrl url) {
    List<Unsent> waiting = new ArrayList<>();
    try (Connection connection = url.connect()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(WAITING)) {
        while (rows.next()) {
          waiting.add(
              new Unsent(
                  rows.getString("kind"),
                  rows.getString("recipient"),
                  rows.getString("subject"),
                  rows.getTimestamp("created_at").toInstant()));
        }
      }
      SqlCatalogue.execute(connection, GIVE_UP);
      connection.commit();
      return waiting;
    } catch (SQLException e) {
      throw awayBeforeTheEnd(url, e);
    }
  }

  /** The last step: from now on a server may start on it. */
  public static void finish(DatabaseUrl url) {
    try (Connection connection = url.connect()) {
      comment(connection, "NULL");
    } catch (SQLException e) {
      throw awayBeforeTheEnd(url, e);
    }
  }

  private static BackupRefused awayBeforeTheEnd(DatabaseUrl url, SQLException cause) {
    return new BackupRefused(
        "The database %s went away before the end: run the same restore again.".formatted(url),
        cause);
  }

  /** Refuses a database with anything in it; what an unfinished restore left is taken away. */
  private static void makeRoom(Connection connection, DatabaseUrl url) throws SQLException {
    List<String> tables = SqlCatalogue.tables(connection);
    if (tables.isEmpty()) {
      return;
    }
    boolean ours = tables.contains(Migrations.HISTORY);
    if (!ours || !(SqlCatalogue.isRestoring(connection) || SqlCatalogue.hasNoRow(connection))) {
      throw new BackupRefused(
          ("The database %s is not empty, and a restore never writes over anything: make a new one"
                  + " (CREATE DATABASE … ENCODING 'UTF8', or another data folder with"
                  + " INDIRETTA_DATA_DIR) and name that.")
              .formatted(url));
    }
    SqlCatalogue.execute(connection, "DROP TABLE " + SqlCatalogue.quoted(tables) + " CASCADE");
  }

  private static void mark(Connection connection) throws SQLException {
    comment(connection, "'" + Migrations.RESTORING + "'");
  }

  private static void comment(Connection connection, String text) throws SQLException {
    SqlCatalogue.execute(connection, "COMMENT ON TABLE " + Migrations.HISTORY + " IS " + text);
  }

  private static void copy(BackupReader reader, Connection connection, Consumer<String> leftOut)
      throws SQLException, IOException {
    SqlCatalogue.execute(
        connection, "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '60s'");
    List<String> order = SqlCatalogue.inOrder(connection);
    Map<String, Contents.Table> saved = new LinkedHashMap<>();
    reader.contents().tables().forEach(table -> saved.put(table.name(), table));
    // What a migration put in for new installations is in the backup already.
    SqlCatalogue.execute(connection, "TRUNCATE " + SqlCatalogue.quoted(order));
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    for (String name : order) {
      Contents.Table table = saved.remove(name);
      if (table != null) {
        copy(reader, copy, table);
      }
    }
    for (Contents.Counter counter : reader.contents().counters()) {
      if (!saved.containsKey(counter.table())) {
        SqlCatalogue.set(connection, counter);
      }
    }
    saved.keySet().forEach(leftOut);
  }

  private static void copy(BackupReader reader, CopyManager copy, Contents.Table table)
      throws SQLException, IOException {
    String statement =
        "COPY %s (%s) FROM STDIN"
            .formatted(SqlCatalogue.quoted(table.name()), SqlCatalogue.quoted(table.columns()));
    try (InputStream rows = reader.table(table)) {
      long loaded = copy.copyIn(statement, rows);
      if (loaded != table.rows()) {
        throw new SQLException(
            "the table %s took %d of %d rows".formatted(table.name(), loaded, table.rows()));
      }
    }
  }
}
