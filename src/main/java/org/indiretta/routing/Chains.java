package org.indiretta.routing;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.indiretta.directory.Directory;
import org.indiretta.identity.TopicId;

/** The chains of the topics as the directory has them at one moment, each made once. */
final class Chains implements Function<TopicId, Chain> {
  private final Directory directory;
  private final Map<TopicId, Chain> made = new HashMap<>();

  Chains(Directory directory) {
    this.directory = directory;
  }

  /** Nobody serves a topic that there is not. */
  @Override
  public Chain apply(TopicId topic) {
    return made.computeIfAbsent(
        topic,
        id -> directory.topic(id).map(known -> Chain.of(known, directory)).orElse(Chain.NOBODY));
  }
}
