package org.indiretta.file;

/** How large an image may become when it is shown: a small file can hold a huge one. */
final class Pixels {
  /** The most pixels of an image: 8192 × 8192. */
  static final long MOST = 8192L * 8192;

  /**
   * The most pixels of a progressive JPEG, which decoders hold whole, with up to 6 bytes per pixel.
   */
  static final long MOST_PROGRESSIVE = 25_000_000;

  private Pixels() {}

  /** Neither side may be 0; too many are TOO_LARGE. */
  static void check(long width, long height, long most) throws NotAccepted {
    if (width < 1 || height < 1) {
      throw NotAccepted.broken("an image without pixels");
    }
    if (width * height > most) {
      throw new NotAccepted(Received.Reason.TOO_LARGE, "too many pixels");
    }
  }
}
