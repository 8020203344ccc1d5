package org.indiretta.app;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.indiretta.sql.DatabaseFigures;
import org.indiretta.sql.DatabaseRefused;
import org.indiretta.sql.Migrations;
import org.indiretta.transcript.AppendLimits;

/** Looks at the database: whether it keeps what it commits, how fast, for how many, what time. */
final class DatabaseCheck {
  /** A query that takes longer is noted, in milliseconds. */
  static final double SLOW_PING_MS = 5;

  /** A commit that takes so much longer than a query is noted, in milliseconds. */
  static final double SLOW_COMMIT_MS = 20;

  /** Clocks that differ by more are wrong. */
  static final Duration CLOCKS_APART = Duration.ofSeconds(5);

  private static final String ABOUT = "database";

  private final Settings.Storage settings;
  private final InstantSource machine;
  private final List<Finding> findings = new ArrayList<>();

  /** The database's time, for what is asked of others; this machine's when it is away. */
  private Instant now;

  /**
   * Asks nothing yet.
   *
   * @param machine this machine's own clock, right or wrong
   */
  DatabaseCheck(Settings.Storage settings, InstantSource machine) {
    this.settings = settings;
    this.machine = machine;
    this.now = machine.instant();
  }

  Instant now() {
    return now;
  }

  List<Finding> look() {
    try (ReachedDatabase reached = ReachedDatabase.existing(settings)) {
      DatabaseFigures figures = DatabaseFigures.read(reached.url(), machine);
      now = machine.instant().plus(figures.ahead());
      sync(figures);
      schema(figures);
      speed(figures);
      connections(figures);
      clock(figures.ahead());
    } catch (DatabaseRefused e) {
      findings.add(Finding.wrong(ABOUT, e.getMessage()));
    } catch (SQLException e) {
      findings.add(
          Finding.wrong(
              ABOUT,
              "it cannot be asked: %s. Check database.url and that it is running"
                  .formatted(e.getMessage())));
    }
    return findings;
  }

  private void sync(DatabaseFigures figures) {
    if (figures.unsafe().isEmpty()) {
      findings.add(
          Finding.ok(ABOUT, "PostgreSQL %s syncs what it commits".formatted(figures.version())));
    }
    for (String setting : figures.unsafe()) {
      findings.add(
          Finding.wrong(
              ABOUT,
              "%s=off loses what people were told is kept, and no server starts on it: set %s=on in its postgresql.conf and restart it"
                  .formatted(setting, setting)));
    }
  }

  private void schema(DatabaseFigures figures) {
    int newest = Migrations.newest();
    int version = figures.schema().orElse(0);
    if (figures.restoring()) {
      findings.add(
          Finding.wrong("tables", "a restore was interrupted: run the same restore again"));
    } else if (version == newest) {
      findings.add(Finding.ok("tables", "version " + version));
    } else if (version < newest) {
      findings.add(
          Finding.note(
              "tables",
              "version %d, and the next start makes %d of it: save a backup before"
                  .formatted(version, newest)));
    } else {
      findings.add(
          Finding.note(
              "tables",
              "version %d of a newer InDiretta, this one knows %d: update this server soon"
                  .formatted(version, newest)));
    }
  }

  private void speed(DatabaseFigures figures) {
    String said =
        "a query takes %.1f ms, a commit %.1f ms".formatted(figures.pingMs(), figures.commitMs());
    List<String> slow = new ArrayList<>();
    if (figures.pingMs() > SLOW_PING_MS) {
      slow.add("the database is far away, or busy; put it nearer to the server");
    }
    if (figures.commitMs() - figures.pingMs() > SLOW_COMMIT_MS) {
      slow.add("its disk syncs slowly; each message waits for that");
    }
    findings.add(
        slow.isEmpty()
            ? Finding.ok("latency", said)
            : Finding.note("latency", said + ": " + String.join("; ", slow)));
  }

  private void connections(DatabaseFigures figures) {
    int wanted =
        settings.poolSize()
            + AppendLimits.DEFAULT
                .with(settings.batchLimit(), settings.batchCommits())
                .pool()
                .connections();
    String said =
        "%d of %d in use; a server takes up to %d"
            .formatted(figures.used(), figures.most(), wanted);
    findings.add(
        figures.most() - figures.used() < wanted
            ? Finding.note(
                "connections",
                said + ": for one more server raise max_connections or lower database.pool.size")
            : Finding.ok("connections", said));
  }

  private void clock(Duration ahead) {
    findings.add(
        ahead.abs().compareTo(CLOCKS_APART) > 0
            ? Finding.wrong(
                "clock",
                "this machine's is %d s %s the database's: let both machines follow a time server (chrony, systemd-timesyncd); certificates and the credentials of TURN go by this one's"
                    .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "ahead of" : "behind"))
            : Finding.ok("clock", ahead.negated().toMillis() + " ms from the database's"));
  }
}
