package org.indiretta.directory;

import java.util.List;
import java.util.Optional;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/**
 * The names of things, from a snapshot in memory that is read again after every change (at worst 5
 * s late on other nodes). For showing and for choosing; decisions are taken in PostgreSQL.
 */
public final class Directory {
  // SKELETON: `http` replaces this class (loads the snapshot, writes through to PostgreSQL, hears
  // DirectoryStale).

  public Optional<Topic> topic(TopicId id) {
    throw new UnsupportedOperationException();
  }

  /**
   * The topics of a site, in the order of groups and positions, the front desk last; disabled ones
   * too.
   */
  public List<Topic> topics(SiteId site) {
    throw new UnsupportedOperationException();
  }

  public Optional<Operator> operator(OperatorId id) {
    throw new UnsupportedOperationException();
  }

  public List<Operator> operators() {
    throw new UnsupportedOperationException();
  }
}
