package org.indiretta.directory;

import java.util.List;
import java.util.Map;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/**
 * What a configuration file says of one site: its groups and topics in their order, who serves
 * which topic. What stands in no file is taken away.
 *
 * @param levels for each topic, who serves it at which level; of enabled operators
 */
public record Configuration(
    SiteId site,
    List<Group> groups,
    List<Topic> topics,
    Map<TopicId, Map<OperatorId, Integer>> levels) {
  public Configuration {
    groups = List.copyOf(groups);
    topics = List.copyOf(topics);
    levels = Map.copyOf(levels);
  }
}
