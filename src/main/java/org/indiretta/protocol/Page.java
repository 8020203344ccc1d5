package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * The page of the portal a citizen is on: origin and path. A query or fragment can hold names and
 * numbers of people and is cut off here, whatever the client sent. At most {@link
 * Protocol#PAGE_CHARS} characters.
 */
public record Page(@JsonValue String value) {
  @JsonCreator
  public Page {
    if (value == null || value.length() > Protocol.PAGE_CHARS) {
      throw new IllegalArgumentException("page: an address of at most 500 characters is expected");
    }
    try {
      URI uri = new URI(value);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (!web || uri.getRawAuthority() == null || uri.getRawUserInfo() != null) {
        throw new IllegalArgumentException("page: an http or https address is expected");
      }
      value = uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("page: an http or https address is expected", e);
    }
  }
}
