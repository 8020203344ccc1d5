package org.indiretta.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A member of staff. A UUIDv7, so that ids sort by the time they were made. */
public record OperatorId(@JsonValue UUID value) {
  public OperatorId {
    Objects.requireNonNull(value, "OperatorId");
  }

  /**
   * Reads the canonical 36 character form; anything else is an {@link IllegalArgumentException}.
   */
  @JsonCreator
  public static OperatorId of(String text) {
    return new OperatorId(Ids.parse(text));
  }

  /** A new id. */
  public static OperatorId next() {
    return new OperatorId(Ids.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
