package org.indiretta.transcript;

import org.indiretta.sql.Database;

/**
 * The bounds of {@link TranscriptLog}; every one of them refuses instead of growing (P8).
 *
 * @param batchEntries the most entries in one commit
 * @param batchBytes the most bytes of text in one commit; a single larger entry goes alone
 * @param committers how many commits may be under way at once
 * @param queuedEntries how many entries may wait
 * @param queuedBytes how many bytes of text may wait
 * @param answerMs within which time every entry is answered, in milliseconds
 * @param recentIds how many committed ids are remembered, so that a retry costs no query
 */
public record AppendLimits(
    int batchEntries,
    int batchBytes,
    int committers,
    int queuedEntries,
    int queuedBytes,
    int answerMs,
    int recentIds) {
  /** The limits the server runs with. */
  public static final AppendLimits DEFAULT =
      new AppendLimits(400, 1 << 20, 2, 20_000, 32 << 20, 1_600, 20_000);

  public AppendLimits {
    if (batchEntries < 1
        || batchBytes < 1
        || committers < 1
        || queuedEntries < 1
        || queuedBytes < 1
        || answerMs < 1
        || recentIds < 0) {
      throw new IllegalArgumentException("a limit of the transcript log is out of its range");
    }
  }

  /** The same with another batch limit and number of commits under way. */
  public AppendLimits with(int entries, int atOnce) {
    return new AppendLimits(
        entries, batchBytes, atOnce, queuedEntries, queuedBytes, answerMs, recentIds);
  }

  /** The pool that fits: one connection for each commit under way, nobody else in it. */
  public Database.Limits pool() {
    return new Database.Limits(committers, committers, 1_500, answerMs);
  }
}
