package org.indiretta.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.indiretta.directory.LocalText;
import org.indiretta.directory.Topic;
import org.indiretta.identity.GroupId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.junit.jupiter.api.Test;

/** Who may be asked from when on (RT1): widening, overflow, and an end for every graph. */
class ChainTest {
  private static final int TOPICS = 6;

  static Topic topic(int number, int overflow, int widenS, int overflowS, boolean enabled) {
    TopicId next = overflow < 0 || overflow == number ? null : id(overflow);
    return new Topic(
        id(number),
        new SiteId("ch"),
        new GroupId("desk"),
        number,
        new LocalText(Map.of(Language.IT, "Tema " + number)),
        null,
        null,
        Set.of(Mode.WRITE),
        false,
        enabled,
        new Topic.Service(
            Duration.ofSeconds(widenS),
            Duration.ofSeconds(overflowS),
            next,
            50,
            Duration.ofSeconds(120),
            false,
            false,
            ""));
  }

  private static TopicId id(int number) {
    return new TopicId("topic-" + number);
  }

  private static Chain chain(Topic... topics) {
    Map<TopicId, Topic> byId = new HashMap<>();
    for (Topic topic : topics) {
      byId.put(topic.id(), topic);
    }
    return Chain.of(topics[0], wanted -> Optional.ofNullable(byId.get(wanted)));
  }

  @Test
  void rt1_level1AtOnceLevel2AfterTheFirstWaitLevel3AndTheOverflowAfterTheSecond() {
    Chain chain =
        chain(topic(0, 1, 60, 120, true), topic(1, 2, 10, 30, true), topic(2, -1, 0, 0, true));

    assertThat(chain.after(Map.of(id(0), 1))).contains(Duration.ZERO);
    assertThat(chain.after(Map.of(id(0), 2))).contains(Duration.ofMinutes(1));
    assertThat(chain.after(Map.of(id(0), 3))).contains(Duration.ofMinutes(2));
    assertThat(chain.after(Map.of(id(1), 1))).contains(Duration.ofMinutes(2));
    assertThat(chain.after(Map.of(id(1), 3))).contains(Duration.ofMinutes(2));
    assertThat(chain.after(Map.of(id(2), 1))).contains(Duration.ofSeconds(150));
    assertThat(chain.after(Map.of(id(0), 3, id(1), 1))).contains(Duration.ofMinutes(2));
    assertThat(chain.nearness(Map.of(id(0), 3, id(1), 1))).hasValue(3);
    assertThat(chain.nearness(Map.of(id(1), 2))).hasValue(5);
    assertThat(chain.after(Map.of(id(3), 1))).isEmpty();
    assertThat(chain.nearness(Map.of(id(3), 1))).isEmpty();
  }

  @Test
  void aDisabledOverflowEndsTheChain() {
    Chain chain =
        chain(topic(0, 1, 60, 120, true), topic(1, 2, 0, 0, false), topic(2, -1, 0, 0, true));

    assertThat(chain.topics()).containsExactly(id(0));
  }

  @Property(tries = 500)
  void overflowEndsForEveryGraphAndNeverCloses(
      @ForAll("graphs") List<Topic> graph, @ForAll("levels") Map<TopicId, Integer> levels) {
    Chain chain = chain(graph.toArray(Topic[]::new));

    // Given the slow and obvious walk: the topics in the order of overflow, each once.
    List<TopicId> walked = new ArrayList<>();
    Set<TopicId> seen = new HashSet<>();
    Optional<Topic> next = Optional.of(graph.getFirst());
    while (next.isPresent() && seen.add(next.get().id())) {
      walked.add(next.get().id());
      TopicId overflow = next.get().service().overflow();
      next =
          graph.stream()
              .filter(topic -> topic.id().equals(overflow) && topic.enabled())
              .findFirst();
    }
    assertThat(chain.topics()).isEqualTo(walked);
    // Who is reached once stays reached, and those are who are near.
    assertThat(chain.after(levels).isPresent()).isEqualTo(chain.nearness(levels).isPresent());
    assertThat(chain.after(levels).isPresent())
        .isEqualTo(levels.keySet().stream().anyMatch(walked::contains));
    assertThat(chain.tiers()).isSortedAccordingTo((a, b) -> a.after().compareTo(b.after()));
  }

  @Provide
  Arbitrary<List<Topic>> graphs() {
    Arbitrary<int[]> times =
        Arbitraries.integers()
            .between(0, 300)
            .tuple2()
            .map(t -> new int[] {Math.min(t.get1(), t.get2()), Math.max(t.get1(), t.get2())});
    return Arbitraries.integers()
        .between(-1, TOPICS - 1)
        .flatMap(
            to ->
                times.flatMap(
                    s -> Arbitraries.of(true, true, true, false).map(on -> Tuple.of(to, s, on))))
        .list()
        .ofSize(TOPICS)
        .map(
            rows -> {
              List<Topic> topics = new ArrayList<>();
              for (int i = 0; i < rows.size(); i++) {
                var row = rows.get(i);
                topics.add(
                    topic(i, row.get1(), row.get2()[0], row.get2()[1], i == 0 || row.get3()));
              }
              return topics;
            });
  }

  @Provide
  Arbitrary<Map<TopicId, Integer>> levels() {
    return Arbitraries.maps(
            Arbitraries.integers().between(0, TOPICS - 1).map(ChainTest::id),
            Arbitraries.integers().between(1, 3))
        .ofMaxSize(3);
  }
}
