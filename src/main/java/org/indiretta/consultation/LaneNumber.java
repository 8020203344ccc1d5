package org.indiretta.consultation;

import org.indiretta.protocol.Lane;

/** How lanes stand in the database: by the order of service, so that they sort. */
final class LaneNumber {
  private LaneNumber() {}

  /** 0 is served first. */
  static int of(Lane lane) {
    return switch (lane) {
      case RETURNED -> 0;
      case APPOINTMENT -> 1;
      case CASE -> 2;
      case NORMAL -> 3;
    };
  }

  /** The lane of a number; another one is an {@link IllegalArgumentException}. */
  static Lane lane(int number) {
    return switch (number) {
      case 0 -> Lane.RETURNED;
      case 1 -> Lane.APPOINTMENT;
      case 2 -> Lane.CASE;
      case 3 -> Lane.NORMAL;
      default -> throw new IllegalArgumentException("0 to 3 is expected");
    };
  }
}
