package org.indiretta.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/**
 * A citizen: the holder of one capability token. A UUIDv7, so that ids sort by the time they were
 * made.
 */
public record CitizenId(@JsonValue UUID value) {
  public CitizenId {
    Objects.requireNonNull(value, "CitizenId");
  }

  /**
   * Reads the canonical 36 character form; anything else is an {@link IllegalArgumentException}.
   */
  @JsonCreator
  public static CitizenId of(String text) {
    return new CitizenId(Ids.parse(text));
  }

  /** A new id. */
  public static CitizenId next() {
    return new CitizenId(Ids.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
