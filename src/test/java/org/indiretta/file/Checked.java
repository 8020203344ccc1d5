package org.indiretta.file;

/** What the check says of a file, for reading in an assertion. */
final class Checked {
  private Checked() {}

  /** The stored bytes; fails when it was refused. */
  static byte[] accepted(byte[] file) {
    try {
      return ContentCheck.check(file).bytes().getBytes();
    } catch (NotAccepted refused) {
      throw new AssertionError("refused: " + refused.reason() + ", " + refused.getMessage());
    }
  }

  /** Why it was refused; fails when it was not. */
  static Received.Reason refusal(byte[] file) {
    try {
      ContentCheck.Content content = ContentCheck.check(file);
      throw new AssertionError("accepted as " + content.type());
    } catch (NotAccepted refused) {
      return refused.reason();
    }
  }
}
