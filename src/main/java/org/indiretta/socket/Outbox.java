package org.indiretta.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Completable;
import java.util.Arrays;

/**
 * What was written to one link and not yet taken by its reader, counted in bytes of UTF-8. The
 * transports take everything one gives them: a reader that stops would hold it all in memory, so
 * over {@link Limits#OUTBOX_BYTES} nothing more is accepted.
 */
final class Outbox implements Completable<Void> {
  private final Link link;
  private int unsentBytes;

  /** The sizes of what is under way, first in first out; a ring that grows. */
  private int[] sizes = new int[4];

  private int first;
  private int count;

  Outbox(Link link) {
    this.link = link;
  }

  /** A text and its size, so that one encoding serves many readers. */
  record Letter(String text, int bytes) {
    static Letter of(String text) {
      // The JDK encodes a text in a tenth of the time that a loop needs to count it.
      return new Letter(text, text.getBytes(UTF_8).length);
    }
  }

  /** Sends it; false when the reader is too far behind, and then nothing was sent. */
  boolean write(Letter letter) {
    if (unsentBytes > Limits.OUTBOX_BYTES) {
      return false;
    }
    writeLast(letter);
    return true;
  }

  /** Sends the last word, which no limit holds back. */
  void writeLast(Letter letter) {
    add(letter.bytes());
    link.write(letter.text()).onComplete(this);
  }

  int unsentBytes() {
    return unsentBytes;
  }

  /** Said by the link in the order of the writes. */
  @Override
  public void complete(Void nothing, Throwable failure) {
    unsentBytes -= sizes[first];
    first = (first + 1) & (sizes.length - 1);
    count--;
  }

  private void add(int bytes) {
    if (count == sizes.length) {
      int[] larger = new int[sizes.length * 2];
      System.arraycopy(sizes, first, larger, 0, sizes.length - first);
      System.arraycopy(sizes, 0, larger, sizes.length - first, first);
      sizes = larger;
      first = 0;
    } else if (count == 0 && sizes.length > 64) {
      sizes = Arrays.copyOf(sizes, 4);
      first = 0;
    }
    sizes[(first + count) & (sizes.length - 1)] = bytes;
    count++;
    unsentBytes += bytes;
  }
}
