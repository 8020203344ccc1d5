package org.indiretta.transcript;

import java.time.Instant;
import java.util.UUID;

/**
 * That something was erased for good, without a word of what it was: kept so that a restored backup
 * does not bring it back.
 *
 * @param at the time of the transaction that erased it
 * @param subject the consultation, file, contact request, notice or citizen
 * @param seq the place of an entry; 0 for everything else
 */
public record Erasure(UUID id, Instant at, Kind kind, UUID subject, long seq) {
  /** What was erased. */
  public enum Kind {
    /** The content of one entry, withdrawn by who wrote it; the bytes of its file with it. */
    ENTRY,
    /** One file: its bytes, its name, and the content of its entry. */
    FILE,
    /** Everything people wrote or are called in a consultation. */
    CONSULTATION,
    /** A contact request as a whole. */
    CONTACT_REQUEST,
    /** Address and text of a notice that was sent. */
    NOTICE,
    /** A citizen's token, ended before its time. */
    CITIZEN,
    /** The code to come back to a consultation, used. */
    RETURN_CODE
  }

  public Erasure {
    if ((kind == Kind.ENTRY) != (seq > 0)) {
      throw new IllegalArgumentException("an entry has a place, nothing else has");
    }
  }
}
