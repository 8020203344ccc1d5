package org.indiretta.protocol;

/** What {@link Codec#decode} made of the bytes of a client. */
public sealed interface Decoded {
  /** A command whose fields all hold. */
  record Valid(Command command) implements Decoded {}

  /**
   * Something that is not a command; nothing of it is done.
   *
   * @param id the command's id when it could be read, so that the refusal finds its command; null
   *     otherwise
   * @param code {@link ErrorCode#MALFORMED}, or {@link ErrorCode#VERSION} when the client speaks a
   *     version that is not served
   * @param field the field that does not hold; null when it is the whole
   * @param detail what is expected, in English; never what was sent
   */
  record Malformed(String id, ErrorCode code, String field, String detail) implements Decoded {}
}
