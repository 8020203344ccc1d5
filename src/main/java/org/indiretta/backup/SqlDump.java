package org.indiretta.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.Migrations;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Saves all tables as they are at one moment: one {@code REPEATABLE READ} transaction, {@code COPY}
 * in PostgreSQL's text form, which every later PostgreSQL reads. The server goes on meanwhile;
 * nothing waits for this but a migration. The memory it takes is that of some rows, a stored piece
 * of a file at most.
 */
public final class SqlDump {
  private static final int TRIES = 3;

  private SqlDump() {}

  /**
   * Saves the database into a new file; blocks until it is on the disk.
   *
   * @throws BackupRefused when it cannot be, with what to do; no file is left then
   */
  public static Contents save(DatabaseUrl url, Path file) {
    try (Connection connection = url.connect();
        BackupWriter writer = BackupWriter.create(file)) {
      connection.setAutoCommit(false);
      Map<String, List<String>> tables = snapshot(connection, url);
      Instant takenAt = now(connection);
      int schema = schema(connection, url);
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      List<Contents.Table> saved = new ArrayList<>();
      for (Map.Entry<String, List<String>> table : tables.entrySet()) {
        String statement =
            "COPY %s (%s) TO STDOUT"
                .formatted(
                    SqlCatalogue.quoted(table.getKey()), SqlCatalogue.quoted(table.getValue()));
        saved.add(
            writer.table(table.getKey(), table.getValue(), out -> copy.copyOut(statement, out)));
      }
      Contents contents =
          new Contents(
              schema,
              takenAt,
              connection.getMetaData().getDatabaseProductVersion(),
              saved,
              SqlCatalogue.counters(connection));
      connection.commit();
      writer.finish(contents);
      return contents;
    } catch (SQLException e) {
      throw new BackupRefused(
          "The database %s could not be saved: %s. No file was left."
              .formatted(url, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new BackupRefused(
          "%s could not be written: %s. No file was left: make room, or name one on another disk."
              .formatted(file, e.getMessage()),
          e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The tables, locked against migrations before the snapshot is taken; when one came in between,
   * it is looked again.
   */
  private static Map<String, List<String>> snapshot(Connection connection, DatabaseUrl url)
      throws SQLException {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      List<String> seen = SqlCatalogue.tables(connection);
      connection.rollback();
      if (!seen.contains(Migrations.HISTORY)) {
        throw new BackupRefused("There is no InDiretta in the database " + url + ".");
      }
      SqlCatalogue.execute(
          connection,
          """
          SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;
          SET LOCAL statement_timeout = 0;
          SET LOCAL lock_timeout = '60s';
          SET LOCAL idle_in_transaction_session_timeout = 0;
          SET LOCAL bytea_output = 'hex';
          LOCK TABLE %s IN ACCESS SHARE MODE
          """
              .formatted(SqlCatalogue.quoted(seen)));
      if (SqlCatalogue.tables(connection).equals(seen)) {
        return SqlCatalogue.columns(connection);
      }
      connection.rollback();
    }
    throw new BackupRefused("The tables of " + url + " are being changed: try again later.");
  }

  private static Instant now(Connection connection) throws SQLException {
    String micros = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
    long at = Long.parseLong(SqlCatalogue.texts(connection, micros).getFirst());
    return Instant.ofEpochSecond(at / 1_000_000, at % 1_000_000 * 1_000);
  }

  private static int schema(Connection connection, DatabaseUrl url) throws SQLException {
    if (SqlCatalogue.isRestoring(connection)) {
      throw new BackupRefused(
          "A restore into the database %s was interrupted: end that first.".formatted(url));
    }
    int version =
        SqlCatalogue.version(connection)
            .orElseThrow(
                () -> new BackupRefused("There is no InDiretta in the database " + url + "."));
    if (version > Migrations.newest()) {
      throw new BackupRefused(
          "A newer InDiretta uses the database %s: let that one save it.".formatted(url));
    }
    return version;
  }
}
