package org.indiretta.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** One browser in a call; after a reload the same person is a new peer. A UUIDv7. */
public record PeerId(@JsonValue UUID value) {
  public PeerId {
    Objects.requireNonNull(value, "PeerId");
  }

  /**
   * Reads the canonical 36 character form; anything else is an {@link IllegalArgumentException}.
   */
  @JsonCreator
  public static PeerId of(String text) {
    return new PeerId(Ids.parse(text));
  }

  /** A new id. */
  public static PeerId next() {
    return new PeerId(Ids.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
