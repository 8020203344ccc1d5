package org.indiretta.file;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes a name that a browser gave into one that can be shown in a line and saved on any system:
 * the last part of the path, Unicode NFC, without control, format and bidirectional characters and
 * lone surrogates (they can make a name read as another), at most {@link #MOST_CHARS} with an
 * ending that fits the found type, never empty.
 */
final class FileName {
  /** The longest name, in UTF-16 units, its ending included. */
  static final int MOST_CHARS = 120;

  private static final String UNNAMED = "file";
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]");

  /** What Windows does not save. */
  private static final Pattern FORBIDDEN = Pattern.compile("[<>:\"|?*]");

  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Zs}]+");

  /** Endings of pictures and documents, which are replaced when they do not fit; others stay. */
  private static final Set<String> REPLACED =
      Set.of("pdf", "jpg", "jpeg", "jpe", "jfif", "png", "apng", "webp", "heic", "heif", "gif");

  private FileName() {}

  static String cleaned(String given, FileType type) {
    String name = given == null ? "" : given;
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    name = UNSEEN.matcher(name).replaceAll("");
    name = Normalizer.normalize(name, Normalizer.Form.NFC);
    name = FORBIDDEN.matcher(name).replaceAll("_");
    name = SPACES.matcher(name).replaceAll(" ");
    int dot = name.lastIndexOf('.');
    String ending = dot < 0 ? "" : name.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
    String extension = type.fits(ending) ? ending : type.extension();
    String stem = REPLACED.contains(ending) ? name.substring(0, dot) : name;
    stem = trimmed(shortened(trimmed(stem), MOST_CHARS - extension.length() - 1));
    return (stem.isEmpty() ? UNNAMED : stem) + "." + extension;
  }

  private static String shortened(String text, int chars) {
    if (text.length() <= chars) {
      return text;
    }
    boolean halves = Character.isHighSurrogate(text.charAt(chars - 1));
    return text.substring(0, halves ? chars - 1 : chars);
  }

  /** Without dots and spaces at its ends. */
  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && ". ".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && ". ".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }
}
