package org.indiretta.consultation;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Operator;
import org.indiretta.directory.Topic;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Role;
import org.indiretta.identity.TopicId;

/**
 * What somebody oversees: a supervisor the own topics, as in the archive; an admin all of them. By
 * the account as it is now, not as it was when they signed in.
 *
 * @param topics disabled ones too, whose open consultations go on
 */
record Scope(Operator who, Set<TopicId> topics) {
  /** Empty for who is neither supervisor nor admin (any more). */
  static Optional<Scope> of(Directory directory, Principal.Staff staff) {
    return directory
        .operator(staff.id())
        .filter(Operator::enabled)
        .filter(known -> known.role().covers(Role.SUPERVISOR))
        .map(known -> new Scope(known, topics(directory, known)));
  }

  private static Set<TopicId> topics(Directory directory, Operator known) {
    return known.role() == Role.ADMIN
        ? directory.topics().stream().map(Topic::id).collect(Collectors.toUnmodifiableSet())
        : known.levels().keySet();
  }

  boolean covers(Consultation of) {
    return topics.contains(of.topic());
  }

  /** Whether this operator serves one of the topics. */
  boolean covers(Operator operator) {
    return operator.levels().keySet().stream().anyMatch(topics::contains);
  }
}
