package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.indiretta.identity.CallRole;

/**
 * Who wrote an entry; set by the server.
 *
 * @param name an operator's first name, as the citizen may know it, or a guest's; null for the
 *     citizen and the system
 * @param operator the operator's id; only towards staff, null otherwise
 * @param role as what a guest is there: INTERPRETER or HELPER; null for everybody else
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Author(
    Kind kind, String name, org.indiretta.identity.OperatorId operator, CallRole role) {
  /** Anybody but a guest. */
  public Author(Kind kind, String name, org.indiretta.identity.OperatorId operator) {
    this(kind, name, operator, null);
  }

  /** The kinds of authors. */
  public enum Kind {
    CITIZEN,
    OPERATOR,
    /** Joined the call by a one-use link. */
    GUEST,
    SYSTEM
  }
}
