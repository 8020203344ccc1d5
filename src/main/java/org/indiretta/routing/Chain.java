package org.indiretta.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Topic;
import org.indiretta.identity.TopicId;

/**
 * Who may be asked for a topic, and from when on: its level 1 at once, level 2 after {@code
 * widenAfter}, level 3 and everybody who serves its overflow topic after {@code overflowAfter};
 * then the overflow's own overflow, after its own {@code overflowAfter} on top. A disabled overflow
 * ends it, and so does one that was there already: it ends for every graph.
 *
 * @param tiers in the order in which they open, never empty
 * @param keepAfter after so long somebody who needs more room than anybody has left is kept the
 *     next that there is (RT6): the topic's target
 */
public record Chain(List<Tier> tiers, Duration keepAfter) {
  /** Of a topic that there is not: nobody serves it. */
  public static final Chain NOBODY = new Chain(List.of(), Duration.ZERO);

  private static final int LAST_LEVEL = 3;

  /** One opening of the circle: who serves {@code serving} at most at this level, from then on. */
  public record Tier(TopicId serving, int maxLevel, Duration after) {}

  public Chain {
    tiers = List.copyOf(tiers);
  }

  /** The chain of a topic as the directory has it now. */
  public static Chain of(Topic topic, Directory directory) {
    return of(topic, directory::topic);
  }

  static Chain of(Topic topic, Function<TopicId, Optional<Topic>> topics) {
    Duration overflow = topic.service().overflowAfter();
    List<Tier> tiers = new ArrayList<>();
    tiers.add(new Tier(topic.id(), 1, Duration.ZERO));
    tiers.add(new Tier(topic.id(), 2, topic.service().widenAfter()));
    tiers.add(new Tier(topic.id(), LAST_LEVEL, overflow));
    Set<TopicId> seen = new HashSet<>(Set.of(topic.id()));
    Optional<Topic> next = overflow(topic, topics);
    while (next.isPresent() && seen.add(next.get().id())) {
      tiers.add(new Tier(next.get().id(), LAST_LEVEL, overflow));
      overflow = overflow.plus(next.get().service().overflowAfter());
      next = overflow(next.get(), topics);
    }
    return new Chain(tiers, topic.service().target());
  }

  private static Optional<Topic> overflow(Topic topic, Function<TopicId, Optional<Topic>> topics) {
    return Optional.ofNullable(topic.service().overflow()).flatMap(topics).filter(Topic::enabled);
  }

  /** The topic itself and those that help out, in their order. */
  public List<TopicId> topics() {
    return tiers.stream().map(Tier::serving).distinct().toList();
  }

  /** Whether the candidate may be asked for somebody who has waited so long. */
  public boolean reaches(Candidate candidate, Duration waited) {
    Optional<Duration> after = after(candidate.levels());
    return after.isPresent() && after.get().compareTo(waited) <= 0;
  }

  /** Whether the candidate may ever be asked, and may take it by hand at any time. */
  public boolean ever(Candidate candidate) {
    return after(candidate.levels()).isPresent();
  }

  /** After how long somebody of these competences may be asked; empty for never. */
  public Optional<Duration> after(Map<TopicId, Integer> levels) {
    return tiers.stream()
        .filter(tier -> opens(tier, levels))
        .map(Tier::after)
        .min(Duration::compareTo);
  }

  /**
   * How near somebody of these competences is to the topic: its levels 1 to 3 are 1 to 3, those of
   * the first overflow 4 to 6 and so on; empty for who is never asked.
   */
  public OptionalInt nearness(Map<TopicId, Integer> levels) {
    int farther = 0;
    for (TopicId topic : topics()) {
      Integer level = levels.get(topic);
      if (level != null) {
        return OptionalInt.of(farther + level);
      }
      farther += LAST_LEVEL;
    }
    return OptionalInt.empty();
  }

  private static boolean opens(Tier tier, Map<TopicId, Integer> levels) {
    return levels.getOrDefault(tier.serving(), Integer.MAX_VALUE) <= tier.maxLevel();
  }
}
