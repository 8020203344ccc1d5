package org.indiretta.notify;

import java.net.URI;

/**
 * The gateway for short messages.
 *
 * @param url takes {@code {"to": …, "text": …}} by POST
 * @param token sent as a bearer token; never printed
 */
public record SmsSettings(URI url, String token) {
  @Override
  public String toString() {
    return "SmsSettings[" + url + "]";
  }
}
