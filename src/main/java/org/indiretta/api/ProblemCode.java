package org.indiretta.api;

import java.util.Locale;

/** The codes of problems (RFC 9457); what each means stands in {@code openapi.yaml}. */
public enum ProblemCode {
  MALFORMED(400, "The request is not as the contract says"),
  UNAUTHENTICATED(401, "Not signed in"),
  CODE_NEEDED(401, "A code of the second factor is needed"),
  FORBIDDEN(403, "Not allowed"),
  NOT_FOUND(404, "Not found"),
  WRONG_STATE(409, "Not possible in the present state"),
  TAKEN(409, "Somebody else has it"),
  IN_USE(409, "In use"),
  LAST_ADMIN(409, "The last admin"),
  LINK_DEAD(410, "The link is no longer good"),
  TOO_LARGE(413, "Too large"),
  BAD_TYPE(415, "Another content type is expected"),
  BAD_FILE(422, "The file is of another content than allowed"),
  WEAK_PASSWORD(422, "The password is against the rules"),
  TOO_MANY(429, "Too much of this"),
  INTERNAL(500, "A fault of ours"),
  UNAVAILABLE(503, "Not possible now");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** An URI that names the kind of problem (RFC 9457, 3.1.1). */
  String type() {
    return "urn:indiretta:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
