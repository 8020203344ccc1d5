package org.indiretta.presence;

import org.indiretta.identity.OperatorId;

/** Hears, after the commit, that a person's presence or link changed. */
@FunctionalInterface
public interface PresenceListener {
  /** Returns at once and never fails. */
  void presenceChanged(OperatorId operator);
}
