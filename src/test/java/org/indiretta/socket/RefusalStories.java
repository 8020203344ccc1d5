package org.indiretta.socket;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.unit.TestSuite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.indiretta.identity.ConsultationId;
import org.indiretta.protocol.CloseCode;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.Pipe.Transport;

/** What is refused, and that nobody else notices (W2, W4, W8). */
record RefusalStories(LiveCity city, Transport transport) {
  void addTo(TestSuite suite) {
    LiveContractTest.test(
        suite, "w2_whatIsNoCommandIsRefusedAndNothingElseSuffers", () -> malformed());
    LiveContractTest.test(suite, "w2_aTextThatIsTooLongIsRefused", () -> tooLong());
    LiveContractTest.test(suite, "w4_somebodyElsesConsultationIsNotThere", () -> foreign());
    LiveContractTest.test(suite, "w4_eachRoleHasItsCommands", () -> roles());
    LiveContractTest.test(suite, "w8_aFloodIsRefusedWithRetryAfter", () -> flood());
    LiveContractTest.test(suite, "w8_whoGoesOnIsEnded", () -> endedForFlood());
  }

  private void malformed() throws Exception {
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

  private void tooLong() throws Exception {
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

  private void foreign() throws Exception {
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

  private void roles() throws Exception {
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

  private void flood() throws Exception {
    try (Conversation talk = city.conversation(transport)) {
      int burst = Limits.standard().messagesBurst();
      List<CompletableFuture<Reply>> replies = new ArrayList<>();
      for (int i = 0; i < burst + 5; i++) {
        replies.add(talk.citizen().begin(LiveClient.message(talk.id(), LiveClient.id(), "n" + i)));
      }
      List<Reply> all = new ArrayList<>();
      for (CompletableFuture<Reply> reply : replies) {
        all.add(reply.get(30, SECONDS));
      }

      assertThat(all.subList(0, burst)).allMatch(reply -> reply instanceof Reply.Appended);
      assertThat(all.subList(burst, burst + 5))
          .allSatisfy(
              reply -> {
                assertThat(refused(reply).code()).isEqualTo(ErrorCode.TOO_MANY);
                assertThat(refused(reply).retryAfterMs()).isBetween(1L, 1_000L);
              });
      talk.staff().write(talk.id(), "piano");
      city.advance(Duration.ofSeconds(1));
      talk.citizen().write(talk.id(), "scusi");
    }
  }

  private void endedForFlood() throws Exception {
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
