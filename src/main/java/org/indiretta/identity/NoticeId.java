package org.indiretta.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A mail or short message to somebody. A UUIDv7, so that ids sort by the time they were made. */
public record NoticeId(@JsonValue UUID value) {
  public NoticeId {
    Objects.requireNonNull(value, "NoticeId");
  }

  /**
   * Reads the canonical 36 character form; anything else is an {@link IllegalArgumentException}.
   */
  @JsonCreator
  public static NoticeId of(String text) {
    return new NoticeId(Ids.parse(text));
  }

  /** A new id. */
  public static NoticeId next() {
    return new NoticeId(Ids.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
