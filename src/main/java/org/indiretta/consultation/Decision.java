package org.indiretta.consultation;

import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.ErrorCode;

/** What a rule says about a command in the present state; a pure value. */
sealed interface Decision {
  /** Make this move. */
  record Go(Step step) implements Decision {}

  /** It is so already: done, and nothing to do. */
  record Stay() implements Decision {}

  /**
   * It may not be; nothing changes.
   *
   * @param by who has it, with TAKEN; null otherwise
   */
  record Refuse(ErrorCode code, String detail, OperatorId by) implements Decision {}

  static Decision go(Step step) {
    return new Go(step);
  }

  static Decision stay() {
    return new Stay();
  }

  static Decision notFound() {
    return new Refuse(ErrorCode.NOT_FOUND, "no such consultation", null);
  }

  static Decision wrongState(String detail) {
    return new Refuse(ErrorCode.WRONG_STATE, detail, null);
  }

  static Decision taken(OperatorId by) {
    return new Refuse(ErrorCode.TAKEN, "somebody else has it", by);
  }
}
