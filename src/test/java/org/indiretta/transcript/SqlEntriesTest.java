package org.indiretta.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.indiretta.identity.OperatorId;
import org.indiretta.sql.Sql;
import org.junit.jupiter.api.Test;

/** Entries written within a transition, and entries withdrawn. */
class SqlEntriesTest extends LogFixture {
  @Override
  TranscriptLog log() {
    return log(PATIENT);
  }

  @Test
  void p2_eventsOfATransitionAndMessagesShareOneRowOfPlaces() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    TranscriptLog log = log();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      all.add(log.append(says(talk, "m" + i, "n. " + i)));
      if (i % 4 == 0) {
        all.add(
            DATABASE
                .database()
                .inTransaction(
                    tx ->
                        entries.appendEvent(
                            tx, talk.id(), new Body.Event("warned", null, null), clock.now())));
      }
    }

    await(Future.all(all));

    assertThat(stored(talk.id()))
        .extracting(Entry::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 75).boxed().toList());
  }

  @Test
  void aWithdrawnEntryKeepsItsPlaceAndNothingElse() throws Exception {
    Desk.Talk talk = desk.talk("ACTIVE");
    TranscriptLog log = log();
    await(log.append(says(talk, "a", "del cittadino")));
    await(log.append(answers(talk, "b", "il numero sbagliato")));

    assertThat(await(entries.withdraw(talk.id(), desk.operator, 2, clock.now())))
        .isEqualTo(SqlEntries.Withdrawn.DONE);
    assertThat(await(entries.withdraw(talk.id(), desk.operator, 1, clock.now())))
        .isEqualTo(SqlEntries.Withdrawn.NOT_FOUND);
    assertThat(await(entries.withdraw(talk.id(), OperatorId.next(), 1, clock.now())))
        .isEqualTo(SqlEntries.Withdrawn.WRONG_STATE);

    assertThat(stored(talk.id()))
        .extracting(Entry::body)
        .containsExactly(new Body.Message("del cittadino"), new Body.Erased());
    assertThat(await(entries.erasedUpTo(talk.id(), 2))).containsExactly(2L);
    assertThat(
            await(
                DATABASE
                    .database()
                    .list(
                        Sql.of("SELECT count(*) AS n FROM entry e WHERE e::text LIKE '%numero%'")
                            .bound(),
                        row -> row.getLong("n"))))
        .containsExactly(0L);
    // P3: a late retry of what was withdrawn does not bring it back.
    assertThat(committed(await(log().append(answers(talk, "b", "il numero sbagliato")))).seq())
        .isEqualTo(2);
    assertThat(stored(talk.id())).hasSize(2);
  }
}
