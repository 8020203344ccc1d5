package org.indiretta.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.indiretta.sql.TestDatabase.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.sql.DatabaseRefused;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.Migrations;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.indiretta.transcript.Append;
import org.indiretta.transcript.Appended;
import org.indiretta.transcript.Body;
import org.indiretta.transcript.Desk;
import org.indiretta.transcript.TranscriptLog;
import org.indiretta.transcript.Writer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Saving and bringing back, against a real PostgreSQL. */
class BackupTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.patient();

  /** What is no letter of {@code COPY}: tabs, line ends, backslashes, nothing, other alphabets. */
  private static final String ODD = "a\tb\nc\\n \\N \\. \r\n «ü» 漢字 🏛 \"'";

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock();
  private Desk desk;
  private Desk.Talk talk;
  private TranscriptLog log;

  @BeforeEach
  void aCity() throws Exception {
    desk = Desk.in(DATABASE.url());
    talk = desk.talk("ACTIVE");
    log =
        new TranscriptLog(
            DATABASE.vertx(), DATABASE.database(), clock, Desk.PATIENT, new SimpleMeterRegistry());
  }

  @AfterEach
  void clean() throws Exception {
    DATABASE.empty("site, citizen, operator, entry, erasure");
  }

  private Future<Appended> say(Desk.Talk where, String id, String text) {
    return log.append(
        new Append(
            where.id(),
            new Writer.Citizen(where.citizen()),
            new ClientMessageId(id),
            new Body.Message(text)));
  }

  private Path saved() {
    Path file = folder.resolve("city-" + UUID.randomUUID() + ".backup");
    Contents _ = SqlDump.save(DATABASE.url(), file);
    return file;
  }

  private static Contents restored(Path file, DatabaseUrl url) {
    Contents contents = SqlLoad.load(file, url, _ -> {}, table -> {});
    SqlLoad.finish(url);
    return contents;
  }

  /** As a server's start asks. */
  private static void served(DatabaseUrl url) throws Exception {
    var database =
        await(org.indiretta.sql.Database.open(DATABASE.vertx(), url, TestDatabase.PATIENT));
    try {
      await(Migrations.runUnlessCurrent(DATABASE.vertx(), database, url));
    } finally {
      await(database.close());
    }
  }

  private void refused(Path file, DatabaseUrl url, String... says) throws Exception {
    assertThatThrownBy(() -> SqlLoad.load(file, url, _ -> {}, table -> {}))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContainingAll(says);
  }

  @Test
  void everyTableComesBackAsItWas() throws Exception {
    assertThat(await(say(talk, "a", ODD))).isInstanceOf(Appended.Committed.class);
    UUID file = UUID.randomUUID();
    desk.sql(
        """
        INSERT INTO file (id, consultation_id, writer, writer_id, name, content_type, size, created_at)
        VALUES ('%1$s', '%2$s', 'CITIZEN', '%3$s', 'Foto.jpg', 'image/jpeg', 400000, now());
        INSERT INTO file_chunk SELECT '%1$s', n, decode(repeat(md5(n::text), 4000), 'hex') FROM generate_series(0, 5) n;
        INSERT INTO topic (id, site_id, group_id, position, name, overflow_topic)
        VALUES ('aaa', 'rivalago', 'people', 2, '{}', 'passport');
        UPDATE topic SET overflow_topic = 'aaa' WHERE id = 'passport';
        INSERT INTO person_figures (shown, operator_id, at) SELECT true, '%4$s', now() FROM generate_series(1, 7);
        DELETE FROM person_figures WHERE id > 3;
        """
            .formatted(file, talk.id(), talk.citizen(), desk.operator));
    Map<String, String> before = EmptyDatabase.sums(DATABASE.url());
    Path backup = saved();

    try (EmptyDatabase empty = EmptyDatabase.make()) {
      Contents contents = restored(backup, empty.url());

      assertThat(EmptyDatabase.sums(empty.url())).isEqualTo(before);
      assertThat(contents.schema()).isEqualTo(Migrations.newest());
      TestDatabase.execute(
          empty.url(),
          "INSERT INTO person_figures (shown, operator_id, at) SELECT true, id, now() FROM operator");
      assertThat(EmptyDatabase.text(empty.url(), "SELECT max(id) FROM person_figures"))
          .as("a number that was given is not given again")
          .isEqualTo("8");
      served(empty.url());
    }
    assertThat(Files.getPosixFilePermissions(backup))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(backup);
    }
  }

  @Test
  void p1p2p3_itIsOneMomentWhilePeopleWrite() throws Exception {
    List<Desk.Talk> talks = desk.talks("ACTIVE", 20);
    AtomicInteger number = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    List<Future<Void>> people = new ArrayList<>();
    for (Desk.Talk each : talks) {
      people.add(goOn(each, number, over));
    }
    while (number.get() < 2_000) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    long acked = Long.parseLong(EmptyDatabase.text(DATABASE.url(), "SELECT count(*) FROM entry"));
    Path backup = saved();
    over.set(true);
    await(Future.all(people));

    try (EmptyDatabase empty = EmptyDatabase.make()) {
      Contents _ = restored(backup, empty.url());
      assertThat(Long.parseLong(EmptyDatabase.text(empty.url(), "SELECT count(*) FROM entry")))
          .isBetween(
              acked,
              Long.parseLong(EmptyDatabase.text(DATABASE.url(), "SELECT count(*) FROM entry")));
      assertThat(
              EmptyDatabase.text(
                  empty.url(),
                  """
                  SELECT count(*) FROM consultation c
                  WHERE last_seq <> (SELECT count(*) FROM entry e WHERE e.consultation_id = c.id)
                     OR last_seq <> coalesce((SELECT max(seq) FROM entry e WHERE e.consultation_id = c.id), 0)
                  """))
          .as("consultations with a hole")
          .isEqualTo("0");
      // Compared where both are: what is in the backup is what the city still has.
      Path later = saved();
      try (EmptyDatabase whole = EmptyDatabase.make()) {
        Contents _ = restored(later, whole.url());
        String prefix =
            "SELECT md5(string_agg(e::text, chr(10) ORDER BY consultation_id, seq)) FROM entry e WHERE (consultation_id, seq) IN (%s)";
        String places =
            EmptyDatabase.text(
                empty.url(),
                "SELECT string_agg(format('(%L::uuid,%s)', consultation_id, seq), ',') FROM entry");
        assertThat(EmptyDatabase.text(empty.url(), prefix.formatted("VALUES " + places)))
            .isEqualTo(EmptyDatabase.text(whole.url(), prefix.formatted("VALUES " + places)));
      }
    }
  }

  private Future<Void> goOn(Desk.Talk where, AtomicInteger number, AtomicBoolean over) {
    if (over.get()) {
      return Future.succeededFuture();
    }
    int n = number.incrementAndGet();
    return say(where, "m" + n, "messaggio " + n).compose(done -> goOn(where, number, over));
  }

  @Test
  void aDatabaseWithAnythingInItIsLeftAlone() throws Exception {
    Path backup = saved();
    Map<String, String> before = EmptyDatabase.sums(DATABASE.url());

    refused(backup, DATABASE.url(), "not empty", "CREATE DATABASE");

    assertThat(EmptyDatabase.sums(DATABASE.url())).isEqualTo(before);
    try (EmptyDatabase foreign = EmptyDatabase.make()) {
      TestDatabase.execute(foreign.url(), "CREATE TABLE somebody (elses int)");
      refused(backup, foreign.url(), "not empty");
    }
  }

  @Test
  void aFileThatWasCutOffOrChangedIsRefusedAndNothingIsTouched() throws Exception {
    assertThat(await(say(talk, "a", "Parole ".repeat(300)))).isNotNull();
    byte[] whole = Files.readAllBytes(saved());
    Random random = new Random(5);
    Path damaged = folder.resolve("damaged");
    try (EmptyDatabase empty = EmptyDatabase.make()) {
      for (int i = 0; i < 40; i++) {
        Files.write(damaged, java.util.Arrays.copyOf(whole, random.nextInt(whole.length)));
        refused(damaged, empty.url(), "cannot be used", "Nothing was restored");
      }
      int harmless = 0;
      for (int i = 0; i < 400; i++) {
        byte[] changed = whole.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(damaged, changed);
        try (BackupReader reader = BackupReader.open(damaged)) {
          harmless++;
          assertThat(reader.contents()).isEqualTo(contents(whole));
        } catch (BackupRefused e) {
          assertThat(e).hasMessageContaining("Nothing was restored");
        }
      }
      // Of a zip's own marks (dates, flags) some say nothing about what is in it.
      assertThat(harmless).isLessThan(200);
      assertThat(EmptyDatabase.sums(empty.url())).as("nothing was made there").isEmpty();
    }
    Files.writeString(damaged, "no backup");
    try (EmptyDatabase empty = EmptyDatabase.make()) {
      refused(damaged, empty.url(), "no backup at all");
      refused(folder.resolve("nowhere"), empty.url(), "There is no file");
    }
  }

  private Contents contents(byte[] whole) throws Exception {
    Path file = folder.resolve("whole");
    Files.write(file, whole);
    try (BackupReader reader = BackupReader.open(file)) {
      return reader.contents();
    }
  }

  @Test
  void anOlderBackupIsBroughtUpToDateAndANewerOneRefused() throws Exception {
    Path backup = folder.resolve("older");
    try (EmptyDatabase old = EmptyDatabase.make();
        EmptyDatabase empty = EmptyDatabase.make()) {
      Migrations.run(old.url(), 9);
      TestDatabase.execute(
          old.url(), "INSERT INTO site (id, name) VALUES ('valdora', '{\"it\":\"Valdora\"}')");
      assertThat(SqlDump.save(old.url(), backup).schema()).isEqualTo(9);

      Contents _ = restored(backup, empty.url());

      assertThat(EmptyDatabase.text(empty.url(), "SELECT id FROM site")).isEqualTo("valdora");
      served(empty.url());
    }
    try (EmptyDatabase empty = EmptyDatabase.make()) {
      desk.sql(
          "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success)"
              + " VALUES (999, '999', 'later', 'SQL', 'V999', 'x', 1, true)");
      Path newer = folder.resolve("newer");
      try {
        assertThatThrownBy(() -> SqlDump.save(DATABASE.url(), newer))
            .isInstanceOf(BackupRefused.class)
            .hasMessageContaining("newer InDiretta");
      } finally {
        desk.sql("DELETE FROM flyway_schema_history WHERE version = '999'");
      }
      assertThat(newer).as("no half of a file is left").doesNotExist();
      Contents now = contents(Files.readAllBytes(saved()));
      try (BackupWriter writer = BackupWriter.create(newer)) {
        writer.finish(new Contents(999, now.takenAt(), now.postgres(), List.of(), List.of()));
      }
      refused(newer, empty.url(), "newer InDiretta", "999");
      assertThat(EmptyDatabase.sums(empty.url())).isEmpty();
    }
  }

  @Test
  void anInterruptedRestoreIsNotServedAndBeginsAnewByItself() throws Exception {
    Path backup = saved();
    Map<String, String> before = EmptyDatabase.sums(DATABASE.url());
    try (EmptyDatabase empty = EmptyDatabase.make()) {
      Contents _ =
          SqlLoad.load(backup, empty.url(), _ -> {}, table -> {}); // and the machine goes down
      assertThatThrownBy(() -> served(empty.url()))
          .isInstanceOf(DatabaseRefused.class)
          .hasMessageContaining("run the same restore again");
      assertThatThrownBy(() -> SqlDump.save(empty.url(), folder.resolve("half")))
          .isInstanceOf(BackupRefused.class)
          .hasMessageContaining("interrupted");

      Contents _ = restored(backup, empty.url());

      served(empty.url());
      assertThat(EmptyDatabase.sums(empty.url())).isEqualTo(before);
    }
  }

  @Test
  void whatWasOpenThenIsNotOpenAgain() throws Exception {
    desk.sql(
        """
        INSERT INTO sign_in (id, token_hash, operator_id, created_at, last_seen_at)
        VALUES (gen_random_uuid(), '\\x01', '%1$s', now(), now());
        INSERT INTO one_use_link (token_hash, purpose, operator_id, expires_at)
        VALUES ('\\x02', 'INVITATION', '%1$s', now() + interval '1 day');
        INSERT INTO join_code (operator_id, code, expires_at) VALUES ('%1$s', '123456', now() + interval '1 day')
        """
            .formatted(desk.operator));
    Path backup = saved();
    try (EmptyDatabase empty = EmptyDatabase.make()) {
      Contents _ = restored(backup, empty.url());
      assertThat(
              EmptyDatabase.text(
                  empty.url(),
                  "SELECT (SELECT count(*) FROM sign_in WHERE ended_at IS NULL) + (SELECT count(*) FROM one_use_link WHERE used_at IS NULL) + (SELECT count(*) FROM join_code)"))
          .isEqualTo("0");
      assertThat(EmptyDatabase.text(empty.url(), "SELECT count(*) FROM sign_in")).isEqualTo("1");
    }
  }

  @Test
  void whatWaitedToBeSentIsNamedAndNotSentAgain() throws Exception {
    desk.sql(
        """
        INSERT INTO notice (id, kind, recipient, language, subject, text, created_at, next_at, ended_at, standing)
        VALUES (gen_random_uuid(), 'MAIL', 'a@b.ch', 'it', 'Risposta', 'Buongiorno', '2026-11-20T08:00Z', now(), NULL, NULL),
               (gen_random_uuid(), 'SMS', '+41795550100', 'it', NULL, 'Codice', '2026-11-20T09:00Z', now(), NULL, NULL),
               (gen_random_uuid(), 'MAIL', '', 'it', NULL, '', '2026-11-20T07:00Z', now(), now(), 'SENT')
        """);
    Path backup = saved();
    desk.sql("TRUNCATE notice");
    try (EmptyDatabase empty = EmptyDatabase.make()) {
      Contents _ = SqlLoad.load(backup, empty.url(), _ -> {}, table -> {});

      assertThat(SqlLoad.giveUpWaiting(empty.url()))
          .extracting(SqlLoad.Unsent::to, SqlLoad.Unsent::subject)
          .containsExactly(tuple("a@b.ch", "Risposta"), tuple("+41795550100", null));
      assertThat(SqlLoad.giveUpWaiting(empty.url())).isEmpty();
      assertThat(
              EmptyDatabase.text(
                  empty.url(),
                  "SELECT string_agg(standing || recipient || text, ' ' ORDER BY created_at) FROM notice WHERE ended_at IS NOT NULL"))
          .isEqualTo("SENT GIVEN_UP GIVEN_UP");
    }
  }

  @Test
  void aFileIsNeverWrittenOver() throws Exception {
    Path backup = saved();
    byte[] before = Files.readAllBytes(backup);
    assertThatThrownBy(() -> SqlDump.save(DATABASE.url(), backup))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("another name");
    assertThat(Files.readAllBytes(backup)).isEqualTo(before);
    assertThatThrownBy(() -> SqlDump.save(DATABASE.url(), folder.resolve("not/there")))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("make it first");
  }
}
