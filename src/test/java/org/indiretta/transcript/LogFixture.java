package org.indiretta.transcript;

import static org.indiretta.sql.TestDatabase.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.sql.Database;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A desk, a transcript log on a pool of its own, and short ways to write and to look. */
abstract class LogFixture {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.patient();

  static final AppendLimits PATIENT = Desk.PATIENT;

  final ManualClock clock = new ManualClock();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  Desk desk;
  Database pool;
  SqlEntries entries;

  @BeforeEach
  void prepare() throws Exception {
    desk = Desk.in(DATABASE.url());
    pool = await(Database.open(DATABASE.vertx(), DATABASE.url(), PATIENT.pool()));
    entries = new SqlEntries(DATABASE.database());
  }

  @AfterEach
  void close() throws Exception {
    await(pool.close());
    // What was refused may still be on its way in PostgreSQL.
    DATABASE.empty("site, citizen, operator, entry");
  }

  TranscriptLog log(AppendLimits limits) {
    return new TranscriptLog(DATABASE.vertx(), pool, clock, limits, registry);
  }

  TranscriptLog log() {
    return log(AppendLimits.DEFAULT);
  }

  static Append says(Desk.Talk talk, String id, String text) {
    return new Append(
        talk.id(),
        new Writer.Citizen(talk.citizen()),
        new ClientMessageId(id),
        new Body.Message(text));
  }

  static Appended.Committed committed(Appended appended) {
    return (Appended.Committed) appended;
  }

  static Appended.Reason reason(Appended appended) {
    return ((Appended.Refused) appended).reason();
  }

  List<Entry> stored(ConsultationId id) throws Exception {
    return await(entries.entriesAfter(id, 0, SqlEntries.READ_ENTRIES));
  }

  Append answers(Desk.Talk talk, String id, String text) {
    return new Append(
        talk.id(),
        new Writer.Operator(desk.operator),
        new ClientMessageId(id),
        new Body.Message(text));
  }
}
