package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.TAX;
import static org.indiretta.consultation.City.all;
import static org.indiretta.consultation.City.command;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.consultation.City.expectRefused;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.indiretta.bus.Address;
import org.indiretta.bus.News;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.BoardCommand;
import org.indiretta.protocol.BoardView;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bruno, who serves passports, is their supervisor. */
class BoardTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;

  @BeforeEach
  void brunoOversees() throws Exception {
    city = City.fresh(DATABASE);
    city.execute("TRUNCATE person_figures");
    role(city.bruno, "SUPERVISOR");
  }

  private void role(Principal.Staff staff, String role) throws Exception {
    city.execute("UPDATE operator SET role = '" + role + "' WHERE id = '" + staff.id() + "'");
    await(city.directory.reread());
  }

  private BoardView board(Principal.Staff staff) throws Exception {
    return await(city.desk.supervision().board(staff));
  }

  private BoardView.TopicFigures figures(Principal.Staff staff, TopicId topic) throws Exception {
    return board(staff).topics().stream()
        .filter(it -> it.topic().equals(topic))
        .findFirst()
        .orElseThrow();
  }

  /** One that waits, and nobody is asked. */
  private City.Talk waiting(TopicId topic) throws Exception {
    city.available(city.anna);
    Principal.Citizen citizen = city.citizen();
    ConsultationId id = city.start(citizen, topic).id();
    city.away(city.anna);
    return new City.Talk(citizen, id);
  }

  private Future<Reply> reassign(Principal.Staff by, ConsultationId id, Principal.Staff to) {
    return city.desk.supervision().reassign(by, new BoardCommand.Reassign(command(), id, to.id()));
  }

  private Future<Reply> pick(Principal.Staff by, ConsultationId id) {
    return city.desk.supervision().pick(by, new BoardCommand.Pick(command(), id));
  }

  private Future<Reply> join(Principal.Staff by, ConsultationId id) {
    return city.desk.supervision().join(by, new BoardCommand.JoinOpenly(command(), id));
  }

  private Future<Reply> leave(Principal.Staff by, ConsultationId id) {
    return city.desk.supervision().leave(by, new BoardCommand.LeaveOpenly(command(), id));
  }

  private Future<Reply> endPause(Principal.Staff by, Principal.Staff whose) {
    return city.desk.supervision().endPause(by, new BoardCommand.EndPause(command(), whose.id()));
  }

  private Future<Reply> personFigures(Principal.Staff by, boolean on) {
    return city.desk
        .supervision()
        .showPersonFigures(by, new BoardCommand.ShowPersonFigures(command(), on));
  }

  private List<Push> toldTo(Principal.Staff staff) {
    return city.bus.all(News.Pushed.class).stream()
        .filter(news -> news.to().contains(new Address.Person(staff.id())))
        .map(News.Pushed::push)
        .filter(push -> push instanceof Push.Assigned || push instanceof Push.PauseEnded)
        .toList();
  }

  // ── figures ───────────────────────────────────────────────────────────────────────────────────

  /** What the transcripts of a topic tell, counted anew from their entries alone. */
  private record Told(int open, int waiting, int answered, int inTarget, int left) {}

  private Told told(TopicId topic, Duration target) throws Exception {
    record Event(Instant at, String kind, String outcome) {}
    int open = 0;
    int waiting = 0;
    int answered = 0;
    int inTarget = 0;
    int left = 0;
    List<ConsultationId> all =
        await(
            DATABASE
                .database()
                .list(
                    Sql.of("SELECT id FROM consultation WHERE topic_id = :topic")
                        .with("topic", topic.value()),
                    row -> new ConsultationId(row.getUUID("id"))));
    for (ConsultationId id : all) {
      List<Event> events =
          await(
              DATABASE
                  .database()
                  .list(
                      Sql.of(
                              """
                              SELECT at, data ->> 'event' AS event, data ->> 'detail' AS detail
                              FROM entry WHERE consultation_id = :id AND kind = 'EVENT' ORDER BY seq
                              """)
                          .with("id", id.value()),
                      row ->
                          new Event(
                              Rows.instant(row, "at"),
                              row.getString("event"),
                              row.getString("detail"))));
      Instant joined = null;
      boolean attended = false;
      boolean ended = false;
      for (Event event : events) {
        switch (EventKind.valueOf(event.kind())) {
          case JOINED -> {
            joined = joined == null ? event.at() : joined;
            attended = true;
          }
          case OPERATOR_LOST -> attended = false;
          case ENDED -> {
            ended = true;
            left += Outcome.LEFT_WAITING.name().equals(event.outcome()) ? 1 : 0;
          }
          default -> {}
        }
      }
      open += ended ? 0 : 1;
      waiting += ended || attended ? 0 : 1;
      if (joined != null) {
        answered++;
        Duration waited = Duration.between(events.getFirst().at(), joined);
        inTarget += waited.compareTo(target) <= 0 ? 1 : 0;
      }
    }
    return new Told(open, waiting, answered, inTarget, left);
  }

  @Test
  void b1_theFiguresAddUpWithTheTranscripts() throws Exception {
    role(city.carla, "ADMIN");
    Duration target = city.directory.topic(PASSPORT).orElseThrow().service().target();
    City.Talk quick = waiting(PASSPORT);
    city.pass(target.minusSeconds(10));
    expectDone(city.take(city.anna, quick.id()));
    City.Talk slow = waiting(PASSPORT);
    city.pass(target.plusSeconds(10));
    expectDone(city.take(city.anna, slow.id()));
    City.Talk gone = waiting(PASSPORT);
    expectDone(
        city.desk.leave(gone.citizen(), new Command.LeaveConsultation(command(), gone.id())));
    City.Talk tax = waiting(TAX);
    expectDone(city.take(city.carla, tax.id()));
    expectDone(city.close(city.carla, tax.id(), Outcome.RESOLVED));
    city.pass(Duration.ofSeconds(10));
    // Handed over and taken again: one first answer each.
    city.available(city.bruno);
    expectDone(city.handOver(city.anna, quick.id(), city.bruno));
    expectDone(city.answerHandOver(city.bruno, quick.id(), true));
    City.Talk waits = waiting(PASSPORT);

    for (TopicId topic : List.of(PASSPORT, TAX)) {
      BoardView.TopicFigures shown = figures(city.carla, topic);
      Told told = told(topic, target);
      assertThat(
              new Told(
                  shown.waiting() + shown.offered() + shown.active(),
                  shown.waiting() + shown.offered(),
                  shown.answered(),
                  shown.inTarget(),
                  shown.left()))
          .as(topic.value())
          .isEqualTo(told);
      assertThat(shown.targetS()).isEqualTo(target.toSeconds());
    }
    assertThat(told(PASSPORT, target)).as("not an empty day").isEqualTo(new Told(3, 1, 2, 1, 1));
    assertThat(told(TAX, target)).isEqualTo(new Told(0, 0, 1, 1, 0));
    assertThat(board(city.carla).open()).hasSize(board(city.carla).openInAll());
    assertThat(board(city.carla).open().getFirst().id()).as("waiting first").isEqualTo(waits.id());
    assertThat(figures(city.carla, PASSPORT).longestSince())
        .isEqualTo(board(city.carla).open().getFirst().since());

    city.clock.advance(Duration.ofDays(1));
    assertThat(figures(city.carla, PASSPORT))
        .as("a new day")
        .extracting(BoardView.TopicFigures::answered, BoardView.TopicFigures::left)
        .containsExactly(0, 0);
  }

  @Test
  void b1_supervisorsOverseeTheirTopics_adminsAll_operatorsNone() throws Exception {
    City.Talk passport = waiting(PASSPORT);
    City.Talk tax = waiting(TAX);

    BoardView bruno = board(city.bruno);
    assertThat(bruno.topics()).extracting(BoardView.TopicFigures::topic).containsExactly(PASSPORT);
    assertThat(bruno.open()).extracting(BoardView.Open::id).containsExactly(passport.id());
    assertThat(bruno.people())
        .extracting(BoardView.Person::firstName)
        .containsExactly("Anna", "Bruno");
    assertThat(bruno.people().getFirst().state()).isEqualTo(PresenceState.AWAY);
    assertThat(board(city.anna)).as("an operator").isEqualTo(BoardView.EMPTY);

    role(city.carla, "ADMIN");
    assertThat(board(city.carla).open())
        .extracting(BoardView.Open::id)
        .containsExactly(passport.id(), tax.id());
    role(city.bruno, "OPERATOR");
    assertThat(board(city.bruno)).as("no longer a supervisor").isEqualTo(BoardView.EMPTY);
    expectRefused(pick(city.bruno, passport.id()), ErrorCode.FORBIDDEN);
  }

  @Test
  void b5_figuresPerPersonAreOffUntilAnAdminSwitchesThemOn() throws Exception {
    City.Talk talk = waiting(PASSPORT);
    expectDone(city.take(city.anna, talk.id()));
    BoardView before = board(city.bruno);
    assertThat(before.people()).extracting(BoardView.Person::today).containsOnlyNulls();
    assertThat(before.offices()).as("an office of two would be persons").isEmpty();
    assertThat(before.personFigures().on()).isFalse();

    expectDone(personFigures(city.carla, true));
    expectDone(personFigures(city.carla, true));
    BoardView shown = board(city.bruno);
    assertThat(shown.personFigures())
        .isEqualTo(new BoardView.PersonFigures(true, "Carla Rossi", city.clock.now()));
    assertThat(shown.people())
        .extracting(BoardView.Person::today)
        .containsExactly(new BoardView.Figures(1, 1), new BoardView.Figures(0, 0));

    expectDone(personFigures(city.bruno, false));
    assertThat(board(city.bruno).people()).extracting(BoardView.Person::today).containsOnlyNulls();
    assertThat(
            await(
                DATABASE
                    .database()
                    .list(
                        Sql.of("SELECT shown FROM person_figures ORDER BY id").bound(),
                        row -> row.getBoolean("shown"))))
        .as("every switch is kept, once")
        .containsExactly(true, false);
  }

  @Test
  void b5_anOfficeOfFiveHasFigures() throws Exception {
    for (int more = 0; more < 3; more++) {
      city.execute(
          ("WITH o AS (INSERT INTO operator (id, email, first_name, last_name, office, role,"
                  + " created_at) VALUES (gen_random_uuid(), 'more%d@rivalago.example', 'More',"
                  + " 'Neri', 'Sportello', 'OPERATOR', '2026-01-01') RETURNING id)"
                  + " INSERT INTO competence SELECT id, 'passport', 3 FROM o")
              .formatted(more));
    }
    await(city.directory.reread());
    expectDone(city.take(city.anna, waiting(PASSPORT).id()));

    assertThat(board(city.bruno).offices())
        .containsExactly(new BoardView.OfficeFigures("Sportello", 5, new BoardView.Figures(1, 1)));
  }

  // ── reassign and pick ─────────────────────────────────────────────────────────────────────────

  @Test
  void b2_whoWaitsIsGivenToAnOperatorWhateverTheirTopics() throws Exception {
    City.Talk talk = waiting(PASSPORT);
    expectRefused(reassign(city.bruno, talk.id(), city.carla), ErrorCode.WRONG_STATE);
    city.available(city.carla);

    expectDone(reassign(city.bruno, talk.id(), city.carla));

    assertThat(city.view(talk.citizen()).operator().firstName()).isEqualTo("Carla");
    assertThat(city.events(talk)).containsExactly(EventKind.STARTED, EventKind.JOINED);
    assertThat(toldTo(city.carla))
        .containsExactly(
            new Push.Assigned(talk.id(), city.view(talk.citizen()).reference(), "Bruno"));
    expectDone(city.send(city.carla, talk.id(), "good morning"));
  }

  @Test
  void b2_anActiveOneChangesItsOwner() throws Exception {
    city.available(city.anna, city.carla);
    City.Talk talk = city.talk(city.anna);
    expectDone(city.handOver(city.anna, talk.id(), city.carla));

    expectDone(reassign(city.bruno, talk.id(), city.carla));

    expectRefused(city.send(city.anna, talk.id(), "still me"), ErrorCode.NOT_FOUND);
    expectDone(city.send(city.carla, talk.id(), "I go on"));
    assertThat(city.resume(talk.citizen(), talk.id()).entries())
        .extracting(Entry::body)
        .contains(new Entry.Body.Event(EventKind.HANDED_OVER, "Carla", "Sportello"));
    assertThat(city.deskOf(city.carla).own().getFirst().handOver()).as("answered by it").isNull();

    expectDone(city.close(city.carla, talk.id(), Outcome.RESOLVED));
    expectRefused(reassign(city.bruno, talk.id(), city.anna), ErrorCode.WRONG_STATE);
  }

  @Test
  void b2_onlyOwnTopicsAndOnlyEnabledOperators() throws Exception {
    City.Talk tax = waiting(TAX);
    City.Talk passport = waiting(PASSPORT);
    city.available(city.carla);
    expectRefused(reassign(city.bruno, tax.id(), city.carla), ErrorCode.FORBIDDEN);
    expectRefused(reassign(city.anna, passport.id(), city.carla), ErrorCode.FORBIDDEN);
    city.disable(city.carla);
    expectRefused(reassign(city.bruno, passport.id(), city.carla), ErrorCode.NOT_FOUND);
  }

  @Test
  void b2_whoWaitsIsPickedWhateverTheOwnTopics() throws Exception {
    City.Talk tax = waiting(TAX);
    expectDone(pick(city.bruno, tax.id()));
    expectDone(pick(city.bruno, tax.id()));
    assertThat(city.view(tax.citizen()).operator().firstName()).isEqualTo("Bruno");
    assertThat(toldTo(city.bruno)).as("did it themselves").isEmpty();

    city.available(city.anna);
    City.Talk held = city.talk(city.anna);
    assertThat(expectRefused(pick(city.bruno, held.id()), ErrorCode.TAKEN).by()).isEqualTo("Anna");
  }

  /** Of those who take, pick and reassign at once exactly one gets it. */
  @RepeatedTest(5)
  void p9_takePickAndReassignRace() throws Exception {
    City.Talk talk = waiting(PASSPORT);
    city.available(city.carla);

    List<Reply> replies =
        all(
            List.of(
                city.take(city.anna, talk.id()),
                pick(city.bruno, talk.id()),
                reassign(city.bruno, talk.id(), city.carla)));

    // Reassigning moves what is active, too, so it is done in any order; the others were before it.
    assertThat(replies.get(2)).isInstanceOf(Reply.Done.class);
    assertThat(city.view(talk.citizen()).operator().firstName()).isEqualTo("Carla");
    long others = replies.stream().limit(2).filter(Reply.Done.class::isInstance).count();
    assertThat(city.events(talk).stream().filter(EventKind.JOINED::equals)).hasSize(1);
    assertThat(others).isLessThanOrEqualTo(1);
  }

  // ── joining openly ────────────────────────────────────────────────────────────────────────────

  @Test
  void b3_whoJoinsOpenlyReadsAndWritesAlong_andIsTold() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    expectRefused(city.send(city.bruno, talk.id(), "hidden"), ErrorCode.NOT_FOUND);

    expectDone(join(city.bruno, talk.id()));
    expectDone(join(city.bruno, talk.id()));

    assertThat(city.resume(talk.citizen(), talk.id()).entries())
        .extracting(Entry::body)
        .as("the citizen is told, once")
        .containsOnlyOnce(new Entry.Body.Event(EventKind.ALSO_JOINED, "Bruno", "Sportello"));
    assertThat(city.resume(city.bruno, talk.id()).entries()).isNotEmpty();
    expectDone(city.send(city.bruno, talk.id(), "I am here, too"));
    assertThat(city.deskOf(city.bruno).joined()).containsExactly(talk.id());
    assertThat(city.view(talk.citizen()).operator().firstName()).isEqualTo("Anna");
    assertThat(board(city.bruno).open().getFirst().joined()).containsExactly(city.bruno.id());
    expectRefused(city.close(city.bruno, talk.id(), Outcome.RESOLVED), ErrorCode.NOT_FOUND);

    city.bus.forget();
    expectDone(leave(city.bruno, talk.id()));
    assertThat(city.events(talk)).endsWith(EventKind.ALSO_LEFT);
    assertThat(city.bus.all(News.OwnerChanged.class))
        .as("P7")
        .containsExactly(new News.OwnerChanged(talk.id(), city.anna.id(), Set.of()));
    expectRefused(city.send(city.bruno, talk.id(), "once more"), ErrorCode.NOT_FOUND);
    expectRefused(
        city.desk.resume(city.bruno, new Command.Resume("r", talk.id(), 0)), ErrorCode.NOT_FOUND);
    assertThat(city.deskOf(city.bruno).own()).isEmpty();
  }

  @Test
  void b3_aNewOwnerKeepsWhoJoined_theEndDoesNot() throws Exception {
    city.available(city.anna, city.bruno, city.carla);
    City.Talk talk = city.talk(city.anna);
    expectDone(join(city.bruno, talk.id()));

    expectDone(reassign(city.bruno, talk.id(), city.carla));
    expectDone(city.send(city.bruno, talk.id(), "still here"));
    expectDone(reassign(city.bruno, talk.id(), city.bruno));
    assertThat(city.deskOf(city.bruno).joined()).as("now it is their own").isEmpty();
    expectDone(reassign(city.bruno, talk.id(), city.carla));
    expectRefused(city.send(city.bruno, talk.id(), "and now?"), ErrorCode.NOT_FOUND);

    expectDone(join(city.bruno, talk.id()));
    expectDone(
        city.desk.leave(talk.citizen(), new Command.LeaveConsultation(command(), talk.id())));
    expectRefused(city.send(city.bruno, talk.id(), "too late"), ErrorCode.NOT_FOUND);
    expectRefused(join(city.bruno, talk.id()), ErrorCode.WRONG_STATE);
  }

  @Test
  void b3_whoIsSignedInNowhereLeavesWhatTheyJoined() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    expectDone(join(city.bruno, talk.id()));

    await(city.desk.signedOut(city.bruno));

    assertThat(city.events(talk)).endsWith(EventKind.ALSO_LEFT);
    expectRefused(city.send(city.bruno, talk.id(), "as an operator"), ErrorCode.NOT_FOUND);
  }

  @Test
  void b3_onlyOwnTopics_notOnesOwn_notWhoWaits_andTwoAtMost() throws Exception {
    role(city.carla, "SUPERVISOR");
    City.Talk waits = waiting(PASSPORT);
    expectRefused(join(city.bruno, waits.id()), ErrorCode.WRONG_STATE);
    expectDone(city.take(city.anna, waits.id()));
    expectRefused(join(city.carla, waits.id()), ErrorCode.FORBIDDEN);
    City.Talk own = waiting(PASSPORT);
    expectDone(city.take(city.bruno, own.id()));
    expectRefused(join(city.bruno, own.id()), ErrorCode.WRONG_STATE);

    city.execute(
        "UPDATE consultation SET joined = ARRAY[gen_random_uuid(), gen_random_uuid()] WHERE id = '"
            + waits.id()
            + "'");
    expectRefused(join(city.bruno, waits.id()), ErrorCode.WRONG_STATE);
  }

  // ── pauses ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void b4_thePauseOfAnOperatorIsEnded_andTheyAreTold() throws Exception {
    city.available(city.anna, city.carla);
    city.away(city.anna);
    city.away(city.carla);

    expectDone(endPause(city.bruno, city.anna));

    assertThat(city.deskOf(city.anna).me().state()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(toldTo(city.anna)).containsExactly(new Push.PauseEnded("Bruno"));
    expectRefused(endPause(city.bruno, city.anna), ErrorCode.WRONG_STATE);
    expectRefused(endPause(city.bruno, city.carla), ErrorCode.FORBIDDEN);

    city.away(city.anna);
    city.presences.unlinked(city.anna.id());
    city.clock.advance(city.timings.links().fresh().plusSeconds(1));
    expectRefused(endPause(city.bruno, city.anna), ErrorCode.WRONG_STATE);
  }
}
