package org.indiretta.socket;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Page;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.LiveCity.Office;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.Sql;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people and programs do that they should not: it gets a clear refusal, and the next one who
 * does right is served.
 */
final class BadInputTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase(LiveCity.PATIENT);

  private static final int PARALLEL = 50;

  private LiveCity city;

  @BeforeEach
  void open() throws Exception {
    city = new LiveCity(DATABASE);
  }

  @AfterEach
  void close() throws Exception {
    city.close();
  }

  // ── starts ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void fiftyParallelStartsWithOneTokenMakeOneConsultation() throws Exception {
    Office office = city.office();
    Credential.Token token = city.citizenToken();
    List<LiveClient> tabs = new ArrayList<>();
    try (LiveClient staff = city.staff(Transport.WEBSOCKET, office)) {
      for (int i = 0; i < PARALLEL; i++) {
        tabs.add(city.connect(Transport.WEBSOCKET));
        tabs.getLast().hello(token);
      }
      List<CompletableFuture<Reply>> starts = new ArrayList<>();
      for (LiveClient tab : tabs) {
        starts.add(tab.begin(LiveCity.start(office.topic())));
      }

      List<ConsultationId> started = new ArrayList<>();
      for (CompletableFuture<Reply> start : starts) {
        started.add(((Reply.Started) start.get(30, SECONDS)).consultation().id());
      }

      assertThat(started).hasSize(PARALLEL).containsOnly(started.getFirst());
      assertThat(count("SELECT count(*) FROM consultation WHERE topic_id = '%s'", office.topic()))
          .isEqualTo(1);
      assertThat(
              count(
                  "SELECT count(*) FROM entry WHERE consultation_id = '%s' AND kind = 'MESSAGE'",
                  started.getFirst()))
          .as("the question is written once")
          .isEqualTo(1);
      assertThat(staff.push(Push.OfferMade.class)).isNotNull();
    } finally {
      tabs.forEach(LiveClient::close);
    }
  }

  private static long count(String query, Object about) throws Exception {
    return await(
            DATABASE.database().list(Sql.of(query.formatted(about)).bound(), row -> row.getLong(0)))
        .getFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Maria\\u0000",
        "Maria\\nRossi",
        "Maria\\u0007",
        "Maria\\u0085",
        "\\u202Eissor airaM",
        "Maria \\u2066Rossi\\u2069",
        "\\u200FMaria",
        "Maria\\uD83D",
        ""
      })
  void aNameWithControlOrBidirectionalCharactersIsRefused(String name) throws Exception {
    Office office = city.office();
    try (LiveClient staff = city.staff(Transport.WEBSOCKET, office);
        LiveClient citizen = city.connect(Transport.WEBSOCKET)) {
      citizen.hello(city.citizenToken());
      citizen.sendRaw(
          "{\"type\":\"startConsultation\",\"id\":\"s\",\"topic\":\"",
          office.topic(),
          "\",\"mode\":\"WRITE\",\"language\":\"it\",\"question\":\"Buongiorno\",\"name\":\"",
          name,
          "\"}");

      Reply.Refused refused = (Reply.Refused) citizen.unasked();

      assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED);
      assertThat(refused.id()).isEqualTo("s");
      citizen.ask(LiveCity.start(office.topic()), Reply.Started.class);
      assertThat(staff.pushesSoFar().toString()).doesNotContain("Maria");
    }
  }

  // ── tokens ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void aTokenThatIsMissingWrongOrExpiredIsRefused() throws Exception {
    Credential.Token expired = city.citizenToken();
    Credential.Ticket late = city.ticket(city.office());
    city.advance(Duration.ofHours(24).plusSeconds(1));
    try (LiveClient client = city.connect(Transport.WEBSOCKET)) {
      client.sendRaw("{\"type\":\"hello\",\"id\":\"h\",\"protocol\":1,\"language\":\"it\"}");
      assertThat(((Reply.Refused) client.unasked()).code()).isEqualTo(ErrorCode.MALFORMED);
      for (Credential bad :
          List.of(expired, late, new Credential.Token(expired.value().substring(1) + "x"))) {
        assertThat(client.refusal(LiveClient.hello(bad, Protocol.VERSION)))
            .isEqualTo(ErrorCode.UNAUTHENTICATED);
      }

      client.hello(city.citizenToken());
    }
  }

  @Test
  void aTokenIsGoodADayAfterTheEndAndThenNoMore() throws Exception {
    try (Conversation talk = city.conversation(Transport.WEBSOCKET)) {
      var _ = city.clock.advance(Duration.ofHours(2));
      // Over a new link: the old one was quiet for so long that any tick may end it.
      try (LiveClient leaving = city.connect(Transport.WEBSOCKET)) {
        leaving.hello(talk.token());
        leaving.ask(new Command.LeaveConsultation(LiveClient.id(), talk.id()), Reply.Done.class);
      }

      var _ = city.clock.advance(Duration.ofHours(24).minusSeconds(1));
      try (LiveClient back = city.connect(Transport.WEBSOCKET)) {
        back.hello(talk.token());
      }
      var _ = city.clock.advance(Duration.ofSeconds(2));
      try (LiveClient back = city.connect(Transport.WEBSOCKET)) {
        assertThat(back.refusal(LiveClient.hello(talk.token(), Protocol.VERSION)))
            .isEqualTo(ErrorCode.UNAUTHENTICATED);
      }
    }
  }

  // ── what is somebody else's ───────────────────────────────────────────────────────────────────

  @Test
  void w4_everyCommandOfACitizenAboutSomebodyElsesConsultationFindsNothing() throws Exception {
    Page page = new Page("https://www.rivalago.example/");
    refusedAlike(
        true,
        List.of(
            id -> new Command.LeaveConsultation(LiveClient.id(), id),
            id -> new Command.ReopenConsultation(LiveClient.id(), id),
            id -> new Command.RateConsultation(LiveClient.id(), id, 5, null),
            id -> new Command.ChangePage(LiveClient.id(), id, page),
            id -> new Command.Resume(LiveClient.id(), id, 0),
            id -> LiveClient.message(id, "m", "ciao"),
            id -> new Command.SetTyping(LiveClient.id(), id, true),
            id -> new Command.MarkRead(LiveClient.id(), id, 1)));
  }

  @Test
  void w4_everyCommandOfStaffAboutAConsultationOfOthersFindsNothing() throws Exception {
    OperatorId somebody = OperatorId.next();
    refusedAlike(
        false,
        List.of(
            id -> new Command.AddNote(LiveClient.id(), id, new ClientMessageId("n"), "nota"),
            id -> new Command.OfferHandOver(LiveClient.id(), id, somebody, null),
            id -> new Command.CancelHandOver(LiveClient.id(), id),
            id -> new Command.AskAnythingElse(LiveClient.id(), id),
            id -> new Command.WarnCitizen(LiveClient.id(), id),
            id -> new Command.CloseConsultation(LiveClient.id(), id, Outcome.RESOLVED),
            id -> new Command.UndoClose(LiveClient.id(), id),
            id -> new Command.Resume(LiveClient.id(), id, 0),
            id -> LiveClient.message(id, "m", "ciao"),
            id -> new Command.SetTyping(LiveClient.id(), id, true),
            id -> new Command.MarkRead(LiveClient.id(), id, 1)));
  }

  @Test
  void w4_whatWasOfferedToOthersCannotBeAnswered() throws Exception {
    try (Conversation theirs = city.conversation(Transport.WEBSOCKET);
        Conversation mine = city.conversation(Transport.WEBSOCKET)) {
      LiveClient me = mine.staff();

      assertThat(me.refusal(new Command.AcceptOffer(LiveClient.id(), theirs.id())))
          .isEqualTo(ErrorCode.TAKEN);
      assertThat(me.refusal(new Command.TakeConsultation(LiveClient.id(), theirs.id())))
          .as("another topic")
          .isEqualTo(ErrorCode.FORBIDDEN);
      assertThat(me.refusal(new Command.DeclineOffer(LiveClient.id(), theirs.id())))
          .isEqualTo(ErrorCode.WRONG_STATE);
      assertThat(me.refusal(new Command.WithdrawEntry(LiveClient.id(), theirs.id(), 1)))
          .isEqualTo(ErrorCode.WRONG_STATE);
      assertThat(me.refusal(new Command.AnswerHandOver(LiveClient.id(), theirs.id(), true)))
          .isEqualTo(ErrorCode.WRONG_STATE);
      theirs.staff().write(theirs.id(), "ancora qui");
      assertThat(theirs.citizen().texts(1)).containsExactly("ancora qui");
    }
  }

  /** Somebody else's is answered as one that does not exist, and stays as it was. */
  private void refusedAlike(boolean asCitizen, List<Function<ConsultationId, Command>> commands)
      throws Exception {
    try (Conversation theirs = city.conversation(Transport.WEBSOCKET);
        Conversation mine = city.conversation(Transport.WEBSOCKET)) {
      long places = theirs.citizen().resume(theirs.id(), 0).entries().size();
      LiveClient me = asCitizen ? mine.citizen() : mine.staff();
      for (Function<ConsultationId, Command> about : commands) {
        Command command = about.apply(theirs.id());
        assertThat(me.refusal(command)).as("%s", command).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(me.refusal(about.apply(ConsultationId.next()))).isEqualTo(ErrorCode.NOT_FOUND);
      }

      theirs.citizen().write(theirs.id(), "come prima");
      assertThat(theirs.staff().texts(1)).containsExactly("come prima");
      assertThat(theirs.citizen().resume(theirs.id(), 0).entries()).hasSize((int) places + 1);
    }
  }
}
