package org.indiretta.socket;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.unit.TestSuite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.Pipe.Transport;

/** Both sides write and read; the server says who wrote (W3, W4, W5). */
record ConversationStories(LiveCity city, Transport transport) {
  void addTo(TestSuite suite) {
    LiveContractTest.test(suite, "w5_bothSidesWriteAndTheOtherReads", () -> bothWays());
    LiveContractTest.test(suite, "w4_authorsAreSetByTheServer", () -> authors());
    LiveContractTest.test(suite, "w3_manyCommandsAtOnceGetOneReplyEach", () -> manyAtOnce());
    LiveContractTest.test(suite, "w5_theWriterHasNoPushAndItsOtherTabHas", () -> otherTab());
    LiveContractTest.test(suite, "w4_aNoteNeverReachesTheCitizenAndLeavesNoHole", () -> note());
    LiveContractTest.test(suite, "w6_aWholeConsultationFromStartToRating", () -> whole());
  }

  private void bothWays() throws Exception {
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

  private void authors() throws Exception {
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

  private void manyAtOnce() throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      List<String> texts = IntStream.range(0, 20).mapToObj(i -> "n" + i).toList();
      List<CompletableFuture<Reply>> replies = new ArrayList<>();
      for (String text : texts) {
        replies.add(talk.citizen().begin(LiveClient.message(talk.id(), LiveClient.id(), text)));
      }

      List<Long> seqs = new ArrayList<>();
      for (CompletableFuture<Reply> reply : replies) {
        seqs.add(((Reply.Appended) reply.get(30, SECONDS)).seq());
      }

      assertThat(seqs).isSorted().doesNotHaveDuplicates();
      assertThat(seqs.getLast() - seqs.getFirst()).isEqualTo(19);
      assertThat(talk.staff().texts(20)).isEqualTo(texts);
    }
  }

  private void otherTab() throws Exception {
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

  private void note() throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      long before = talk.staff().write(talk.id(), "Un momento").seq();
      talk.staff()
          .ask(
              new Command.AddNote(
                  LiveClient.id(),
                  talk.id(),
                  new ClientMessageId(LiveClient.id()),
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

  private void whole() throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      talk.staff().ask(new Command.AskAnythingElse(LiveClient.id(), talk.id()), Reply.Done.class);
      talk.staff()
          .ask(
              new Command.CloseConsultation(LiveClient.id(), talk.id(), Outcome.RESOLVED),
              Reply.Done.class);
      city.advance(Duration.ofSeconds(6));

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
}
