package org.indiretta.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.indiretta.sql.TestDatabase.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.sql.Database;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.indiretta.transcript.Append;
import org.indiretta.transcript.Appended;
import org.indiretta.transcript.Body;
import org.indiretta.transcript.Desk;
import org.indiretta.transcript.Erasure;
import org.indiretta.transcript.SqlEntries;
import org.indiretta.transcript.SqlRetention;
import org.indiretta.transcript.TranscriptLog;
import org.indiretta.transcript.Writer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What was erased after a backup is erased again after its restore. */
class ErasuresTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.patient();

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock(Instant.now());
  private Desk desk;
  private TranscriptLog log;

  @BeforeEach
  void aCity() throws Exception {
    desk = Desk.in(DATABASE.url());
    log =
        new TranscriptLog(
            DATABASE.vertx(), DATABASE.database(), clock, Desk.PATIENT, new SimpleMeterRegistry());
  }

  @AfterEach
  void clean() throws Exception {
    DATABASE.empty("site, citizen, operator, entry, erasure");
  }

  private long answer(Desk.Talk talk, String id, Body body) throws Exception {
    Appended done =
        await(
            log.append(
                new Append(
                    talk.id(), new Writer.Operator(desk.operator), new ClientMessageId(id), body)));
    return ((Appended.Committed) done).seq();
  }

  /** A stored file with its entry. */
  private UUID file(Desk.Talk talk) throws Exception {
    UUID file = UUID.randomUUID();
    desk.sql(
        """
        INSERT INTO file (id, consultation_id, writer, writer_id, name, content_type, size, created_at)
        VALUES ('%1$s', '%2$s', 'OPERATOR', '%3$s', 'Segreto.pdf', 'application/pdf', 3, now());
        INSERT INTO file_chunk VALUES ('%1$s', 0, convert_to('SEGRETO', 'UTF8'));
        UPDATE consultation SET last_seq = last_seq + 1 WHERE id = '%2$s';
        INSERT INTO entry (consultation_id, seq, at, writer, writer_id, client_message_id, kind, data)
        SELECT '%2$s', last_seq, now(), 'OPERATOR', '%3$s', 'f', 'FILE',
               jsonb_build_object('file', '%1$s', 'name', 'Segreto.pdf') FROM consultation WHERE id = '%2$s'
        """
            .formatted(file, talk.id(), desk.operator));
    return file;
  }

  private ErasureCopy copy(Path file) {
    return new ErasureCopy(DATABASE.vertx(), DATABASE.database(), file);
  }

  private static List<Erasure> read(Path file) {
    List<Erasure> all = new ArrayList<>();
    long _ = ErasureFile.read(file, Instant.EPOCH, all::add);
    return all;
  }

  @Test
  void whatWasErasedAfterTheBackupIsErasedAgain() throws Exception {
    desk.sql("UPDATE site SET retention_days = 10, file_retention_days = 5");
    Desk.Talk open = desk.talk("ACTIVE");
    Desk.Talk closed = desk.talk("ACTIVE");
    long secret = answer(open, "s", new Body.Message("Il mio SEGRETO"));
    long harmless = answer(open, "h", new Body.Message("Buongiorno"));
    UUID withdrawn = file(open);
    long _ = answer(closed, "c", new Body.Message("Un altro SEGRETO"));
    UUID ofClosed = file(closed);
    desk.sql(
        """
        UPDATE consultation SET state = 'CLOSED', ended_at = '%1$s', name = 'SEGRETO' WHERE id = '%2$s';
        INSERT INTO contact_request (id, site_id, topic_id, reference, language, email, text, state, created_at)
        VALUES (gen_random_uuid(), 'rivalago', 'passport', 'R', 'it', 'a@b.ch', 'SEGRETO', 'OPEN', '%1$s')
        """
            .formatted(clock.now(), closed.id()));
    Path backup = folder.resolve("backup");
    Contents saved = SqlDump.save(DATABASE.url(), backup);

    SqlEntries entries = new SqlEntries(DATABASE.database());
    assertThat(await(entries.withdraw(open.id(), desk.operator, secret, clock.now())))
        .isEqualTo(SqlEntries.Withdrawn.DONE);
    assertThat(await(entries.withdraw(open.id(), desk.operator, harmless + 1, clock.now())))
        .isEqualTo(SqlEntries.Withdrawn.DONE);
    SqlRetention retention = new SqlRetention(DATABASE.database(), clock);
    await(retention.run(clock.advance(Duration.ofDays(6))));
    await(retention.run(clock.advance(Duration.ofDays(5))));
    assertThat(TestDatabase.tablesWith(DATABASE.url(), "SEGRETO")).isEmpty();
    Path list = folder.resolve("erasures");
    try (ErasureCopy copy = copy(list)) {
      assertThat(await(copy.round())).isEqualTo(5);
    }
    assertThat(read(list))
        .extracting(Erasure::kind)
        .containsExactlyInAnyOrder(
            Erasure.Kind.ENTRY,
            Erasure.Kind.ENTRY,
            Erasure.Kind.FILE,
            Erasure.Kind.CONSULTATION,
            Erasure.Kind.CONTACT_REQUEST);
    assertThat(Files.readString(list)).doesNotContain("SEGRETO", "Segreto");

    try (EmptyDatabase empty = EmptyDatabase.make()) {
      Contents _ = SqlLoad.load(backup, empty.url(), _ -> {}, table -> {});
      assertThat(TestDatabase.tablesWith(empty.url(), "SEGRETO")).isNotEmpty();
      Database restored = await(Database.open(DATABASE.vertx(), empty.url(), TestDatabase.PATIENT));
      try {
        assertThat(ErasureCopy.again(restored, list, saved.takenAt(), clock.now())).isEqualTo(5);
        assertThat(ErasureCopy.again(restored, list, saved.takenAt(), clock.now())).isEqualTo(5);
      } finally {
        await(restored.close());
      }

      assertThat(TestDatabase.tablesWith(empty.url(), "SEGRETO")).isEmpty();
      assertThat(TestDatabase.tablesWith(empty.url(), "Segreto")).isEmpty();
      assertThat(TestDatabase.tablesWith(empty.url(), "Buongiorno")).containsExactly("entry");
      assertThat(
              EmptyDatabase.text(
                  empty.url(),
                  "SELECT string_agg(seq || kind, ' ' ORDER BY seq) FROM entry WHERE consultation_id = '"
                      + open.id()
                      + "'"))
          .as("places stay (P2)")
          .isEqualTo("1ERASED 2MESSAGE 3ERASED");
      assertThat(
              EmptyDatabase.text(
                  empty.url(),
                  "SELECT count(*) FROM file_chunk WHERE file_id IN ('%s', '%s')"
                      .formatted(withdrawn, ofClosed)))
          .isEqualTo("0");
      assertThat(EmptyDatabase.text(empty.url(), "SELECT count(*) FROM erasure"))
          .as("and it is known there too, for the next restore")
          .isEqualTo("5");
    }
  }

  @Test
  void whatWasSentEndedOrUsedSinceIsNotSentAliveOrGoodAgain() throws Exception {
    String sent = UUID.randomUUID().toString();
    String waits = UUID.randomUUID().toString();
    Desk.Talk ended = desk.talk("ACTIVE");
    Desk.Talk goesOn = desk.talk("ACTIVE");
    desk.sql(
        """
        INSERT INTO notice (id, kind, recipient, language, subject, text, created_at, next_at)
        SELECT id, 'MAIL', 'a@b.ch', 'it', 'Risposta', 'SEGRETO', now(), now()
        FROM unnest('{%s, %s}'::uuid[]) id
        """
            .formatted(sent, waits));
    for (Desk.Talk each : List.of(ended, goesOn)) {
      desk.sql(
          """
          INSERT INTO return_code (consultation_id, code_hash, issued_at, expires_at)
          VALUES ('%1$s', sha256('%1$s'), now(), now() + interval '1 day')
          """
              .formatted(each.id()));
    }
    Path backup = folder.resolve("backup");
    Contents saved = SqlDump.save(DATABASE.url(), backup);
    desk.sql(
        """
        INSERT INTO erasure (at, kind, subject)
        VALUES (now(), 'NOTICE', '%1$s'), (now(), 'CITIZEN', '%2$s'), (now(), 'RETURN_CODE', '%3$s'),
               (now() - interval '30 seconds', 'RETURN_CODE', '%4$s')
        """
            .formatted(sent, ended.citizen(), ended.id(), goesOn.id()));
    Path list = folder.resolve("erasures");
    try (ErasureCopy copy = copy(list)) {
      assertThat(await(copy.round())).isEqualTo(4);
    }

    try (EmptyDatabase empty = EmptyDatabase.make()) {
      Contents _ = SqlLoad.load(backup, empty.url(), _ -> {}, table -> {});
      Database restored = await(Database.open(DATABASE.vertx(), empty.url(), TestDatabase.PATIENT));
      try {
        assertThat(ErasureCopy.again(restored, list, saved.takenAt(), clock.now())).isEqualTo(4);
      } finally {
        await(restored.close());
      }

      assertThat(
              EmptyDatabase.text(
                  empty.url(), "SELECT standing || text FROM notice WHERE id = '" + sent + "'"))
          .isEqualTo("SENT");
      assertThat(SqlLoad.giveUpWaiting(empty.url())).as("of the other it is not known").hasSize(1);
      assertThat(TestDatabase.tablesWith(empty.url(), "SEGRETO")).isEmpty();
      assertThat(
              EmptyDatabase.text(
                  empty.url(),
                  "SELECT string_agg(id::text, ' ') FROM citizen WHERE expires_at > created_at"))
          .isEqualTo(goesOn.citizen().toString());
      assertThat(
              EmptyDatabase.text(
                  empty.url(),
                  "SELECT string_agg(consultation_id::text, ' ') FROM return_code WHERE used_at IS NULL"))
          .as("its code was made after the other one was used")
          .isEqualTo(goesOn.id().toString());
      assertThat(TestDatabase.tablesWith(DATABASE.url(), "SEGRETO")).containsExactly("notice");
    } finally {
      desk.sql("TRUNCATE notice");
    }
  }

  @Test
  void thatOfAPlaceWhichWasGivenAgainIsNotRepeated() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    long seq = answer(talk, "new", new Body.Message("Scritto dopo"));
    Erasure longAgo =
        new Erasure(
            UUID.randomUUID(),
            clock.now().minus(Duration.ofHours(3)),
            Erasure.Kind.ENTRY.name(),
            talk.id().value(),
            seq);
    Path list = folder.resolve("erasures");
    try (ErasureFile file = ErasureFile.open(list)) {
      assertThat(file.add(List.of(longAgo))).isEqualTo(1);
    }

    assertThat(
            ErasureCopy.again(
                DATABASE.database(), list, clock.now().minus(Duration.ofHours(2)), clock.now()))
        .isZero();

    assertThat(TestDatabase.tablesWith(DATABASE.url(), "Scritto dopo")).containsExactly("entry");
  }

  @Test
  void theListGoesOnWhereItEndedAndALineThatWasCutOffIsWrittenAgain() throws Exception {
    Path list = folder.resolve("erasures");
    SqlEntries entries = new SqlEntries(DATABASE.database());
    Desk.Talk talk = desk.talk("ACTIVE");
    for (int i = 0; i < 3; i++) {
      long seq = answer(talk, "m" + i, new Body.Message("x"));
      await(entries.withdraw(talk.id(), desk.operator, seq, clock.advance(Duration.ofSeconds(1))));
      try (ErasureCopy copy = copy(list)) {
        assertThat(await(copy.round())).isEqualTo(1);
        assertThat(await(copy.round())).isZero();
      }
    }
    byte[] whole = Files.readAllBytes(list);
    Files.write(list, java.util.Arrays.copyOf(whole, whole.length - 20));
    assertThat(read(list)).hasSize(2);

    try (ErasureCopy copy = copy(list)) {
      assertThat(await(copy.round())).isEqualTo(1);
      assertThatThrownBy(() -> ErasureFile.open(list))
          .isInstanceOf(BackupRefused.class)
          .hasMessageContaining("a file of its own");
    }
    assertThat(Files.readAllBytes(list)).isEqualTo(whole);

    byte[] changed = whole.clone();
    changed[whole.length / 2] ^= 1;
    Files.write(list, changed);
    assertThatThrownBy(() -> read(list))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("changed");
    Files.write(
        list,
        "hello\n".repeat(9).getBytes(StandardCharsets.US_ASCII),
        StandardOpenOption.TRUNCATE_EXISTING);
    assertThatThrownBy(() -> ErasureFile.open(list)).hasMessageContaining("no list of erasures");
  }

  /** A newer server ran beside this one, as while they are updated in turn. */
  @Test
  void whatOnlyANewerVersionKnowsIsCopiedAsItIs_andNothingIsRestoredWithoutIt() throws Exception {
    SqlEntries entries = new SqlEntries(DATABASE.database());
    Desk.Talk talk = desk.talk("ACTIVE");
    long seq = answer(talk, "m", new Body.Message("x"));
    Path backup = folder.resolve("backup");
    Contents saved = SqlDump.save(DATABASE.url(), backup);
    desk.sql("ALTER TABLE erasure DROP CONSTRAINT erasure_kind_check");
    Path list = folder.resolve("erasures");
    try {
      desk.sql(
          "INSERT INTO erasure (at, kind, subject) VALUES ('%s', 'VOICE_MAIL', gen_random_uuid())"
              .formatted(clock.now()));
      await(entries.withdraw(talk.id(), desk.operator, seq, clock.advance(Duration.ofSeconds(1))));
      try (ErasureCopy copy = copy(list)) {
        assertThat(await(copy.round())).isEqualTo(2);
      }
    } finally {
      desk.sql(
          """
          DELETE FROM erasure WHERE kind = 'VOICE_MAIL';
          ALTER TABLE erasure ADD CONSTRAINT erasure_kind_check CHECK (kind IN (
            'ENTRY', 'FILE', 'CONSULTATION', 'CONTACT_REQUEST', 'NOTICE', 'CITIZEN', 'RETURN_CODE'))
          """);
    }
    assertThat(read(list)).extracting(Erasure::name).containsExactly("VOICE_MAIL", "ENTRY");
    try (ErasureCopy copy = copy(list)) {
      assertThat(await(copy.round())).as("and it goes on").isZero();
    }

    try (EmptyDatabase empty = EmptyDatabase.make()) {
      assertThatThrownBy(
              () ->
                  SqlLoad.load(
                      backup,
                      empty.url(),
                      in -> ErasureCopy.check(list, in.takenAt()),
                      table -> {}))
          .isInstanceOf(BackupRefused.class)
          .hasMessageContaining("(VOICE_MAIL)")
          .hasMessageContaining("restore with that one. Nothing was restored.");
      assertThat(
              EmptyDatabase.text(
                  empty.url(), "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
          .isEqualTo("0");
    }
    ErasureCopy.check(list, saved.takenAt().plus(Duration.ofDays(1)));
  }
}
