package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.unit.TestSuite;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.protocol.CloseCode;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.LiveCity.Office;
import org.indiretta.socket.Pipe.Transport;

/** Who is let in, once, and who is not (W1, W12). */
record GreetingStories(LiveCity city, Transport transport) {
  void addTo(TestSuite suite) {
    LiveContractTest.test(suite, "w1_citizenAndStaffAreWelcomed", () -> welcomed());
    LiveContractTest.test(
        suite, "w1_aWrongTokenIsRefusedAndARightOneMayFollow", () -> wrongToken());
    LiveContractTest.test(suite, "w1_aTicketIsGoodOnce", () -> ticketOnce());
    LiveContractTest.test(suite, "w1_aSecondHelloNeverTakesOver", () -> secondHello());
    LiveContractTest.test(
        suite, "w1_beforeTheHelloOnlyAvailabilityIsAnswered", () -> beforeHello());
    LiveContractTest.test(suite, "w12_aVersionThatIsNotServedEndsWithReload", () -> version());
  }

  private void welcomed() throws Exception {
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

  private void wrongToken() throws Exception {
    try (LiveClient client = city.connect(transport)) {
      Credential.Token wrong = new Credential.Token("x".repeat(43));
      assertThat(client.refusal(hello(wrong))).isEqualTo(ErrorCode.UNAUTHENTICATED);
      assertThat(client.refusal(hello(new Credential.Ticket("x".repeat(43)))))
          .isEqualTo(ErrorCode.UNAUTHENTICATED);

      client.hello(city.citizenToken());
    }
  }

  private void ticketOnce() throws Exception {
    Credential.Ticket ticket = city.ticket(city.office());
    try (LiveClient first = city.connect(transport);
        LiveClient second = city.connect(transport)) {
      first.hello(ticket);

      assertThat(second.refusal(hello(ticket))).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }
  }

  private void secondHello() throws Exception {
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

  private void beforeHello() throws Exception {
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

  private void version() throws Exception {
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
}
