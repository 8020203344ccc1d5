package org.indiretta.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.indiretta.bus.LocalBus;
import org.indiretta.identity.Language;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.Database;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both invented cities are whole, and are seeded once. */
final class DemoCityTest {
  @RegisterExtension
  static final TestDatabase DATABASE =
      new TestDatabase(new Database.Limits(8, 2_000, 10_000, 20_000));

  private final ManualClock clock = new ManualClock();

  @ParameterizedTest
  @ValueSource(strings = {"ch", "it"})
  void everyTextStandsInFourLanguages(String name) {
    DemoCity.City city = DemoCity.read(name);

    assertInAllLanguages(city.site().name());
    assertInAllLanguages(city.site().privacy().text());
    city.site().emergency().forEach(number -> assertInAllLanguages(number.name()));
    for (DemoCity.CityGroup group : city.groups()) {
      assertInAllLanguages(group.name());
      for (DemoCity.CityTopic topic : group.topics()) {
        assertInAllLanguages(topic.name());
        assertInAllLanguages(topic.ready());
        assertThat(topic.levels()).as(topic.id().value()).isNotEmpty();
      }
    }
    city.cannedReplies().forEach(reply -> assertInAllLanguages(reply.text()));
    assertThat(city.groups()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ch", "it"})
  void everyLinkLeadsToAPageOfTheDemoPortal(String name) throws Exception {
    DemoCity.City city = DemoCity.read(name);
    Path content = Path.of("web-client/apps/widget/demo/content/it.json");
    Set<String> pages =
        new JsonObject(Files.readString(content))
            .getJsonObject("services").fieldNames().stream()
                .map(page -> "/demo/{language}/" + page + ".html")
                .collect(Collectors.toSet());
    pages.add("/demo/{language}/privacy.html");

    List<String> links =
        Stream.concat(
                Stream.ofNullable(city.site().privacy().link()),
                city.groups().stream()
                    .flatMap(group -> group.topics().stream())
                    .flatMap(topic -> Stream.ofNullable(topic.link())))
            .toList();

    if (name.equals("ch")) {
      assertThat(links).containsExactlyInAnyOrderElementsOf(pages);
    } else {
      assertThat(links).as("it has no portal").isEmpty();
    }
  }

  private static void assertInAllLanguages(LocalText text) {
    assertThat(text.byLanguage().keySet())
        .as(text.toString())
        .containsExactlyInAnyOrder(Language.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ch", "it"})
  void seedsOnceAndKeepsWhatPeopleChanged(String name) throws Exception {
    DemoCity.Seeded first = await(DemoCity.seed(DATABASE.database(), clock, name));
    Directory directory = open();
    SiteId site = new SiteId(name);
    int topics = directory.topics(site).size();
    assertThat(topics).isGreaterThanOrEqualTo(15);
    assertThat(directory.topics(site).getLast().frontDesk()).isTrue();
    CannedReply removed =
        directory.cannedReplies().stream().filter(r -> r.site().equals(site)).findFirst().get();
    await(directory.removeCannedReply(removed.id()));
    int replies = directory.cannedReplies().size();

    DemoCity.Seeded again = await(DemoCity.seed(DATABASE.database(), clock, name));
    await(directory.reread());

    assertThat(again).isEqualTo(first);
    assertThat(directory.topics(site)).hasSize(topics);
    assertThat(directory.cannedReplies()).hasSize(replies);
  }

  @Test
  void theTableOfCompetencesIsSeeded() throws Exception {
    DemoCity.Seeded seeded = await(DemoCity.seed(DATABASE.database(), clock, "ch"));
    Directory directory = open();
    OperatorId paolo =
        seeded.signIns().stream()
            .filter(s -> s.firstName().equals("Paolo"))
            .findFirst()
            .get()
            .operator();

    Map<TopicId, Integer> levels = directory.operator(paolo).get().levels();

    assertThat(levels)
        .isEqualTo(
            Map.of(
                new TopicId("municipal-tax"), 1,
                new TopicId("waste-fee"), 2,
                new TopicId("traffic-parking"), 2));
  }

  @Test
  void changesAreCheckedAndDecidedByTheDatabase() throws Exception {
    DemoCity.Seeded seeded = await(DemoCity.seed(DATABASE.database(), clock, "ch"));
    Directory directory = open();
    Topic passport = directory.topic(new TopicId("passport")).get();
    OperatorId admin =
        directory.operators().stream()
            .filter(o -> o.email().equals("admin@rivalago.example"))
            .findFirst()
            .get()
            .id();

    assertThat(await(directory.add(passport))).isEqualTo(Change.IN_USE);
    assertThat(await(directory.remove(passport.group()))).isEqualTo(Change.IN_USE);
    assertThat(await(directory.serve(admin, new TopicId("nothing"), 1)))
        .isEqualTo(Change.UNKNOWN_REFERENCE);
    assertThat(await(directory.removeCannedReply(UUID.randomUUID()))).isEqualTo(Change.NOT_FOUND);
    List<Operator> others =
        directory.operators().stream()
            .filter(o -> o.role() == org.indiretta.identity.Role.ADMIN && !o.id().equals(admin))
            .toList();
    for (Operator other : others) {
      assertThat(await(directory.disable(other.id()))).isEqualTo(Change.DONE);
    }
    assertThat(await(directory.disable(admin))).isEqualTo(Change.LAST_ADMIN);
    assertThat(directory.operator(admin).get().enabled()).isTrue();
    assertThat(seeded.site()).isEqualTo(new SiteId("ch"));
  }

  private Directory open() throws Exception {
    return await(
        Directory.open(
            DATABASE.vertx(), DATABASE.database(), new LocalBus(DATABASE.vertx()), clock));
  }
}
