package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Who wrote an entry; set by the server.
 *
 * @param name an operator's first name, as the citizen may know it; null for the citizen and the
 *     system
 * @param operator the operator's id; only towards staff, null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Author(Kind kind, String name, org.indiretta.identity.OperatorId operator) {
  /** The three kinds of authors. */
  public enum Kind {
    CITIZEN,
    OPERATOR,
    SYSTEM
  }
}
