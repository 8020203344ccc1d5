package org.indiretta.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;

/**
 * Everybody who could serve, by topic, and who of them is still free while a plan is made: so that
 * a plan looks only at those who can be asked, and stops when nobody is.
 */
final class Staffing {
  private final Map<OperatorId, Candidate> now = new LinkedHashMap<>();
  private final Map<TopicId, List<OperatorId>> serving = new HashMap<>();
  private final Map<TopicId, Set<OperatorId>> free = new HashMap<>();
  private int freeInAll;

  Staffing(Collection<Candidate> candidates) {
    for (Candidate candidate : candidates) {
      now.put(candidate.id(), candidate);
      boolean isFree = candidate.free();
      freeInAll += isFree ? 1 : 0;
      for (TopicId topic : candidate.levels().keySet()) {
        serving.computeIfAbsent(topic, t -> new ArrayList<>()).add(candidate.id());
        if (isFree) {
          free.computeIfAbsent(topic, t -> new LinkedHashSet<>()).add(candidate.id());
        }
      }
    }
  }

  /** As planned so far; null for nobody known. */
  Candidate get(OperatorId operator) {
    return now.get(operator);
  }

  List<Candidate> all() {
    return List.copyOf(now.values());
  }

  boolean anyFree() {
    return freeInAll > 0;
  }

  /** How many of those whom the chain ever reaches are free; who serves several may count twice. */
  int freeFor(Chain chain) {
    int count = 0;
    for (TopicId topic : chain.topics()) {
      count += free.getOrDefault(topic, Set.of()).size();
    }
    return count;
  }

  /** Those of whom one may be free for it. */
  Collection<Candidate> freeIn(Chain chain) {
    return in(chain, free);
  }

  /** Everybody whom the chain ever reaches. */
  Collection<Candidate> servingIn(Chain chain) {
    return in(chain, serving);
  }

  /** One was offered to them by this plan. */
  void offered(OperatorId operator, Mode mode) {
    replace(now.get(operator).withOffer(mode));
  }

  /** One became theirs by this plan. */
  void given(OperatorId operator, Mode mode, Instant at) {
    replace(now.get(operator).withOne(mode, at));
  }

  /** Their room is kept: by this plan nothing more is offered to them. */
  void keep(OperatorId operator) {
    replace(now.get(operator).keeping());
  }

  private void replace(Candidate next) {
    boolean was = now.put(next.id(), next).free();
    if (was && !next.free()) {
      freeInAll--;
      next.levels().keySet().forEach(topic -> free.get(topic).remove(next.id()));
    }
  }

  private Collection<Candidate> in(
      Chain chain, Map<TopicId, ? extends Collection<OperatorId>> byTopic) {
    Map<OperatorId, Candidate> found = new LinkedHashMap<>();
    for (TopicId topic : chain.topics()) {
      Collection<OperatorId> ids = byTopic.get(topic);
      if (ids != null) {
        ids.forEach(id -> found.put(id, now.get(id)));
      }
    }
    return found.values();
  }
}
