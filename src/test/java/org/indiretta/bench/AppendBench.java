package org.indiretta.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.sql.Database;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.EmbeddedPostgres;
import org.indiretta.sql.Migrations;
import org.indiretta.transcript.Append;
import org.indiretta.transcript.AppendLimits;
import org.indiretta.transcript.Appended;
import org.indiretta.transcript.Body;
import org.indiretta.transcript.Desk;
import org.indiretta.transcript.TranscriptLog;
import org.indiretta.transcript.Writer;

/**
 * The append path alone, without sockets: {@code AppendBench [batch] [committers] [window]
 * [consultations] [seconds] [perSecond]}. Run it under {@code taskset -c 0} so that PostgreSQL and
 * this process share one core.
 */
public final class AppendBench {
  private final Vertx vertx;
  private final TranscriptLog log;
  private final List<Desk.Talk> talks;
  private final int window;
  private final Histogram latency = new Histogram(60_000_000L, 3);
  private long done;
  private long refused;
  private long ids;
  private volatile boolean over;
  private final String text = "x".repeat(100);

  private AppendBench(Vertx vertx, TranscriptLog log, List<Desk.Talk> talks, int window) {
    this.vertx = vertx;
    this.log = log;
    this.talks = talks;
    this.window = window;
  }

  public static void main(String[] args) throws Exception {
    int batch = argument(args, 0, 400);
    int committers = argument(args, 1, 1);
    int window = argument(args, 2, 8);
    int consultations = argument(args, 3, 1000);
    int seconds = argument(args, 4, 10);
    int perSecond = argument(args, 5, 0);
    Path folder = Path.of("target", "append-bench");
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      DatabaseUrl url = postgres.url();
      Migrations.run(url);
      org.indiretta.sql.TestDatabase.execute(
          url, "TRUNCATE site, citizen, operator, entry CASCADE");
      List<Desk.Talk> talks = Desk.in(url).talks("ACTIVE", consultations);
      AppendLimits limits = AppendLimits.DEFAULT.with(batch, committers);
      Database database = Database.open(vertx, url, limits.pool()).await(10, TimeUnit.SECONDS);
      Context context = vertx.getOrCreateContext();
      context.runOnContext(
          v -> {
            TranscriptLog log =
                new TranscriptLog(
                    vertx, database, java.time.Instant::now, limits, new SimpleMeterRegistry());
            new AppendBench(vertx, log, talks, window).run(perSecond, seconds);
          });
      Thread.sleep((seconds + 4) * 1000L);
      var _ =
          database
              .list(
                  org.indiretta.sql.Sql.of(
                          """
                          SELECT sum(last_seq)::bigint AS given,
                                 (SELECT count(*) FROM entry) AS stored
                          FROM consultation
                          """)
                      .bound(),
                  row ->
                      System.out.printf(
                          "places given %d, entries stored %d%n",
                          row.getLong("given"), row.getLong("stored")))
              .await(20, TimeUnit.SECONDS);
      var _ = database.close().await(5, TimeUnit.SECONDS);
    }
    var _ = vertx.close().await(5, TimeUnit.SECONDS);
  }

  private static int argument(String[] args, int index, int otherwise) {
    return args.length > index ? Integer.parseInt(args[index]) : otherwise;
  }

  private void run(int perSecond, int seconds) {
    if (perSecond == 0) {
      talks.forEach(
          talk -> {
            for (int i = 0; i < window; i++) {
              closed(talk);
            }
          });
    } else {
      openLoop(perSecond);
    }
    long _ =
        vertx.setTimer(
            2_000,
            t -> {
              latency.reset();
              done = 0;
              long started = System.nanoTime();
              long _ =
                  vertx.setTimer(
                      seconds * 1000L,
                      end -> {
                        over = true;
                        double took = (System.nanoTime() - started) / 1e9;
                        System.out.printf(
                            "%.0f/s  p50 %.2f ms  p99 %.2f ms  refused %d%n",
                            done / took,
                            latency.getValueAtPercentile(50) / 1000.0,
                            latency.getValueAtPercentile(99) / 1000.0,
                            refused);
                      });
            });
  }

  private void openLoop(int perSecond) {
    long started = System.nanoTime();
    long[] sent = {0};
    long _ =
        vertx.setPeriodic(
            1,
            t -> {
              long due = (System.nanoTime() - started) * perSecond / 1_000_000_000L;
              while (!over && sent[0] < due) {
                send(talks.get((int) (sent[0]++ % talks.size())), System.nanoTime(), false);
              }
            });
  }

  private void closed(Desk.Talk talk) {
    if (!over) {
      send(talk, System.nanoTime(), true);
    }
  }

  private void send(Desk.Talk talk, long from, boolean again) {
    var _ =
        log.append(
                new Append(
                    talk.id(),
                    new Writer.Citizen(talk.citizen()),
                    new ClientMessageId("m" + ids++),
                    new Body.Message(text)))
            .onComplete(
                result -> {
                  latency.recordValue((System.nanoTime() - from) / 1000);
                  done++;
                  if (!(result.result() instanceof Appended.Committed)) {
                    refused++;
                  }
                  if (again) {
                    closed(talk);
                  }
                });
  }
}
