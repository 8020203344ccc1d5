package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.SITE;
import static org.indiretta.consultation.City.TAX;
import static org.indiretta.sql.TestDatabase.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.ContactRequestId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Principal;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.notify.MailServer;
import org.indiretta.notify.Notices;
import org.indiretta.notify.OutboundAllow;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Reply;
import org.indiretta.sql.Sql;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactRequestsTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private static final ContactRequests.Link LINK = link("z", false);
  private static final MailServer MAIL = MailServer.plain();

  private City city;
  private Notices notices;
  private ContactRequests requests;
  private Forwarding forwarding;

  @BeforeEach
  void aFreshCity() throws Exception {
    city = City.fresh(DATABASE);
    notices = new Notices(DATABASE.database(), city.clock, new SimpleMeterRegistry());
    notices.mailBy(MAIL.settings(), new OutboundAllow(List.of("127.0.0.1")));
    requests =
        city.desk.contactRequests(
            notices,
            new RequestSettings(Duration.ofDays(3), URI.create("https://live.rivalago.example")));
    forwarding = city.desk.forwarding(requests);
    city.available(city.anna);
  }

  @AfterAll
  static void noMoreMail() {
    MAIL.close();
  }

  private static NewContactRequest request(TopicId topic) {
    return from(topic, "maria@example.org", null, "Chiamatemi", null);
  }

  private static NewContactRequest from(
      TopicId topic, String email, String telephone, String text, ConsultationId consultation) {
    return new NewContactRequest(
        SITE,
        topic,
        ContactRequest.Kind.REPORT,
        Language.IT,
        "Maria",
        email,
        telephone,
        text,
        consultation);
  }

  private static ContactRequests.Link link(String name, boolean confirm) {
    return new ContactRequests.Link(name, Buffer.buffer("hash of " + name), confirm);
  }

  private static ContactRequest made(ContactRequests.Left left) {
    return ((ContactRequests.Left.Made) left).request();
  }

  private static ErrorCode refused(ContactRequests.Left left) {
    return ((ContactRequests.Left.Refused) left).code();
  }

  private ContactRequest left(TopicId topic) throws Exception {
    return made(
        await(requests.create(request(topic), null, link(UUID.randomUUID().toString(), false))));
  }

  @Test
  void whoServesTheTopicSeesIt() throws Exception {
    ContactRequest left = left(TAX);

    assertThat(left.state()).isEqualTo(ContactRequest.State.OPEN);
    assertThat(await(requests.listFor(city.carla.id()))).containsExactly(left);
    assertThat(await(requests.listFor(city.bruno.id()))).isEmpty();
    assertThat(await(requests.take(city.bruno.id(), left.id()))).isEmpty();
    assertThat(await(requests.take(city.carla.id(), ContactRequestId.next()))).isEmpty();
  }

  @Test
  void exactlyOneTakesIt_andOnlyTheSameEndsIt() throws Exception {
    ContactRequest left = left(PASSPORT);
    Future<Optional<ContactRequest>> anna = requests.take(city.anna.id(), left.id());
    Future<Optional<ContactRequest>> bruno = requests.take(city.bruno.id(), left.id());
    await(Future.all(anna, bruno));

    ContactRequest now = anna.result().orElseThrow();
    assertThat(bruno.result().orElseThrow().operator()).isEqualTo(now.operator());
    boolean annas = now.operator().equals(city.anna.id());
    var other = annas ? city.bruno.id() : city.anna.id();
    assertThat(await(requests.done(other, left.id(), null)).orElseThrow().state())
        .isEqualTo(ContactRequest.State.TAKEN);
    ContactRequest done =
        await(requests.done(now.operator(), left.id(), "richiamata")).orElseThrow();
    assertThat(done.state()).isEqualTo(ContactRequest.State.DONE);
    assertThat(done.done())
        .isEqualTo(new ContactRequest.Done(city.clock.now(), null, null, "richiamata"));
    assertThat(await(requests.listFor(now.operator()))).isEmpty();
    assertThat(await(requests.doneFor(now.operator()))).containsExactly(done);
  }

  @Test
  void openOnesComeFirst_theOldestFirst() throws Exception {
    ContactRequest taken = left(PASSPORT);
    city.clock.advance(Duration.ofMinutes(1));
    ContactRequest older = left(PASSPORT);
    city.clock.advance(Duration.ofMinutes(1));
    ContactRequest newer = left(TAX);
    assertThat(await(requests.take(city.anna.id(), taken.id()))).isPresent();

    List<ContactRequest> list = await(requests.listFor(city.anna.id()));
    assertThat(list)
        .extracting(ContactRequest::id)
        .containsExactly(older.id(), newer.id(), taken.id());
  }

  @Test
  void anUnknownTopicOrAnotherSitesIsNotKept() throws Exception {
    NewContactRequest elsewhere =
        new NewContactRequest(
            new SiteId("elsewhere"),
            TAX,
            null,
            Language.IT,
            null,
            null,
            "091 800 00 00",
            "x",
            null);

    assertThat(refused(await(requests.create(request(new TopicId("unknown")), null, LINK))))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(refused(await(requests.create(elsewhere, null, LINK))))
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void itIsDueInThreeDays_andWhatIsDueFirstStandsFirst() throws Exception {
    ContactRequest left = left(PASSPORT);

    assertThat(left.dueAt()).isEqualTo(city.clock.now().plus(Duration.ofDays(3)));
    assertThat(left.kind()).isEqualTo(ContactRequest.Kind.REPORT);
    City.Talk talk = city.talk(city.anna);
    Instant tomorrow = city.clock.now().plus(Duration.ofDays(1));
    ContactRequest urgent =
        made(await(forwarding.forward(city.anna, talk.id(), forward(tomorrow), link("f", false))));
    assertThat(await(requests.listFor(city.anna.id())))
        .extracting(ContactRequest::id)
        .containsExactly(urgent.id(), left.id());
  }

  @Test
  void aConfirmationHoldsTheLinkAndNeverTheText() throws Exception {
    String to = "conferma@example.org";
    ContactRequest left =
        made(
            await(
                requests.create(
                    from(PASSPORT, to, null, "segretissimo", null), null, link("qui", true))));
    await(notices.sweep());

    MimeMessage mail = MAIL.arrivedFor(to).getFirst();
    assertThat(mail.getSubject()).contains(left.reference().value());
    assertThat(mail.getContent().toString())
        .contains("https://live.rivalago.example/c#request=qui", "5 marzo 2026")
        .doesNotContain("segretissimo", "Maria");
    assertThat(await(requests.follow(Buffer.buffer("hash of qui")))).contains(left);
    assertThat(await(requests.follow(Buffer.buffer("hash of nothing")))).isEmpty();
  }

  @Test
  void theOfficeIsToldWithoutTheText() throws Exception {
    city.execute("UPDATE topic SET office_email = 'contribuzioni@example.org' WHERE id = 'tax'");
    await(city.directory.reread());
    int before = MAIL.arrivedFor("contribuzioni@example.org").size();
    NewContactRequest wanted = from(TAX, null, "091 800 00 00", "segretissimo", null);
    ContactRequest left = made(await(requests.create(wanted, null, link("x", true))));
    await(notices.sweep());

    List<MimeMessage> mails = MAIL.arrivedFor("contribuzioni@example.org");
    assertThat(mails).hasSize(before + 1);
    assertThat(mails.getLast().getContent().toString())
        .contains(left.reference().value(), "/console/requests")
        .doesNotContain("segretissimo", "Maria", "091");
  }

  @Test
  void anAnswerGoesByMailAndStandsWhereItIsFollowed() throws Exception {
    String to = "risposta@example.org";
    ContactRequest left =
        made(
            await(
                requests.create(
                    from(PASSPORT, to, null, "Quando?", null), null, link("segui", false))));
    assertThat(await(requests.answer(city.anna.id(), left.id(), "Mai")).orElseThrow().state())
        .as("not taken yet")
        .isEqualTo(ContactRequest.State.OPEN);
    var _ = await(requests.take(city.anna.id(), left.id()));
    assertThat(await(requests.answer(city.bruno.id(), left.id(), "Mai")).orElseThrow().state())
        .as("somebody else's")
        .isEqualTo(ContactRequest.State.TAKEN);

    ContactRequest answered =
        await(requests.answer(city.anna.id(), left.id(), "Venga martedì")).orElseThrow();
    assertThat(answered.done().mail()).isEqualTo(Notices.Standing.WAITING);
    await(notices.sweep());

    assertThat(MAIL.arrivedFor(to)).hasSize(1);
    assertThat(MAIL.arrivedFor(to).getFirst().getContent().toString())
        .contains("Venga martedì")
        .doesNotContain("Quando?");
    ContactRequest followed = await(requests.follow(Buffer.buffer("hash of segui"))).orElseThrow();
    assertThat(followed.state()).isEqualTo(ContactRequest.State.DONE);
    assertThat(followed.done().answer()).isEqualTo("Venga martedì");
    assertThat(followed.done().mail()).isEqualTo(Notices.Standing.SENT);
  }

  @Test
  void aWaitingConsultationBecomesARequest_withItsText() throws Exception {
    Principal.Citizen citizen = city.citizen();
    ConsultationId id = city.start(citizen, PASSPORT).id();
    var _ = await(city.send(citizen, id, "Scade domani"));

    ContactRequest made =
        made(
            await(
                requests.create(
                    from(PASSPORT, "m@example.org", null, "", id), citizen.id(), LINK)));

    assertThat(made.from().written()).isEqualTo("Il mio passaporto scade\n\nScade domani");
    assertThat(made.text()).isEmpty();
    assertThat(await(city.desk.ofCitizen(citizen)))
        .extracting(ConsultationView::state)
        .containsExactly(ConsultationState.ABANDONED);
    Reply tooLate = await(city.take(city.anna, id));
    assertThat(tooLate).isInstanceOf(Reply.Refused.class);
  }

  @Test
  void anEndedOneToo_butNobodyElsesAndNoneThatIsAnswered() throws Exception {
    City.Talk talk = city.talk(city.anna);
    NewContactRequest wanted = from(PASSPORT, "m@example.org", null, "E poi?", talk.id());

    assertThat(refused(await(requests.create(wanted, talk.citizen().id(), LINK))))
        .isEqualTo(ErrorCode.WRONG_STATE);
    assertThat(refused(await(requests.create(wanted, city.citizen().id(), LINK))))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(refused(await(requests.create(wanted, null, LINK)))).isEqualTo(ErrorCode.NOT_FOUND);
    var _ = await(city.close(city.anna, talk.id(), Outcome.RESOLVED));
    city.pass(city.timings.undo());
    ContactRequest made = made(await(requests.create(wanted, talk.citizen().id(), LINK)));
    assertThat(made.from().consultation()).isEqualTo(talk.id());
    city.clock.advance(city.timings.readable().plusSeconds(1));
    assertThat(refused(await(requests.create(wanted, talk.citizen().id(), LINK))))
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  private static Forward forward(Instant dueAt) {
    return new Forward(
        TAX, "Verificare il rimborso", dueAt, "Maria", "inoltro@example.org", null, true);
  }

  @Test
  void forwardedItEndsWithATask_andTheCitizenGetsTheLinkTwice() throws Exception {
    City.Talk talk = city.talk(city.anna);

    ContactRequest made =
        made(await(forwarding.forward(city.anna, talk.id(), forward(null), link("via", true))));
    await(notices.sweep());
    city.pass(city.timings.undo());

    assertThat(await(requests.listFor(city.carla.id()))).containsExactly(made);
    assertThat(made.kind()).isEqualTo(ContactRequest.Kind.FORWARDED);
    assertThat(made.from().by()).isEqualTo(city.anna.id());
    assertThat(MAIL.arrivedFor("inoltro@example.org").getLast().getContent().toString())
        .contains("https://live.rivalago.example/c#request=via")
        .doesNotContain("rimborso", "passaporto");
    assertThat(await(city.desk.ofCitizen(talk.citizen())))
        .extracting(ConsultationView::state)
        .containsExactly(ConsultationState.CLOSED);
    assertThat(
            await(
                DATABASE
                    .database()
                    .list(
                        Sql.of(
                                "SELECT text FROM entry WHERE consultation_id = :id AND writer ="
                                    + " 'OPERATOR'")
                            .with("id", talk.id().value()),
                        row -> row.getString(0))))
        .singleElement()
        .asString()
        .contains("https://live.rivalago.example/c#request=via");
    assertThat(
            refused(
                await(forwarding.forward(city.anna, talk.id(), forward(null), link("y", true)))))
        .as("it has ended")
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void onlyItsOperatorForwards_withConsent_toADayThatCanBe() throws Exception {
    City.Talk talk = city.talk(city.anna);
    Instant now = city.clock.now();

    assertThat(refused(await(forwarding.forward(city.bruno, talk.id(), forward(null), LINK))))
        .isEqualTo(ErrorCode.NOT_FOUND);
    for (Instant day : List.of(now.minusSeconds(1), now.plus(Forwarding.LATEST).plusSeconds(1))) {
      assertThat(refused(await(forwarding.forward(city.anna, talk.id(), forward(day), LINK))))
          .isEqualTo(ErrorCode.MALFORMED);
    }
    assertThatThrownBy(() -> new Forward(null, "x", null, null, null, null, false))
        .hasMessageStartingWith("consent:");
    assertThat(await(requests.listFor(city.anna.id()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"maria", "maria@", "@example.org", "a b@example.org", "maria@example"})
  void anAddressThatCannotBeOneIsRefused(String email) {
    assertThatThrownBy(() -> from(TAX, email, null, "x", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("email:");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null, null, x, email:",
        "null, 12, x, telephone:",
        "null, 0918000000, ' ', text:",
        "null, call me, x, telephone:",
      })
  void theMessageNamesTheField(String email, String telephone, String text, String field) {
    assertThatThrownBy(() -> from(TAX, email, telephone, text, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(field);
  }

  @Test
  void aTextMayHave4000CharactersAndNotOneMore() {
    assertThat(from(TAX, "m@example.org", null, "x".repeat(4000), null).text()).hasSize(4000);
    assertThatThrownBy(() -> from(TAX, "m@example.org", null, "x".repeat(4001), null))
        .hasMessageStartingWith("text:");
  }
}
