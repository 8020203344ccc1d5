package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.SITE;
import static org.indiretta.consultation.City.TAX;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.indiretta.identity.ContactRequestId;
import org.indiretta.identity.Language;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactRequestsTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;
  private ContactRequests requests;

  @BeforeEach
  void aFreshCity() throws Exception {
    city = City.fresh(DATABASE);
    requests = new ContactRequests(DATABASE.database(), city.directory, city.bus, city.clock);
  }

  private static NewContactRequest request(TopicId topic) {
    return new NewContactRequest(
        SITE, topic, Language.IT, "Maria", "maria@example.org", null, "Chiamatemi");
  }

  private ContactRequest left(TopicId topic) throws Exception {
    return await(requests.create(request(topic))).orElseThrow();
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
    assertThat(await(requests.done(other, left.id())).orElseThrow().state())
        .isEqualTo(ContactRequest.State.TAKEN);
    ContactRequest done = await(requests.done(now.operator(), left.id())).orElseThrow();
    assertThat(done.state()).isEqualTo(ContactRequest.State.DONE);
    assertThat(done.doneAt()).isEqualTo(city.clock.now());
    assertThat(await(requests.listFor(now.operator()))).isEmpty();
    assertThat(await(requests.doneFor(now.operator()))).containsExactly(done);
  }

  @Test
  void openOnesComeFirst_theOldestFirst() throws Exception {
    ContactRequest taken = left(PASSPORT);
    city.clock.advance(java.time.Duration.ofMinutes(1));
    ContactRequest older = left(PASSPORT);
    city.clock.advance(java.time.Duration.ofMinutes(1));
    ContactRequest newer = left(TAX);
    assertThat(await(requests.take(city.anna.id(), taken.id()))).isPresent();

    List<ContactRequest> list = await(requests.listFor(city.anna.id()));
    assertThat(list)
        .extracting(ContactRequest::id)
        .containsExactly(older.id(), newer.id(), taken.id());
  }

  @Test
  void anUnknownTopicOrAnotherSitesIsNotKept() throws Exception {
    assertThat(await(requests.create(request(new TopicId("unknown"))))).isEmpty();
    assertThat(
            await(
                requests.create(
                    new NewContactRequest(
                        new SiteId("elsewhere"),
                        TAX,
                        Language.IT,
                        null,
                        null,
                        "091 800 00 00",
                        "x"))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"maria", "maria@", "@example.org", "a b@example.org", "maria@example"})
  void anAddressThatCannotBeOneIsRefused(String email) {
    assertThatThrownBy(() -> new NewContactRequest(SITE, TAX, Language.IT, null, email, null, "x"))
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
    assertThatThrownBy(
            () -> new NewContactRequest(SITE, TAX, Language.IT, null, email, telephone, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(field);
  }

  @Test
  void aTextMayHave4000CharactersAndNotOneMore() {
    assertThat(
            new NewContactRequest(
                    SITE, TAX, Language.IT, null, "m@example.org", null, "x".repeat(4000))
                .text())
        .hasSize(4000);
    assertThatThrownBy(
            () ->
                new NewContactRequest(
                    SITE, TAX, Language.IT, null, "m@example.org", null, "x".repeat(4001)))
        .hasMessageStartingWith("text:");
  }
}
