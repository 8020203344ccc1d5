package org.indiretta.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Somebody who joined a call by a one-use link; the same value as their {@link MemberId}. */
public record GuestId(@JsonValue UUID value) {
  public GuestId {
    Objects.requireNonNull(value, "GuestId");
  }

  /**
   * Reads the canonical 36 character form; anything else is an {@link IllegalArgumentException}.
   */
  @JsonCreator
  public static GuestId of(String text) {
    return new GuestId(Ids.parse(text));
  }

  /** A new id. */
  public static GuestId next() {
    return new GuestId(Ids.next());
  }

  /** The place of this guest in the call. */
  public MemberId member() {
    return new MemberId(value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
