package org.indiretta.notify;

import io.vertx.core.Future;
import org.indiretta.identity.NoticeId;

/** Delivers one kind of notice to the outside. */
interface Channel {
  /** How one try went. */
  sealed interface Tried {
    /** The other side took it. */
    record Taken() implements Tried {}

    /**
     * Perhaps later.
     *
     * @param why for the log, without addresses and texts
     */
    record Later(String why) implements Tried {}

    /** Refused for good. */
    record Never(String why) implements Tried {}
  }

  /** Tries once; a failed future is tried again. */
  Future<Tried> deliver(NoticeId id, Notice notice);
}
