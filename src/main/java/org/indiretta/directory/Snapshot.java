package org.indiretta.directory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.indiretta.identity.FileId;
import org.indiretta.identity.GroupId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/** Everything the directory knows at one time; never changed. */
record Snapshot(
    Map<SiteId, Site> sites,
    List<Group> groups,
    List<Topic> topics,
    Map<TopicId, Topic> topicsById,
    Map<OperatorId, Operator> operators,
    List<Operator> operatorsByName,
    Map<OperatorId, Preferences> preferences,
    Map<OperatorId, FileId> photos,
    List<CannedReply> cannedReplies) {
  static final Snapshot EMPTY =
      new Snapshot(
          Map.of(), List.of(), List.of(), Map.of(), Map.of(), List.of(), Map.of(), Map.of(),
          List.of());

  /** An operator as the table has it. */
  record StoredOperator(Operator operator, Preferences preferences, FileId photo) {}

  static Snapshot of(
      List<Site> sites,
      List<Group> groups,
      List<Topic> topics,
      List<StoredOperator> operators,
      List<CannedReply> cannedReplies) {
    List<Group> inOrder =
        groups.stream()
            .sorted(Comparator.comparingInt(Group::position).thenComparing(g -> g.id().value()))
            .toList();
    return new Snapshot(
        sites.stream().collect(Collectors.toUnmodifiableMap(Site::id, Function.identity())),
        inOrder,
        ordered(topics, inOrder),
        topics.stream().collect(Collectors.toUnmodifiableMap(Topic::id, Function.identity())),
        operators.stream()
            .collect(
                Collectors.toUnmodifiableMap(o -> o.operator().id(), StoredOperator::operator)),
        operators.stream()
            .map(StoredOperator::operator)
            .sorted(
                Comparator.comparing(Operator::lastName)
                    .thenComparing(Operator::firstName)
                    .thenComparing(operator -> operator.id().value()))
            .toList(),
        operators.stream()
            .collect(
                Collectors.toUnmodifiableMap(o -> o.operator().id(), StoredOperator::preferences)),
        operators.stream()
            .filter(o -> o.photo() != null)
            .collect(Collectors.toUnmodifiableMap(o -> o.operator().id(), StoredOperator::photo)),
        List.copyOf(cannedReplies));
  }

  /** By group and position; the front desk is the last of all. */
  private static List<Topic> ordered(List<Topic> topics, List<Group> groups) {
    Map<GroupId, Integer> places =
        groups.stream().collect(Collectors.toMap(Group::id, groups::indexOf));
    return topics.stream()
        .sorted(
            Comparator.comparing(Topic::frontDesk)
                .thenComparing(topic -> places.getOrDefault(topic.group(), Integer.MAX_VALUE))
                .thenComparingInt(Topic::position)
                .thenComparing(topic -> topic.id().value()))
        .toList();
  }
}
