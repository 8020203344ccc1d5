package org.indiretta.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/**
 * One request from the button to the end. A UUIDv7, so that ids sort by the time they were made.
 */
public record ConsultationId(@JsonValue UUID value) {
  public ConsultationId {
    Objects.requireNonNull(value, "ConsultationId");
  }

  /**
   * Reads the canonical 36 character form; anything else is an {@link IllegalArgumentException}.
   */
  @JsonCreator
  public static ConsultationId of(String text) {
    return new ConsultationId(Ids.parse(text));
  }

  /** A new id. */
  public static ConsultationId next() {
    return new ConsultationId(Ids.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
