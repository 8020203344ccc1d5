package org.indiretta.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A file of a transcript. A UUIDv7, so that ids sort by the time they were made. */
public record FileId(@JsonValue UUID value) {
  public FileId {
    Objects.requireNonNull(value, "FileId");
  }

  /**
   * Reads the canonical 36 character form; anything else is an {@link IllegalArgumentException}.
   */
  @JsonCreator
  public static FileId of(String text) {
    return new FileId(Ids.parse(text));
  }

  /** A new id. */
  public static FileId next() {
    return new FileId(Ids.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
