package org.indiretta.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.indiretta.sql.TestDatabase.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.GuestId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.Sql;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Searching, opening and erasing past transcripts, against a real PostgreSQL. */
class ArchiveTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.patient();

  private final ManualClock clock = new ManualClock();
  private Desk desk;
  private SqlArchive archive;
  private SqlRetention retention;
  private SqlEntries entries;
  private TranscriptLog log;

  @BeforeEach
  void prepare() throws Exception {
    desk = Desk.in(DATABASE.url());
    archive = new SqlArchive(DATABASE.database());
    retention = new SqlRetention(DATABASE.database(), clock);
    entries = new SqlEntries(DATABASE.database());
    log =
        new TranscriptLog(
            DATABASE.vertx(), DATABASE.database(), clock, Desk.PATIENT, new SimpleMeterRegistry());
  }

  @AfterEach
  void clean() throws Exception {
    DATABASE.empty("site, citizen, operator, entry, archive_access");
  }

  private void says(Desk.Talk talk, String id, Body body) throws Exception {
    Append append =
        new Append(talk.id(), new Writer.Citizen(talk.citizen()), new ClientMessageId(id), body);
    assertThat(await(log.append(append))).isInstanceOf(Appended.Committed.class);
  }

  /** A consultation with one message by the citizen, ended at the clock's time. */
  private Desk.Talk ended(String language, String text) throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    says(talk, "a", new Body.Message(text));
    desk.sql(
        "UPDATE consultation SET state = 'CLOSED', language = '%s', ended_at = '%s', question = '%s', name = 'Anna' WHERE id = '%s'"
            .formatted(language, clock.now(), text, talk.id()));
    return talk;
  }

  private ArchiveScope everything() {
    return new ArchiveScope(OperatorId.next(), Set.of(), true);
  }

  private ArchiveSearch search(ArchiveScope scope, String text) {
    return new ArchiveSearch(scope, text, null, null, null, null, null, null, 50);
  }

  private List<ConsultationId> found(ArchiveSearch search) throws Exception {
    return await(archive.search(search)).consultations().stream()
        .map(PastConsultation::id)
        .toList();
  }

  @Test
  void wordsAreFoundInEveryLanguageWithAndWithoutAccents() throws Exception {
    Desk.Talk it = ended("it", "Vorrei rinnovare i passaporti perché scadono");
    Desk.Talk de = ended("de", "Ich möchte die Gebühren bezahlen");
    Desk.Talk fr = ended("fr", "Une demande de médiation générale");
    Desk.Talk en = ended("en", "I am moving houses next week");

    assertThat(found(search(everything(), "passaporto"))).containsExactly(it.id());
    assertThat(found(search(everything(), "perche"))).containsExactly(it.id());
    assertThat(found(search(everything(), "gebuhr"))).containsExactly(de.id());
    assertThat(found(search(everything(), "mediation"))).containsExactly(fr.id());
    assertThat(found(search(everything(), "move house"))).containsExactly(en.id());
    assertThat(found(search(everything(), "\"next week\" -passaporto"))).containsExactly(en.id());
    assertThat(found(search(everything(), "'; DROP TABLE entry; --"))).isEmpty();
  }

  @Test
  void aConsultationThatWasReopenedIsReadAgain() throws Exception {
    Desk.Talk talk = ended("it", "Prima domanda");
    assertThat(found(search(everything(), "seconda"))).isEmpty();

    desk.sql(
        "UPDATE consultation SET state = 'ACTIVE', ended_at = NULL WHERE id = '" + talk.id() + "'");
    assertThat(found(search(everything(), "prima"))).isEmpty();
    says(talk, "b", new Body.Message("Seconda domanda"));
    clock.advance(Duration.ofMinutes(3));
    desk.sql(
        "UPDATE consultation SET state = 'CLOSED', ended_at = '%s' WHERE id = '%s'"
            .formatted(clock.now(), talk.id()));

    assertThat(found(search(everything(), "seconda"))).containsExactly(talk.id());
  }

  @Test
  void everybodyFindsOnlyWhatTheyMay() throws Exception {
    Desk.Talk talk = ended("it", "Domanda");
    Set<TopicId> none = Set.of();

    assertThat(found(search(new ArchiveScope(desk.operator, none, false), null)))
        .containsExactly(talk.id());
    assertThat(found(search(new ArchiveScope(OperatorId.next(), none, false), null))).isEmpty();
    ArchiveScope supervisor =
        new ArchiveScope(OperatorId.next(), Set.of(new TopicId("passport")), false);
    assertThat(found(search(supervisor, null))).containsExactly(talk.id());
    ArchiveScope elsewhere =
        new ArchiveScope(OperatorId.next(), Set.of(new TopicId("taxes")), false);
    assertThat(found(search(elsewhere, null))).isEmpty();
  }

  @Test
  void eachOpeningLeavesARowAndARefusedOneNone() throws Exception {
    Desk.Talk talk = ended("it", "Domanda");
    ArchiveScope stranger = new ArchiveScope(OperatorId.next(), Set.of(), false);
    ArchiveScope owner = new ArchiveScope(desk.operator, Set.of(), false);

    assertThat(await(archive.open(talk.id(), stranger, clock.now()))).isEmpty();
    Optional<PastConsultation> opened = await(archive.open(talk.id(), owner, clock.now()));

    assertThat(opened.orElseThrow().name()).isEqualTo("Anna");
    assertThat(opened.orElseThrow().entries()).isEqualTo(1);
    assertThat(
            await(
                DATABASE
                    .database()
                    .list(
                        Sql.of("SELECT operator_id, consultation_id FROM archive_access").bound(),
                        row -> row.getUUID(0) + " " + row.getUUID(1))))
        .containsExactly(desk.operator + " " + talk.id());
  }

  @Test
  void pagesFollowEachOtherWithoutAHole() throws Exception {
    List<ConsultationId> newestFirst = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      newestFirst.addFirst(ended("it", "n. " + i).id());
      clock.advance(Duration.ofMinutes(i % 2));
    }
    List<ConsultationId> seen = new ArrayList<>();
    ArchiveSearch.Cursor before = null;
    do {
      SqlArchive.Found page =
          await(
              archive.search(
                  new ArchiveSearch(everything(), null, null, null, null, null, null, before, 3)));
      page.consultations().forEach(c -> seen.add(c.id()));
      before = page.next().map(c -> ArchiveSearch.Cursor.of(c.toString())).orElse(null);
    } while (before != null);

    assertThat(seen).containsExactlyInAnyOrderElementsOf(newestFirst).doesNotHaveDuplicates();
    assertThat(seen.getFirst()).isEqualTo(newestFirst.getFirst());
    assertThatThrownBy(() -> ArchiveSearch.Cursor.of("x")).hasMessageContaining("cursor");
  }

  // ── retention ──────────────────────────────────────────────────────────────────────────────────

  @Test
  void p2_retentionErasesTheTextsAndKeepsThePlaces() throws Exception {
    desk.sql("UPDATE site SET retention_days = 180, file_retention_days = 30");
    Desk.Talk old = ended("it", "Il mio segreto");
    assertThat(found(search(everything(), "segreto"))).hasSize(1);
    choice(old, "Segreto");
    clock.advance(Duration.ofDays(1));
    Desk.Talk young = ended("it", "Ancora utile");
    choice(young, "Utile");
    clock.advance(Duration.ofDays(180));
    assertThat(choices()).containsExactlyInAnyOrder("Segreto", "Utile");

    SqlRetention.Erased erased = await(retention.run(clock.now().minusSeconds(1)));
    SqlRetention.Erased again = await(retention.run(clock.now().minusSeconds(1)));

    assertThat(erased).isEqualTo(new SqlRetention.Erased(1, 0, 0));
    assertThat(again).isEqualTo(new SqlRetention.Erased(0, 0, 0));
    assertThat(await(entries.entriesAfter(old.id(), 0, 10)))
        .extracting(Entry::seq, Entry::body)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(1L, new Body.Erased()));
    assertThat(await(entries.entriesAfter(young.id(), 0, 10)))
        .extracting(Entry::body)
        .containsExactly(new Body.Message("Ancora utile"));
    assertThat(found(search(everything(), "segreto"))).isEmpty();
    assertThat(mentions("segreto")).isZero();
    assertThat(choices()).as("why it went to whom goes with it").containsExactly("Utile");
  }

  private void choice(Desk.Talk of, String why) throws Exception {
    desk.sql(
        "INSERT INTO choice (id, consultation_id, at, reasons) VALUES ('%1$s', '%1$s', now(), '\"%2$s\"')"
            .formatted(of.id(), why));
  }

  private List<String> choices() throws Exception {
    return await(
        DATABASE
            .database()
            .list(
                Sql.of("SELECT reasons #>> '{}' AS why FROM choice").bound(),
                row -> row.getString("why")));
  }

  @Test
  void p2_retentionErasesTheNamesOfGuests() throws Exception {
    desk.sql("UPDATE site SET retention_days = 180, file_retention_days = 30");
    Desk.Talk talk = desk.talk("ACTIVE");
    GuestId guest = GuestId.next();
    desk.sql(
        """
        INSERT INTO call (id, consultation_id, mode, state, proposed_at, ended_at, end_reason)
        VALUES ('%1$s', '%1$s', 'TALK', 'ENDED', now(), now(), 'HUNG_UP');
        INSERT INTO call_member (call_id, position, member_id, role, guest_name, away_since, microphone, on_hold)
        VALUES ('%1$s', 2, '%2$s', 'INTERPRETER', 'Amina', now(), 'OFF', false);
        UPDATE consultation SET also_in_call = '{%2$s}' WHERE id = '%1$s';
        """
            .formatted(talk.id(), guest));
    Writer writer = new Writer.Guest(guest, "Amina", CallRole.INTERPRETER);
    await(
        log.append(
            new Append(
                talk.id(), writer, new ClientMessageId("g"), new Body.Message("buongiorno"))));
    assertThat(await(entries.entriesAfter(talk.id(), 0, 10)))
        .extracting(Entry::writer)
        .containsExactly(writer);
    desk.sql(
        "UPDATE consultation SET state = 'CLOSED', ended_at = '%s' WHERE id = '%s'"
            .formatted(clock.now(), talk.id()));
    assertThat(mentions("Amina")).isPositive();

    await(retention.run(clock.advance(Duration.ofDays(181))));

    assertThat(mentions("Amina")).isZero();
    assertThat(await(entries.entriesAfter(talk.id(), 0, 10)))
        .extracting(Entry::writer)
        .containsExactly(new Writer.Guest(guest, null, null));
  }

  /** How many rows of the tables of a consultation still hold a word. */
  private long mentions(String word) throws Exception {
    return await(
            DATABASE
                .database()
                .list(
                    Sql.of(
                            """
                            SELECT (SELECT count(*) FROM entry t WHERE t::text LIKE :word)
                                 + (SELECT count(*) FROM consultation t WHERE t::text LIKE :word)
                                 + (SELECT count(*) FROM transcript_words t WHERE t::text LIKE :word)
                                 + (SELECT count(*) FROM call_member t WHERE t::text LIKE :word)
                              AS n
                            """)
                        .with("word", "%" + word + "%"),
                    row -> row.getLong("n")))
        .getFirst();
  }

  @Test
  void filesAreErasedEarlierThanTexts() throws Exception {
    desk.sql("UPDATE site SET retention_days = 180, file_retention_days = 30");
    Desk.Talk talk = desk.talk("ACTIVE");
    org.indiretta.identity.FileId file = org.indiretta.identity.FileId.next();
    desk.sql(
        """
        INSERT INTO file (id, consultation_id, writer, writer_id, name, content_type, size, created_at)
        VALUES ('%s', '%s', 'CITIZEN', '%s', 'carta.pdf', 'application/pdf', 3, now());
        INSERT INTO file_chunk VALUES ('%s', 0, 'abc')
        """
            .formatted(file, talk.id(), talk.citizen(), file));
    says(talk, "f", new Body.File(file, "carta.pdf", "application/pdf", 3));
    desk.sql(
        "UPDATE consultation SET state = 'CLOSED', ended_at = '%s' WHERE id = '%s'"
            .formatted(clock.now(), talk.id()));

    assertThat(await(retention.run(clock.advance(Duration.ofDays(30)))).files()).isZero();
    assertThat(await(retention.run(clock.advance(Duration.ofSeconds(1)))).files()).isOne();

    assertThat(await(entries.entriesAfter(talk.id(), 0, 10)))
        .extracting(Entry::body)
        .containsExactly(new Body.Erased());
    assertThat(
            await(
                DATABASE
                    .database()
                    .list(
                        Sql.of("SELECT (SELECT count(*) FROM file_chunk) AS chunks, name FROM file")
                            .bound(),
                        row -> row.getLong("chunks") + row.getString("name"))))
        .containsExactly("0-");
  }
}
