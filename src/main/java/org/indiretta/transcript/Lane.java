package org.indiretta.transcript;

import java.util.ArrayDeque;
import org.indiretta.identity.ConsultationId;

/**
 * The entries of one consultation that wait, in order. At most one batch holds entries of a lane,
 * so that two commits under way never wait for each other.
 */
final class Lane {
  final ConsultationId consultation;
  final ArrayDeque<Pending> waiting = new ArrayDeque<>();

  /** Some of its entries are in a batch, or it waits for a row that somebody else has locked. */
  boolean held;

  Lane(ConsultationId consultation) {
    this.consultation = consultation;
  }
}
