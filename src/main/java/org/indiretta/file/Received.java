package org.indiretta.file;

/** What became of an {@link Upload}. */
public sealed interface Received {
  /** Checked, stripped of metadata and committed (P1). */
  record Stored(StoredFile file) implements Received {}

  /** Nothing was stored. */
  record Refused(Reason reason) implements Received {}

  /** Why not. */
  enum Reason {
    /** More than {@link FileStore#MOST_BYTES}, or an image of more than the allowed pixels. */
    TOO_LARGE,
    /** Neither PDF, JPEG, PNG nor WebP by its content, or an animated WebP. */
    NOT_ALLOWED_TYPE,
    /** It begins like one of them, but cannot be read to its end. */
    BROKEN,
    /**
     * The consultation holds {@link FileStore#MOST_FILES} files or {@link
     * FileStore#MOST_BYTES_IN_ALL}, or this writer has {@link FileStore#MOST_AT_ONCE} uploads under
     * way.
     */
    TOO_MANY,
    /** Not one byte came. */
    EMPTY,
    /**
     * Too many uploads at once, one that took too long, or the database is away: retry after {@link
     * FileStore#RETRY_AFTER_MS} (P8).
     */
    UNAVAILABLE
  }
}
