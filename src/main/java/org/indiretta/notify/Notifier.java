package org.indiretta.notify;

import io.vertx.core.Future;
import org.indiretta.identity.NoticeId;
import org.indiretta.sql.Queries;

/**
 * The port through which people who are not connected are told something. Delivery is at least
 * once: what was committed is tried until it was taken, was refused for good, or {@link
 * Notices#KEPT_TRYING} have passed; a server that dies between the delivery and its note makes the
 * same notice (the same Message-ID) go out again.
 */
public interface Notifier {
  /** Whether this installation has such a channel at all. */
  boolean sends(Notice.Kind kind);

  /**
   * Keeps it to be sent.
   *
   * @param on the database, or the transaction whose commit decides
   * @return its id; kept also without a channel, and then tried from when there is one
   */
  Future<NoticeId> keep(Queries on, Notice notice);
}
