package org.indiretta.transcript;

import org.indiretta.identity.FileId;

/** What stands in one place of a transcript, as it is stored. */
public sealed interface Body {
  /** A message. */
  record Message(String text) implements Body {}

  /**
   * A file; name, content type and size in bytes are repeated here so that reading needs no second
   * query.
   */
  record File(FileId file, String name, String contentType, long size) implements Body {
    /** The same file is the same content, also when its name was erased since (P3). */
    @Override
    public boolean equals(Object other) {
      return other instanceof File that && that.file.equals(file);
    }

    @Override
    public int hashCode() {
      return file.hashCode();
    }
  }

  /** An internal note: staff only. */
  record Note(String text) implements Body {}

  /**
   * Something that happened; {@code event} is the wire's name of it, all others may be null.
   *
   * @param seconds how long it had lasted
   * @param quality of a call that ended
   */
  record Event(String event, String name, String detail, Long seconds, Quality quality)
      implements Body {
    /** Something that does not last. */
    public Event(String event, String name, String detail) {
      this(event, name, detail, null, null);
    }
  }

  /** How good a call was: packets lost of 100, there and back in ms, through a relay or not. */
  record Quality(int lossPercent, int roundTripMs, boolean relayed) {}

  /** Withdrawn by its writer or erased by the retention. */
  record Erased() implements Body {}
}
