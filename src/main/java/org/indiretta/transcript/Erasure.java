package org.indiretta.transcript;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * That something was erased for good, without a word of what it was: kept so that a restored backup
 * does not bring it back.
 *
 * @param at the time of the transaction that erased it
 * @param name of its {@link Kind}, or of one that only a newer version knows: copied as it is
 * @param subject the consultation, file, contact request, notice or citizen
 * @param seq the place of an entry; 0 for everything else
 */
public record Erasure(UUID id, Instant at, String name, UUID subject, long seq) {
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
    Kind kind = KINDS.get(name);
    if (kind != null && (kind == Kind.ENTRY) != (seq > 0)) {
      throw new IllegalArgumentException("an entry has a place, nothing else has");
    }
  }

  private static final Map<String, Kind> KINDS =
      Arrays.stream(Kind.values()).collect(Collectors.toUnmodifiableMap(Kind::name, kind -> kind));

  /** Null: this version does not know it, and cannot do it again. */
  public Kind kind() {
    return KINDS.get(name);
  }
}
