package org.indiretta.transcript;

import java.util.Set;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;

/**
 * Which past consultations a reader may find and open.
 *
 * @param self the reader: always those they owned at the end or wrote in, and the case that a
 *     consultation they answer now goes on with
 * @param topics those of these topics too (a supervisor's)
 * @param all every one (the right ARCHIVE)
 */
public record ArchiveScope(OperatorId self, Set<TopicId> topics, boolean all) {
  public ArchiveScope {
    topics = Set.copyOf(topics);
  }
}
