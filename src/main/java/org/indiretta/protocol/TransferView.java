package org.indiretta.protocol;

import org.indiretta.identity.TopicId;

/**
 * A topic that a consultation could be passed to, as it stands now.
 *
 * @param state who could take it
 * @param waiting how many wait there already
 */
public record TransferView(TopicId topic, State state, int waiting) {
  /** Who could take it. */
  public enum State {
    /** Somebody is free and would be asked at once. */
    FREE,
    /** Somebody is there, and nobody is free. */
    BUSY,
    /** As {@link #BUSY}, and as many wait there as the topic takes. */
    FULL,
    /** Nobody is there: it cannot be passed on. */
    NOBODY
  }
}
