package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.unit.TestSuite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.HeldLock;

/**
 * What was missed comes in order and without a hole; what was sent again has one effect (W5, W6).
 */
record ResumeStories(LiveCity city, Transport transport) {
  void addTo(TestSuite suite) {
    LiveContractTest.test(suite, "w6_resumeGivesWhatWasMissedInOrder", () -> resumeMissed());
    LiveContractTest.test(suite, "w6_manyEntriesComeInPagesThenThePushes", () -> resumePages());
    LiveContractTest.test(suite, "w5_aRetryHasOneEffectAndAReusedIdIsRefused", () -> retry());
    LiveContractTest.test(suite, "w15_nothingOvertakesWhatWasRefusedForNow", () -> inTurn());
    LiveContractTest.test(suite, "w6_aPingSaysHowFarItGot", () -> position());
  }

  private void resumeMissed() throws Exception {
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

  private void resumePages() throws Exception {
    int count = Protocol.RESUME_ENTRIES + 5;
    try (Conversation talk = city.conversation(transport)) {
      long before = talk.citizen().write(talk.id(), "inizio").seq();
      for (int i = 0; i < count; i++) {
        if (i % 15 == 0) {
          // Time goes on, or so many messages were a flood.
          city.advance(Duration.ofSeconds(8));
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

  private void retry() throws Exception {
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

  /** What was on its way when the first was refused, and came after that. */
  private void inTurn() throws Exception {
    LiveCity impatient = city.impatient();
    try (Conversation talk = impatient.conversation(transport)) {
      Command.SendMessage first = LiveClient.message(talk.id(), "first", "uno");
      Command.SendMessage second = LiveClient.message(talk.id(), "second", "due");
      try (HeldLock _ =
          HeldLock.by(
              city.database(),
              "SELECT 1 FROM consultation WHERE id = '%s' FOR UPDATE".formatted(talk.id()))) {
        Reply.Refused refused = talk.citizen().ask(first, Reply.Refused.class);
        assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      }

      // Its last try may have been under way and succeed all the same: then nothing has to wait.
      if (talk.citizen().ask(second, Reply.class) instanceof Reply.Refused early) {
        assertThat(early.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(early.retryAfterMs()).isPositive();
      }
      talk.citizen().ask(first, Reply.Appended.class);
      talk.citizen().ask(second, Reply.Appended.class);

      assertThat(talk.staff().resume(talk.id(), 0).entries())
          .extracting(Entry::body)
          .endsWith(new Entry.Body.Message("uno"), new Entry.Body.Message("due"));
    } finally {
      impatient.close();
    }
  }

  /** Its link is good, and yet it has not got what was pushed. */
  private void position() throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      long seen = talk.citizen().write(talk.id(), "domanda").seq();
      assertThat(talk.staff().texts(1)).containsExactly("domanda");
      talk.staff().write(talk.id(), "uno");
      long last = talk.staff().write(talk.id(), "due").seq();
      assertThat(talk.citizen().texts(2)).as("and lost them").containsExactly("uno", "due");

      for (LiveClient each : List.of(talk.citizen(), talk.staff())) {
        Reply.Done pong = each.ask(new Command.Ping(LiveClient.id()), Reply.Done.class);
        assertThat(pong.positions()).containsExactly(Map.entry(talk.id(), last));
      }
      Reply.Resumed resumed = talk.citizen().resume(talk.id(), seen);

      assertThat(last).isGreaterThan(seen);
      assertThat(resumed.entries()).extracting(Entry::seq).containsExactly(seen + 1, last);
      assertThat(resumed.caughtUp()).isTrue();
    }
  }
}
