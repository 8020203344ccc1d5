package org.indiretta.sql;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The pool of connections to PostgreSQL, with a bound on everything: how many connections, how many
 * may wait for one, how long a statement and a transaction may take. When PostgreSQL is away every
 * call fails with {@link DatabaseUnavailable} within {@link Limits#callMs}; it heals by itself.
 */
public final class Database implements Queries {
  private static final int OLDEST_MAJOR = 15;

  /** A statement text longer than this is not kept prepared. */
  private static final int PREPARED_TEXT_CHARS = 16_384;

  private static final int PREPARED_STATEMENTS = 256;
  private static final int UNUSED_CONNECTION_S = 45;

  /** A connection on which nothing was heard for so long is given up: its peer is gone. */
  private static final int SILENT_CONNECTION_S = 60;

  /** How long a start waits for a database that does not answer yet. */
  static final int PATIENCE_S = 30;

  private static final int ASK_AGAIN_MS = 250;

  private static final Sql SETTINGS =
      Sql.of(
          """
          SELECT current_setting('fsync') AS fsync,
                 current_setting('synchronous_commit') AS synchronous_commit,
                 current_setting('full_page_writes') AS full_page_writes,
                 current_setting('server_encoding') AS server_encoding,
                 current_setting('server_version_num')::int / 10000 AS major
          """);

  private static final Sql PING = Sql.of("SELECT 1");

  private static final Sql NAME =
      Sql.of(
          """
          SELECT left(encode(sha256(concat(system_identifier, ' ', oid)::bytea), 'hex'), 16)
            FROM pg_control_system(), pg_database WHERE datname = current_database()
          """);

  /**
   * The bounds of the pool.
   *
   * @param connections the most open connections, 1 to 200
   * @param waiting how many calls may wait for a connection; one more is refused at once (P8)
   * @param connectMs how long the TCP connection may take
   * @param callMs how long one call may take in all, waiting for a connection included
   */
  public record Limits(int connections, int waiting, int connectMs, int callMs) {
    /** The limits the server starts with: what cannot be done is refused within 2 s (P8). */
    public static final Limits DEFAULT = new Limits(12, 2_000, 1_500, 1_800);

    public Limits {
      if (connections < 1 || connections > 200 || waiting < 0 || connectMs < 1 || callMs < 1) {
        throw new IllegalArgumentException("a limit of the database pool is out of its range");
      }
    }
  }

  private final Vertx vertx;
  private final Pool pool;
  private final Limits limits;
  private final LongAdder calls = new LongAdder();
  private volatile boolean patient;
  private volatile long patientUntilNanos;

  private Database(Vertx vertx, Pool pool, Limits limits) {
    this.vertx = vertx;
    this.pool = pool;
    this.limits = limits;
  }

  /**
   * Opens the pool and asks the database whether it keeps what it commits (P1).
   *
   * @return fails with {@link DatabaseRefused} when it cannot be reached for {@link #PATIENCE_S} or
   *     does not sync
   */
  public static Future<Database> open(Vertx vertx, DatabaseUrl url, Limits limits) {
    Pool pool =
        PgBuilder.pool()
            .with(
                new PoolOptions()
                    .setMaxSize(limits.connections())
                    .setMaxWaitQueueSize(limits.waiting())
                    .setConnectionTimeout(limits.callMs())
                    .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setIdleTimeout(UNUSED_CONNECTION_S)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS))
            .with(
                new NetClientOptions()
                    .setConnectTimeout(limits.connectMs())
                    .setTcpKeepAlive(true)
                    .setIdleTimeout(SILENT_CONNECTION_S)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS))
            .connectingTo(connectOptions(url, limits))
            .using(vertx)
            .build();
    Database database = new Database(vertx, pool, limits);
    database.starting();
    return database
        .list(SETTINGS.bound(), row -> checked(row, url))
        .onComplete(asked -> database.serving())
        .recover(
            fault -> pool.close().transform(closed -> Future.failedFuture(refused(fault, url))))
        .map(database);
  }

  /**
   * From now until {@link #serving} nobody waits for an answer within seconds: reads and
   * transactions that find the database away are asked again, for at most {@link #PATIENCE_S}. A
   * machine that starts again after a crash is busy, and a start that gives up then helps nobody.
   * What a start does can therefore be repeated.
   */
  public void starting() {
    patientUntilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    patient = true;
  }

  /** The start is over: from now on everything is answered or refused in time. */
  public void serving() {
    patient = false;
  }

  private <T> Future<T> patiently(Supplier<Future<T>> call) {
    return call.get()
        .recover(
            fault ->
                fault instanceof DatabaseUnavailable
                        && patient
                        && System.nanoTime() - patientUntilNanos < 0
                    ? vertx.timer(ASK_AGAIN_MS).compose(t -> patiently(call))
                    : Future.failedFuture(fault));
  }

  private static PgConnectOptions connectOptions(DatabaseUrl url, Limits limits) {
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(url.host())
            .setPort(url.port())
            .setDatabase(url.database())
            .setUser(url.user())
            .setPassword(url.password())
            .setPreparedStatementCacheMaxSize(PREPARED_STATEMENTS)
            .setPreparedStatementCacheSqlLimit(PREPARED_TEXT_CHARS)
            .addProperty("statement_timeout", Integer.toString(limits.callMs()))
            .addProperty("lock_timeout", Integer.toString(limits.callMs()));
    options.setCachePreparedStatements(true);
    Encryption.apply(options, url.tls());
    return options;
  }

  private static Row checked(Row row, DatabaseUrl url) {
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      if ("off".equals(row.getString(setting))) {
        throw new DatabaseRefused(
            ("The database %s runs with %s=off and would lose what people were told is kept: set"
                    + " %s=on in its postgresql.conf and restart it.")
                .formatted(url, setting, setting));
      }
    }
    if (!"UTF8".equals(row.getString("server_encoding"))) {
      throw new DatabaseRefused(
          "The database %s is not in UTF-8: make it with CREATE DATABASE … ENCODING 'UTF8'."
              .formatted(url));
    }
    if (row.getInteger("major") < OLDEST_MAJOR) {
      throw new DatabaseRefused(
          "The database %s is PostgreSQL %d; at least %d is needed."
              .formatted(url, row.getInteger("major"), OLDEST_MAJOR));
    }
    return row;
  }

  private static Throwable refused(Throwable fault, DatabaseUrl url) {
    if (fault instanceof DatabaseRefused) {
      return fault;
    }
    return new DatabaseRefused(
        "The database %s cannot be used: %s. Check INDIRETTA_DATABASE_URL and that it is running."
            .formatted(url, fault.getMessage()),
        fault);
  }

  /** Asks something small: fails with {@link DatabaseUnavailable} when PostgreSQL is away. */
  public Future<Void> ping() {
    return list(PING.bound(), row -> row).mapEmpty();
  }

  /**
   * A name for this very database, the same for all who use it and for no other one: not for a copy
   * that was restored elsewhere either.
   */
  public Future<String> name() {
    return list(NAME.bound(), row -> row.getString(0)).map(List::getFirst);
  }

  /** The bare pool, for what the methods here do not cover; faults are not mapped. */
  public Pool pool() {
    return pool;
  }

  /** How many statements and transactions were begun since the start, for the metric. */
  public long calls() {
    return calls.sum();
  }

  @Override
  public <T> Future<List<T>> list(Sql.Bound statement, Function<Row, T> mapper) {
    calls.increment();
    return patiently(() -> bounded(list(pool, statement, mapper)));
  }

  @Override
  public Future<Integer> update(Sql.Bound statement) {
    calls.increment();
    return bounded(update(pool, statement));
  }

  /**
   * Runs {@code work} in one transaction: commits when its future succeeds, rolls back when it
   * fails. What lost against another transaction (serialization failure, deadlock) is run again, so
   * {@code work} may run several times and does nothing outside of the database. After {@link
   * Limits#callMs} it fails and is rolled back, not committed later.
   */
  public <T> Future<T> inTransaction(Function<Transaction, Future<T>> work) {
    calls.increment();
    return patiently(() -> TransactionRun.start(vertx, pool, limits.callMs(), work));
  }

  /**
   * Lends a connection until the future of {@code work} ends, within {@link Limits#callMs}; for
   * work that begins and ends its own transaction and leaves none open, however it ends.
   */
  public <T> Future<T> onConnection(Function<SqlConnection, Future<T>> work) {
    return bounded(
        pool.getConnection()
            .compose(connection -> work.apply(connection).eventually(connection::close)));
  }

  /** Closes all connections. */
  public Future<Void> close() {
    return pool.close();
  }

  private <T> Future<T> bounded(Future<T> call) {
    return call.timeout(limits.callMs(), TimeUnit.MILLISECONDS)
        .recover(fault -> Future.failedFuture(Faults.mapped(fault)));
  }

  static <T> Future<List<T>> list(SqlClient client, Sql.Bound statement, Function<Row, T> mapper) {
    return client
        .preparedQuery(statement.text())
        .execute(statement.tuple())
        .map(rows -> mapped(rows, mapper));
  }

  static Future<Integer> update(SqlClient client, Sql.Bound statement) {
    return client.preparedQuery(statement.text()).execute(statement.tuple()).map(RowSet::rowCount);
  }

  private static <T> List<T> mapped(RowSet<Row> rows, Function<Row, T> mapper) {
    List<T> all = new ArrayList<>(rows.size());
    for (Row row : rows) {
      all.add(mapper.apply(row));
    }
    return all;
  }
}
