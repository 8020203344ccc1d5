package org.indiretta.socket;

import java.util.TreeSet;

/** Which places of a transcript reached a connection: all up to one, and few beyond it. */
final class Reached {
  private long upTo;
  private TreeSet<Long> beyond;

  /** The place up to which all did. */
  long upTo() {
    return upTo;
  }

  /** All up to this place did. */
  void all(long seq) {
    upTo = Math.max(upTo, seq);
    settle();
  }

  /** This one does now; false when it did before. */
  boolean add(long seq) {
    if (seq <= upTo || (beyond != null && beyond.contains(seq))) {
      return false;
    }
    if (seq == upTo + 1) {
      upTo = seq;
    } else {
      if (beyond == null) {
        beyond = new TreeSet<>();
      }
      beyond.add(seq);
    }
    settle();
    return true;
  }

  private void settle() {
    while (beyond != null && !beyond.isEmpty() && beyond.first() <= upTo + 1) {
      upTo = Math.max(upTo, beyond.removeFirst());
    }
    if (beyond != null && beyond.isEmpty()) {
      beyond = null;
    }
  }
}
