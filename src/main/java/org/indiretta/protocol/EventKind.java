package org.indiretta.protocol;

/** What can happen in a consultation; written into the transcript. */
public enum EventKind {
  /** The first entry: the citizen pressed start; detail is the topic. */
  STARTED,
  /** An operator joined; name and office. */
  JOINED,
  /** The operator's link was lost; the citizen is first in the queue again. */
  OPERATOR_LOST,
  /** The same operator is back while the place was held. */
  OPERATOR_BACK,
  /** Another operator goes on; name and office of the new one. */
  HANDED_OVER,
  /**
   * The operator had to go and gave it back; name and office. The citizen is first in the queue.
   */
  HANDED_BACK,
  /** Somebody on call was asked by a notice and did not answer in time; name and office. */
  NOBODY_ANSWERED,
  /** The operator asks whether there is anything else. */
  ANYTHING_ELSE,
  /** The citizen was warned. */
  WARNED,
  /** The end; detail is the outcome. */
  ENDED,
  /** The citizen opened it again. */
  REOPENED,
  /** Another topic, while it waited; detail is the new one. */
  TOPIC_CHANGED,
  /** The citizen's link was lost for long, and the consultation ended. */
  CITIZEN_LOST,
  /** It closed before the call-back's turn came: it is a task now; detail is its reference. */
  BECAME_REQUEST,
  /** A call was accepted; name is who proposed it (none: the citizen), detail the mode. */
  CALL_STARTED,
  /** A call that was accepted ended; detail is why, with its seconds and quality. */
  CALL_ENDED,
  /** A proposed call did not come about; detail is why: DECLINED, UNANSWERED or WITHDRAWN. */
  CALL_DECLINED,
  /** Somebody shows something; name is who (none: the citizen), detail SCREEN or CAMERA. */
  SHARE_STARTED,
  /** The same ended, with its seconds. */
  SHARE_ENDED,
  /** Somebody beside the citizen and the operator joined the call; name, and detail is the role. */
  CALL_JOINED,
  /** The same left it, was lost or taken out of it; name, and detail is the role. */
  CALL_LEFT,
  /** A supervisor joined openly, beside the operator; name and office. */
  ALSO_JOINED,
  /** The same left again; name and office. */
  ALSO_LEFT
}
