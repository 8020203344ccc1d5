package org.indiretta.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** One call of a consultation, from the proposal to its end. A UUIDv7. */
public record CallId(@JsonValue UUID value) {
  public CallId {
    Objects.requireNonNull(value, "CallId");
  }

  /**
   * Reads the canonical 36 character form; anything else is an {@link IllegalArgumentException}.
   */
  @JsonCreator
  public static CallId of(String text) {
    return new CallId(Ids.parse(text));
  }

  /** A new id. */
  public static CallId next() {
    return new CallId(Ids.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
