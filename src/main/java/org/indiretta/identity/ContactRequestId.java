package org.indiretta.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/**
 * A message left because nobody was there. A UUIDv7, so that ids sort by the time they were made.
 */
public record ContactRequestId(@JsonValue UUID value) {
  public ContactRequestId {
    Objects.requireNonNull(value, "ContactRequestId");
  }

  /**
   * Reads the canonical 36 character form; anything else is an {@link IllegalArgumentException}.
   */
  @JsonCreator
  public static ContactRequestId of(String text) {
    return new ContactRequestId(Ids.parse(text));
  }

  /** A new id. */
  public static ContactRequestId next() {
    return new ContactRequestId(Ids.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
