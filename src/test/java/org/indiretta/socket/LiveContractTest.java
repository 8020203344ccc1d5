package org.indiretta.socket;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.unit.TestOptions;
import io.vertx.ext.unit.TestSuite;
import io.vertx.ext.unit.report.ReportOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.CloseCode;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.LiveCity.Office;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rules of the wire over every transport of {@code /live}, against the real rooms and a real
 * PostgreSQL: one contract suite, four ways.
 */
final class LiveContractTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static LiveCity city;

  @BeforeAll
  static void open() throws Exception {
    city = new LiveCity(DATABASE);
  }

  @AfterAll
  static void close() throws Exception {
    city.close();
  }

  /** A story that may fail in any way. */
  private interface Story {
    void tell() throws Exception;
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void theContractHoldsOver(Transport transport) {
    List<String> failed = new ArrayList<>();
    TestSuite suite = TestSuite.create("live over " + transport);
    greeting(suite, transport);
    conversing(suite, transport);
    resuming(suite, transport);
    refusing(suite, transport);

    suite
        .run(new TestOptions().addReporter(new ReportOptions().setTo("log:live")))
        .awaitSuccess(SECONDS.toMillis(120));
    assertThat(failed).isEmpty();
  }

  private static void test(TestSuite suite, String name, Story story) {
    suite.test(
        name,
        context -> {
          try {
            story.tell();
          } catch (Exception | AssertionError e) {
            context.fail(e);
          }
        });
  }

  // ── hello ─────────────────────────────────────────────────────────────────────────────────────

  private static void greeting(TestSuite suite, Transport transport) {
    test(suite, "w1_citizenAndStaffAreWelcomed", () -> welcomed(transport));
    test(suite, "w1_aWrongTokenIsRefusedAndARightOneMayFollow", () -> wrongToken(transport));
    test(suite, "w1_aTicketIsGoodOnce", () -> ticketOnce(transport));
    test(suite, "w1_aSecondHelloNeverTakesOver", () -> secondHello(transport));
    test(suite, "w1_beforeTheHelloOnlyAvailabilityIsAnswered", () -> beforeHello(transport));
    test(suite, "w12_aVersionThatIsNotServedEndsWithReload", () -> version(transport));
  }

  private static void welcomed(Transport transport) throws Exception {
    Office office = city.office();
    try (LiveClient citizen = city.connect(transport);
        LiveClient staff = city.connect(transport)) {
      Reply.Welcome toCitizen = citizen.hello(city.citizenToken());
      assertThat(toCitizen.staff()).isNull();
      assertThat(toCitizen.consultations()).isEmpty();
      assertThat(toCitizen.pingEveryMs()).isEqualTo(Protocol.PING_EVERY_MS);
      assertThat(toCitizen.at()).isEqualTo(city.clock.now());

      Reply.Welcome toStaff = staff.hello(city.ticket(office));
      assertThat(toStaff.staff().id()).isEqualTo(office.operator());
    }
  }

  private static void wrongToken(Transport transport) throws Exception {
    try (LiveClient client = city.connect(transport)) {
      Credential.Token wrong = new Credential.Token("x".repeat(43));
      assertThat(client.refusal(hello(wrong))).isEqualTo(ErrorCode.UNAUTHENTICATED);
      assertThat(client.refusal(hello(new Credential.Ticket("x".repeat(43)))))
          .isEqualTo(ErrorCode.UNAUTHENTICATED);

      client.hello(city.citizenToken());
    }
  }

  private static void ticketOnce(Transport transport) throws Exception {
    Credential.Ticket ticket = city.ticket(city.office());
    try (LiveClient first = city.connect(transport);
        LiveClient second = city.connect(transport)) {
      first.hello(ticket);

      assertThat(second.refusal(hello(ticket))).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }
  }

  private static void secondHello(Transport transport) throws Exception {
    try (Conversation mine = city.conversation(transport);
        LiveClient client = city.connect(transport)) {
      client.hello(city.citizenToken());

      assertThat(client.refusal(hello(mine.token()))).isEqualTo(ErrorCode.NOT_GREETED);
      assertThat(client.refusal(hello(city.ticket(mine.office()))))
          .isEqualTo(ErrorCode.NOT_GREETED);
      assertThat(client.refusal(new Command.Resume(LiveClient.id(), mine.id(), 0)))
          .isEqualTo(ErrorCode.NOT_FOUND);
    }
  }

  private static void beforeHello(Transport transport) throws Exception {
    ConsultationId any = ConsultationId.next();
    try (LiveClient client = city.connect(transport)) {
      assertThat(client.refusal(new Command.Ping(LiveClient.id())))
          .isEqualTo(ErrorCode.NOT_GREETED);
      assertThat(client.refusal(LiveClient.message(any, "m1", "Buongiorno")))
          .isEqualTo(ErrorCode.NOT_GREETED);
      assertThat(client.refusal(new Command.WatchQueue(LiveClient.id())))
          .isEqualTo(ErrorCode.NOT_GREETED);

      client.ask(
          new Command.WatchAvailability(LiveClient.id(), Protocol.VERSION, LiveCity.SITE),
          Reply.Availability.class);
      client.ask(new Command.Ping(LiveClient.id()), Reply.Done.class);
      assertThat(client.refusal(new Command.Resume(LiveClient.id(), any, 0)))
          .isEqualTo(ErrorCode.NOT_GREETED);

      client.hello(city.citizenToken());
    }
  }

  private static void version(Transport transport) throws Exception {
    try (LiveClient client = city.connect(transport)) {
      Reply refused =
          client.ask(new Command.Hello(LiveClient.id(), 99, city.citizenToken(), Language.DE));

      assertThat(((Reply.Refused) refused).code()).isEqualTo(ErrorCode.VERSION);
      assertThat(client.push(Push.Disconnect.class).code()).isEqualTo(CloseCode.RELOAD);
      client.awaitClosed();
    }
  }

  private static Command.Hello hello(Credential credential) {
    return new Command.Hello(LiveClient.id(), Protocol.VERSION, credential, Language.IT);
  }

  // ── a conversation ────────────────────────────────────────────────────────────────────────────

  private static void conversing(TestSuite suite, Transport transport) {
    test(suite, "w5_bothSidesWriteAndTheOtherReads", () -> bothWays(transport));
    test(suite, "w4_authorsAreSetByTheServer", () -> authors(transport));
    test(suite, "w3_manyCommandsAtOnceGetOneReplyEach", () -> manyAtOnce(transport));
    test(suite, "w5_theWriterHasNoPushAndItsOtherTabHas", () -> otherTab(transport));
    test(suite, "w4_aNoteNeverReachesTheCitizenAndLeavesNoHole", () -> note(transport));
    test(suite, "w6_aWholeConsultationFromStartToRating", () -> whole(transport));
  }

  private static void bothWays(Transport transport) throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      long first = talk.citizen().write(talk.id(), "Si può fare 😀 così?").seq();
      assertThat(talk.staff().texts(1)).containsExactly("Si può fare 😀 così?");

      long second = talk.staff().write(talk.id(), "Sì.\nCerto!").seq();
      assertThat(talk.citizen().texts(1)).containsExactly("Sì.\nCerto!");
      assertThat(second).isEqualTo(first + 1);

      talk.citizen().ask(new Command.SetTyping(LiveClient.id(), talk.id(), true), Reply.Done.class);
      assertThat(talk.staff().push(Push.Typing.class).typing()).isTrue();
      talk.staff().ask(new Command.MarkRead(LiveClient.id(), talk.id(), second), Reply.Done.class);
      assertThat(talk.citizen().push(Push.ReadUpTo.class).seq()).isEqualTo(second);
    }
  }

  private static void authors(Transport transport) throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      talk.citizen().write(talk.id(), "uno");
      talk.staff().write(talk.id(), "due");

      Author toCitizen = message(talk.citizen()).author();
      Author toStaff = message(talk.staff()).author();

      assertThat(toStaff.kind()).isEqualTo(Author.Kind.CITIZEN);
      assertThat(toCitizen.kind()).isEqualTo(Author.Kind.OPERATOR);
      assertThat(toCitizen.name()).isEqualTo("Marta");
      assertThat(toCitizen.operator()).as("the citizen is not told the id").isNull();
    }
  }

  private static Entry message(LiveClient client) throws Exception {
    while (true) {
      Entry entry = client.push(Push.EntryAdded.class).entry();
      if (entry.body() instanceof Entry.Body.Message) {
        return entry;
      }
    }
  }

  private static void manyAtOnce(Transport transport) throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      List<String> texts = IntStream.range(0, 20).mapToObj(i -> "n" + i).toList();
      List<CompletableFuture<Reply>> replies = new ArrayList<>();
      for (String text : texts) {
        replies.add(talk.citizen().begin(LiveClient.message(talk.id(), LiveClient.id(), text)));
      }

      List<Long> seqs = new ArrayList<>();
      for (CompletableFuture<Reply> reply : replies) {
        seqs.add(((Reply.Appended) reply.get(10, SECONDS)).seq());
      }

      assertThat(seqs).isSorted().doesNotHaveDuplicates();
      assertThat(seqs.getLast() - seqs.getFirst()).isEqualTo(19);
      assertThat(talk.staff().texts(20)).isEqualTo(texts);
    }
  }

  private static void otherTab(Transport transport) throws Exception {
    try (Conversation talk = city.conversation(transport);
        LiveClient tab = city.connect(transport)) {
      tab.hello(talk.token());
      tab.resume(talk.id(), 0);

      talk.citizen().write(talk.id(), "dalla prima");
      assertThat(tab.texts(1)).containsExactly("dalla prima");
      tab.write(talk.id(), "dalla seconda");

      assertThat(talk.citizen().texts(1)).containsExactly("dalla seconda");
    }
  }

  private static void note(Transport transport) throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      long before = talk.staff().write(talk.id(), "Un momento").seq();
      talk.staff()
          .ask(
              new Command.AddNote(
                  LiveClient.id(),
                  talk.id(),
                  new org.indiretta.identity.ClientMessageId(LiveClient.id()),
                  "chiedere a Elena"),
              Reply.Appended.class);
      talk.staff().write(talk.id(), "Ecco");

      assertThat(talk.citizen().texts(2)).containsExactly("Un momento", "Ecco");
      Reply.Resumed all = talk.citizen().resume(talk.id(), before);
      assertThat(all.entries()).extracting(Entry::seq).containsExactly(before + 1, before + 2);
      assertThat(all.entries().getFirst().body()).isInstanceOf(Entry.Body.Withheld.class);
      assertThat(all.toString()).doesNotContain("Elena");
    }
  }

  private static void whole(Transport transport) throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      talk.staff().ask(new Command.AskAnythingElse(LiveClient.id(), talk.id()), Reply.Done.class);
      talk.staff()
          .ask(
              new Command.CloseConsultation(LiveClient.id(), talk.id(), Outcome.RESOLVED),
              Reply.Done.class);
      city.advance(java.time.Duration.ofSeconds(6));

      Push.ConsultationChanged changed = talk.citizen().push(Push.ConsultationChanged.class);
      while (changed.consultation().state() != ConsultationState.CLOSED) {
        changed = talk.citizen().push(Push.ConsultationChanged.class);
      }
      assertThat(changed.consultation().outcome()).isEqualTo(Outcome.RESOLVED);
      assertThat(talk.citizen().refusal(LiveClient.message(talk.id(), "late", "Ancora?")))
          .isEqualTo(ErrorCode.WRONG_STATE);
      talk.citizen()
          .ask(
              new Command.RateConsultation(LiveClient.id(), talk.id(), 5, "Grazie"),
              Reply.Done.class);
    }
  }

  // ── resume ────────────────────────────────────────────────────────────────────────────────────

  private static void resuming(TestSuite suite, Transport transport) {
    test(suite, "w6_resumeGivesWhatWasMissedInOrder", () -> resumeMissed(transport));
    test(suite, "w6_manyEntriesComeInPagesThenThePushes", () -> resumePages(transport));
    test(suite, "w5_aRetryHasOneEffectAndAReusedIdIsRefused", () -> retry(transport));
  }

  private static void resumeMissed(Transport transport) throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      long seen = talk.citizen().write(talk.id(), "prima").seq();
      talk.citizen().close();
      talk.staff().write(talk.id(), "uno");
      talk.staff().write(talk.id(), "due");

      try (LiveClient back = city.connect(transport)) {
        Reply.Welcome welcome = back.hello(talk.token());
        assertThat(welcome.consultations()).extracting("id").containsExactly(talk.id());
        Reply.Resumed resumed = back.resume(talk.id(), seen);

        assertThat(resumed.caughtUp()).isTrue();
        assertThat(resumed.entries()).extracting(Entry::seq).containsExactly(seen + 1, seen + 2);
        talk.staff().write(talk.id(), "tre");
        assertThat(back.texts(1)).containsExactly("tre");
      }
    }
  }

  private static void resumePages(Transport transport) throws Exception {
    int count = Protocol.RESUME_ENTRIES + 5;
    try (Conversation talk = city.conversation(transport)) {
      long before = talk.citizen().write(talk.id(), "inizio").seq();
      for (int i = 0; i < count; i++) {
        if (i % 15 == 0) {
          // Time goes on, or so many messages were a flood.
          city.advance(java.time.Duration.ofSeconds(8));
        }
        talk.staff().write(talk.id(), "n" + i);
      }
      try (LiveClient back = city.connect(transport)) {
        back.hello(talk.token());
        Reply.Resumed first = back.resume(talk.id(), before);
        assertThat(first.caughtUp()).isFalse();
        assertThat(first.entries()).hasSize(Protocol.RESUME_ENTRIES);
        talk.staff().write(talk.id(), "intanto");

        Reply.Resumed second = back.resume(talk.id(), first.entries().getLast().seq());

        assertThat(second.caughtUp()).isTrue();
        assertThat(second.entries()).hasSize(6);
        talk.staff().write(talk.id(), "dopo");
        assertThat(back.texts(1)).as("what the page had is not pushed again").contains("dopo");
      }
    }
  }

  private static void retry(Transport transport) throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      Reply.Appended first =
          talk.citizen().ask(LiveClient.message(talk.id(), "same", "uno"), Reply.Appended.class);
      Reply.Appended again =
          talk.citizen().ask(LiveClient.message(talk.id(), "same", "uno"), Reply.Appended.class);

      assertThat(again.seq()).isEqualTo(first.seq());
      assertThat(talk.citizen().refusal(LiveClient.message(talk.id(), "same", "due")))
          .isEqualTo(ErrorCode.ID_REUSED);
      talk.citizen().write(talk.id(), "tre");
      assertThat(talk.staff().texts(2)).containsExactly("uno", "tre");
    }
  }

  // ── refusals ──────────────────────────────────────────────────────────────────────────────────

  private static void refusing(TestSuite suite, Transport transport) {
    test(suite, "w2_whatIsNoCommandIsRefusedAndNothingElseSuffers", () -> malformed(transport));
    test(suite, "w2_aTextThatIsTooLongIsRefused", () -> tooLong(transport));
    test(suite, "w4_somebodyElsesConsultationIsNotThere", () -> foreign(transport));
    test(suite, "w4_eachRoleHasItsCommands", () -> roles(transport));
    test(suite, "w8_aFloodIsRefusedWithRetryAfter", () -> flood(transport));
    test(suite, "w8_whoGoesOnIsEnded", () -> endedForFlood(transport));
  }

  private static void malformed(Transport transport) throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      talk.citizen().sendRaw("no JSON");
      assertThat(refused(talk.citizen().unasked()).id()).isNull();
      talk.citizen().sendRaw("{\"type\":\"dropTables\",\"id\":\"a\"}");
      assertThat(refused(talk.citizen().unasked()).id()).isEqualTo("a");
      talk.citizen().sendRaw("{\"type\":\"ping\",\"id\":\"b\",\"id\":\"b\"}");
      assertThat(refused(talk.citizen().unasked()).detail()).contains("twice");
      talk.citizen()
          .sendRaw(
              "{\"type\":\"sendMessage\",\"id\":\"c\",\"consultation\":\"",
              talk.id(),
              "\",\"clientMessageId\":\"m\",\"text\":\"a\\u0000b\"}");
      assertThat(refused(talk.citizen().unasked()).detail()).startsWith("text: ");
      talk.citizen()
          .sendRaw(
              "{\"type\":\"sendMessage\",\"id\":\"d\",\"consultation\":\"",
              talk.id(),
              "\",\"clientMessageId\":\"m\",\"text\":\"a\\ud83d\"}");
      assertThat(refused(talk.citizen().unasked()).code()).isEqualTo(ErrorCode.MALFORMED);

      talk.citizen().write(talk.id(), "va ancora");
      assertThat(talk.staff().texts(1)).containsExactly("va ancora");
    }
  }

  private static Reply.Refused refused(Reply reply) {
    assertThat(reply).isInstanceOf(Reply.Refused.class);
    return (Reply.Refused) reply;
  }

  private static void tooLong(Transport transport) throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      talk.citizen()
          .sendRaw(
              "{\"type\":\"sendMessage\",\"id\":\"l\",\"consultation\":\"",
              talk.id(),
              "\",\"clientMessageId\":\"m\",\"text\":\"",
              "x".repeat(4001),
              "\"}");
      assertThat(refused(talk.citizen().unasked()).detail()).contains("4000");
      talk.citizen().sendRaw("{\"pad\":\"", "x".repeat(Protocol.COMMAND_BYTES), "\"}");
      assertThat(refused(talk.citizen().unasked()).detail()).contains("65536");

      talk.citizen().write(talk.id(), "😀".repeat(2000));
      assertThat(talk.staff().texts(1).getFirst()).hasSize(4000);
    }
  }

  private static void foreign(Transport transport) throws Exception {
    try (Conversation theirs = city.conversation(transport);
        Conversation mine = city.conversation(transport)) {
      for (LiveClient me : List.of(mine.citizen(), mine.staff())) {
        assertThat(me.refusal(new Command.Resume(LiveClient.id(), theirs.id(), 0)))
            .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(me.refusal(LiveClient.message(theirs.id(), "x", "ciao")))
            .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(me.refusal(new Command.SetTyping(LiveClient.id(), theirs.id(), true)))
            .isEqualTo(ErrorCode.NOT_FOUND);
      }
      assertThat(
              mine.citizen().refusal(new Command.Resume(LiveClient.id(), ConsultationId.next(), 0)))
          .isEqualTo(ErrorCode.NOT_FOUND);

      theirs.citizen().write(theirs.id(), "segreto");
      assertThat(theirs.staff().texts(1)).containsExactly("segreto");
      mine.citizen().write(mine.id(), "mio");
      assertThat(mine.staff().texts(1)).containsExactly("mio");
      assertThat(mine.citizen().pushesSoFar().toString()).doesNotContain("segreto");
    }
  }

  private static void roles(Transport transport) throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      assertThat(talk.citizen().refusal(new Command.WatchQueue(LiveClient.id())))
          .isEqualTo(ErrorCode.FORBIDDEN);
      assertThat(talk.citizen().refusal(new Command.TakeConsultation(LiveClient.id(), talk.id())))
          .isEqualTo(ErrorCode.FORBIDDEN);
      assertThat(talk.staff().refusal(LiveCity.start(talk.office().topic())))
          .isEqualTo(ErrorCode.FORBIDDEN);
      assertThat(
              talk.staff()
                  .refusal(new Command.RateConsultation(LiveClient.id(), talk.id(), 5, null)))
          .isEqualTo(ErrorCode.FORBIDDEN);
    }
  }

  private static void flood(Transport transport) throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      int burst = Limits.standard().messagesBurst();
      List<CompletableFuture<Reply>> replies = new ArrayList<>();
      for (int i = 0; i < burst + 5; i++) {
        replies.add(talk.citizen().begin(LiveClient.message(talk.id(), LiveClient.id(), "n" + i)));
      }
      List<Reply> all = new ArrayList<>();
      for (CompletableFuture<Reply> reply : replies) {
        all.add(reply.get(10, SECONDS));
      }

      assertThat(all.subList(0, burst)).allMatch(reply -> reply instanceof Reply.Appended);
      assertThat(all.subList(burst, burst + 5))
          .allSatisfy(
              reply -> {
                assertThat(refused(reply).code()).isEqualTo(ErrorCode.TOO_MANY);
                assertThat(refused(reply).retryAfterMs()).isBetween(1L, 1_000L);
              });
      talk.staff().write(talk.id(), "piano");
      city.advance(java.time.Duration.ofSeconds(1));
      talk.citizen().write(talk.id(), "scusi");
    }
  }

  private static void endedForFlood(Transport transport) throws Exception {
    try (LiveClient client = city.connect(transport)) {
      for (int i = 0; i <= Limits.REFUSALS_BURST; i++) {
        var _ = client.begin(new Command.Ping(LiveClient.id()));
      }

      Push.Disconnect end = client.push(Push.Disconnect.class);

      assertThat(end.code()).isEqualTo(CloseCode.FLOOD);
      assertThat(end.retryAfterMs()).isEqualTo(Limits.FLOOD_RETRY_MS);
      int code = client.awaitClosed();
      if (transport == Transport.WEBSOCKET) {
        assertThat(code).isEqualTo(CloseCode.FLOOD.number());
      }
    }
  }
}
