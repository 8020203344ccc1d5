package org.indiretta.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A portal, for example {@code rivalago}. 1 to 40 lower case letters, digits and hyphens, never
 * changed once made.
 */
public record SiteId(@JsonValue String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");

  @JsonCreator
  public SiteId {
    if (value == null || !SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "1 to 40 lower case letters, digits and hyphens are expected");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
