package org.indiretta.protocol;

/**
 * How long somebody is expected to wait for an answer from now on: the true wait lies between the
 * two most of the time.
 *
 * @param fromS at least so many seconds; 0 for "any moment"
 * @param toS at most so many seconds; not before {@code fromS}
 */
public record WaitRange(int fromS, int toS) {
  public WaitRange {
    if (fromS < 0 || toS < fromS) {
      throw new IllegalArgumentException("a range of seconds is expected");
    }
  }
}
