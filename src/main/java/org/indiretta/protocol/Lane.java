package org.indiretta.protocol;

/** The order of service: lanes in this order, then time. */
public enum Lane {
  RETURNED,
  APPOINTMENT,
  CASE,
  NORMAL
}
