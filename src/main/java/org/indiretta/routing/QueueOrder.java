package org.indiretta.routing;

import java.util.Comparator;

/** The order of service: lanes, then time, then the id. */
public final class QueueOrder {
  /** Who is served first. */
  public static final Comparator<QueuedConsultation> ORDER =
      Comparator.comparingInt(QueuedConsultation::lane)
          .thenComparing(QueuedConsultation::since)
          .thenComparing(consultation -> consultation.id().value());

  private QueueOrder() {}
}
