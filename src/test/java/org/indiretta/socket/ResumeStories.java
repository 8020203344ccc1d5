package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.unit.TestSuite;
import java.time.Duration;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.Pipe.Transport;

/**
 * What was missed comes in order and without a hole; what was sent again has one effect (W5, W6).
 */
record ResumeStories(LiveCity city, Transport transport) {
  void addTo(TestSuite suite) {
    LiveContractTest.test(suite, "w6_resumeGivesWhatWasMissedInOrder", () -> resumeMissed());
    LiveContractTest.test(suite, "w6_manyEntriesComeInPagesThenThePushes", () -> resumePages());
    LiveContractTest.test(suite, "w5_aRetryHasOneEffectAndAReusedIdIsRefused", () -> retry());
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
}
