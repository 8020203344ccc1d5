package org.indiretta.protocol;

/** Why the number of people before a waiting citizen rose since they were told the last one. */
public enum RoseBecause {
  /** Somebody whose operator or link was lost comes first. */
  RETURNED,
  /** Somebody with an appointment comes before them. */
  APPOINTMENT,
  /** Somebody who completes a case comes before them. */
  CASE,
  /** Fewer operators are there for their topic than before. */
  FEWER_STAFF
}
