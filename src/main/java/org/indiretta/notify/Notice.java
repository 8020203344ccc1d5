package org.indiretta.notify;

import java.util.Objects;
import java.util.regex.Pattern;
import org.indiretta.identity.Language;
import org.indiretta.identity.PlainText;

/**
 * One mail or short message to one person. What a citizen wrote never stands in a notice to anybody
 * else: who makes one sees to that.
 */
public sealed interface Notice {
  /** The longest subject of a mail, in characters. */
  int SUBJECT_CHARS = 200;

  /** The longest text of a mail, in characters. */
  int MAIL_CHARS = 20_000;

  /** The longest text of a short message, in characters. */
  int SMS_CHARS = 480;

  /** The longest e-mail address, in characters (RFC 5321, 4.5.3.1.3, without its brackets). */
  int EMAIL_CHARS = 254;

  /** The longest telephone number, in characters, after the plus sign that may stand before it. */
  int TELEPHONE_CHARS = 30;

  /** By which channel it goes. */
  enum Kind {
    MAIL,
    SMS
  }

  /** By which channel it goes. */
  Kind kind();

  /** The address or number it goes to. */
  String to();

  /** What is read. */
  String text();

  /** In which language it is written. */
  Language language();

  /** A mail of plain text. */
  record Mail(String to, Language language, String subject, String text) implements Notice {
    public Mail {
      Objects.requireNonNull(language, "language");
      if (!isEmail(to)) {
        throw new IllegalArgumentException("to: an address like name@example.org is expected");
      }
      subject = PlainText.line(subject, SUBJECT_CHARS);
      text = PlainText.lines(text, MAIL_CHARS);
    }

    @Override
    public Kind kind() {
      return Kind.MAIL;
    }
  }

  /** A short message. */
  record Sms(String to, Language language, String text) implements Notice {
    public Sms {
      Objects.requireNonNull(language, "language");
      if (!isTelephone(to)) {
        throw new IllegalArgumentException("to: a telephone number is expected");
      }
      text = PlainText.lines(text, SMS_CHARS);
    }

    @Override
    public Kind kind() {
      return Kind.SMS;
    }
  }

  /** Whether mail can go there: one address without a name, a list or a line break. */
  static boolean isEmail(String text) {
    return text != null && text.length() <= EMAIL_CHARS && Form.EMAIL.matcher(text).matches();
  }

  /** Whether it can be dialled: digits, spaces and the usual signs, perhaps after a plus sign. */
  static boolean isTelephone(String text) {
    return text != null && Form.TELEPHONE.matcher(text).matches();
  }

  /** How addresses look. */
  final class Form {
    private static final Pattern EMAIL =
        Pattern.compile("[^\\s@<>(),;:\"\\\\]+@[^\\s@<>(),;:\"\\\\]+\\.[^\\s@<>(),;:\"\\\\.]+");
    private static final Pattern TELEPHONE =
        Pattern.compile("\\+?[0-9 ()/.'-]{5," + TELEPHONE_CHARS + "}");

    private Form() {}
  }
}
