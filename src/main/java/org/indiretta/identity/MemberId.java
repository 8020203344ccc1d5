package org.indiretta.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A place in a call, from the invitation to the leaving, whatever browser sits in it. A UUIDv7. */
public record MemberId(@JsonValue UUID value) {
  public MemberId {
    Objects.requireNonNull(value, "MemberId");
  }

  /**
   * Reads the canonical 36 character form; anything else is an {@link IllegalArgumentException}.
   */
  @JsonCreator
  public static MemberId of(String text) {
    return new MemberId(Ids.parse(text));
  }

  /** A new id. */
  public static MemberId next() {
    return new MemberId(Ids.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
