package org.indiretta.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.indiretta.directory.ConfigurationChange.Kind;
import org.indiretta.directory.ConfigurationChange.What;
import org.indiretta.identity.GroupId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;

/**
 * What has to be done so that a site is as its {@link Configuration} says: pure, made from the
 * directory as it is. Places are told apart by their order alone, so a file that was exported
 * changes nothing.
 */
public final class ConfigurationPlan {
  /** Between two positions, so that something can be put there. */
  private static final int STEP = 10;

  private final Snapshot now;
  private final Configuration wanted;
  private final List<ConfigurationChange> changes = new ArrayList<>();
  private final List<Group> newGroups = new ArrayList<>();
  private final List<Group> changedGroups = new ArrayList<>();
  private final List<GroupId> removedGroups = new ArrayList<>();
  private final List<Topic> newTopics = new ArrayList<>();
  private final List<Topic> changedTopics = new ArrayList<>();
  private final Set<TopicId> switchedOff = new LinkedHashSet<>();
  private final List<Serving> serves = new ArrayList<>();
  private final List<Serving> servesNoLonger = new ArrayList<>();

  /** Somebody and a topic; the level is that of now where it is taken away. */
  record Serving(OperatorId operator, TopicId topic, int level) {}

  private ConfigurationPlan(Snapshot now, Configuration wanted) {
    this.now = now;
    this.wanted = wanted;
  }

  static ConfigurationPlan of(Snapshot now, Configuration wanted) {
    ConfigurationPlan plan = new ConfigurationPlan(now, wanted);
    plan.topics();
    plan.groups();
    plan.competences();
    return plan;
  }

  /** In the order: topics, groups, competences. */
  public List<ConfigurationChange> changes() {
    return List.copyOf(changes);
  }

  /** Topics that are on now and stand in no file; nobody may wait for them. */
  public Set<TopicId> switchedOff() {
    return Set.copyOf(switchedOff);
  }

  List<Group> newGroups() {
    return newGroups;
  }

  List<Group> changedGroups() {
    return changedGroups;
  }

  List<GroupId> removedGroups() {
    return removedGroups;
  }

  List<Topic> newTopics() {
    return newTopics;
  }

  List<Topic> changedTopics() {
    return changedTopics;
  }

  List<Serving> serves() {
    return serves;
  }

  List<Serving> servesNoLonger() {
    return servesNoLonger;
  }

  // ── topics ────────────────────────────────────────────────────────────────────────────────────

  private void topics() {
    Map<GroupId, List<Topic>> before = byGroup(ofSite());
    byGroup(wanted.topics())
        .forEach(
            (group, topics) ->
                placed(topics, before.getOrDefault(group, List.of()), Topic::id, Topic::position)
                    .forEach((topic, position) -> topic(at(topic, position))));
    Set<TopicId> named = new HashSet<>();
    wanted.topics().forEach(topic -> named.add(topic.id()));
    for (Topic topic : ofSite()) {
      if (topic.enabled() && !named.contains(topic.id())) {
        switchedOff.add(topic.id());
        changedTopics.add(switched(topic));
        tell(Kind.REMOVED, What.TOPIC, topic.id().value(), null);
      }
    }
  }

  private void topic(Topic topic) {
    Topic before = now.topicsById().get(topic.id());
    if (before == null) {
      newTopics.add(topic);
      tell(Kind.ADDED, What.TOPIC, topic.id().value(), null);
    } else if (!before.equals(topic)) {
      changedTopics.add(topic);
      tell(Kind.CHANGED, What.TOPIC, topic.id().value(), String.join(", ", fields(before, topic)));
    }
  }

  private static List<String> fields(Topic before, Topic after) {
    Map<String, Function<Topic, Object>> all = new LinkedHashMap<>();
    all.put("group", Topic::group);
    all.put("position", Topic::position);
    all.put("name", Topic::name);
    all.put("ready", Topic::ready);
    all.put("link", Topic::link);
    all.put("modes", Topic::modes);
    all.put("frontDesk", Topic::frontDesk);
    all.put("enabled", Topic::enabled);
    all.put("service.widenAfterS", topic -> topic.service().widenAfter());
    all.put("service.overflowAfterS", topic -> topic.service().overflowAfter());
    all.put(
        "service.overflow",
        topic -> topic.service().overflow() == null ? "" : topic.service().overflow());
    all.put("service.maxWaiting", topic -> topic.service().maxWaiting());
    all.put("service.targetS", topic -> topic.service().target());
    all.put("service.onCallOpens", topic -> topic.service().onCallOpens());
    all.put("service.requestsAlways", topic -> topic.service().requestsAlways());
    all.put("service.officeEmail", topic -> topic.service().officeEmail());
    return all.entrySet().stream()
        .filter(field -> !field.getValue().apply(before).equals(field.getValue().apply(after)))
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<Topic> ofSite() {
    return now.topics().stream().filter(topic -> topic.site().equals(wanted.site())).toList();
  }

  private static Map<GroupId, List<Topic>> byGroup(Collection<Topic> topics) {
    Map<GroupId, List<Topic>> groups = new LinkedHashMap<>();
    topics.forEach(it -> groups.computeIfAbsent(it.group(), id -> new ArrayList<>()).add(it));
    return groups;
  }

  private static Topic at(Topic it, int position) {
    return new Topic(
        it.id(),
        it.site(),
        it.group(),
        position,
        it.name(),
        it.ready(),
        it.link(),
        it.modes(),
        it.frontDesk(),
        it.enabled(),
        it.service());
  }

  private static Topic switched(Topic it) {
    return new Topic(
        it.id(),
        it.site(),
        it.group(),
        it.position(),
        it.name(),
        it.ready(),
        it.link(),
        it.modes(),
        false,
        false,
        it.service());
  }

  // ── groups ────────────────────────────────────────────────────────────────────────────────────

  /** One that no file names stays while topics that were switched off stand in it. */
  private void groups() {
    List<Group> before =
        now.groups().stream().filter(group -> group.site().equals(wanted.site())).toList();
    Map<GroupId, Group> known = new HashMap<>();
    before.forEach(group -> known.put(group.id(), group));
    placed(wanted.groups(), before, Group::id, Group::position)
        .forEach(
            (group, position) -> {
              Group next = new Group(group.id(), group.site(), position, group.name());
              Group old = known.remove(group.id());
              if (old == null) {
                newGroups.add(next);
                tell(Kind.ADDED, What.GROUP, next.id().value(), null);
              } else if (!old.equals(next)) {
                changedGroups.add(next);
                String what = old.name().equals(next.name()) ? "position" : "name";
                tell(Kind.CHANGED, What.GROUP, next.id().value(), what);
              }
            });
    Set<GroupId> used = new HashSet<>();
    Map<TopicId, GroupId> places = new HashMap<>();
    ofSite().forEach(topic -> places.put(topic.id(), topic.group()));
    wanted.topics().forEach(topic -> places.put(topic.id(), topic.group()));
    used.addAll(places.values());
    known.keySet().stream()
        .filter(group -> !used.contains(group))
        .forEach(
            group -> {
              removedGroups.add(group);
              tell(Kind.REMOVED, What.GROUP, group.value(), null);
            });
  }

  /** Each with its position: that of now when the order is the same, else a new one. */
  private static <T> Map<T, Integer> placed(
      List<T> wanted, List<T> before, Function<T, Object> id, Function<T, Integer> position) {
    Map<Object, Integer> known = new HashMap<>();
    before.forEach(it -> known.put(id.apply(it), position.apply(it)));
    List<Integer> positions = wanted.stream().map(it -> known.get(id.apply(it))).toList();
    boolean same = true;
    for (int i = 0; i < positions.size() && same; i++) {
      same = positions.get(i) != null && (i == 0 || positions.get(i - 1) <= positions.get(i));
    }
    Map<T, Integer> placed = new LinkedHashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      placed.put(wanted.get(i), same ? positions.get(i) : (i + 1) * STEP);
    }
    return placed;
  }

  // ── competences ───────────────────────────────────────────────────────────────────────────────

  private void competences() {
    for (Topic topic : wanted.topics()) {
      Map<OperatorId, Integer> before = new HashMap<>();
      now.operators().values().stream()
          .filter(Operator::enabled)
          .filter(operator -> operator.levels().containsKey(topic.id()))
          .forEach(operator -> before.put(operator.id(), operator.levels().get(topic.id())));
      Map<OperatorId, Integer> after = wanted.levels().getOrDefault(topic.id(), Map.of());
      Map<String, OperatorId> people = new TreeMap<>();
      before.keySet().forEach(id -> people.put(email(id), id));
      after.keySet().forEach(id -> people.put(email(id), id));
      people.forEach((email, id) -> competence(topic.id(), id, before.get(id), after.get(id)));
    }
    for (TopicId off : switchedOff) {
      now.operators().values().stream()
          .filter(operator -> operator.levels().containsKey(off))
          .forEach(it -> servesNoLonger.add(new Serving(it.id(), off, it.levels().get(off))));
    }
  }

  private void competence(TopicId topic, OperatorId operator, Integer before, Integer after) {
    String who = email(operator);
    if (after == null) {
      servesNoLonger.add(new Serving(operator, topic, before));
      tell(Kind.REMOVED, What.COMPETENCE, topic.value(), who);
    } else if (!after.equals(before)) {
      serves.add(new Serving(operator, topic, after));
      tell(
          before == null ? Kind.ADDED : Kind.CHANGED,
          What.COMPETENCE,
          topic.value(),
          before == null ? who + ": " + after : "%s: %d → %d".formatted(who, before, after));
    }
  }

  private String email(OperatorId id) {
    return now.operators().get(id).email();
  }

  private void tell(Kind kind, What what, String id, String detail) {
    changes.add(new ConfigurationChange(kind, what, id, detail));
  }
}
