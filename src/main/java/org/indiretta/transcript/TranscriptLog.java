package org.indiretta.transcript;

import io.vertx.core.Future;

/** Appends entries by group commit. */
public final class TranscriptLog {
  // SKELETON: `data` replaces this class.

  /** Completes after the commit, in the order of {@code seq}. Expected refusals are values. */
  public Future<Appended> append(Append append) {
    throw new UnsupportedOperationException();
  }
}
