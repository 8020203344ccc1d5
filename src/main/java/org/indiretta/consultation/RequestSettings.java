package org.indiretta.consultation;

import java.net.URI;
import java.time.Duration;

/**
 * What the city sets about contact requests.
 *
 * @param due after which time one is due
 * @param publicUrl the origin people use, for the links they get
 */
public record RequestSettings(Duration due, URI publicUrl) {
  /** The link by which a citizen follows a request. */
  String follow(String secret) {
    return publicUrl + "/c#request=" + secret;
  }

  /** Where staff find the requests. */
  String console() {
    return publicUrl + "/console/requests";
  }
}
