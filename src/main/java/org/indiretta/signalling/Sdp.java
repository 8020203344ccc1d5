package org.indiretta.signalling;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.indiretta.protocol.Protocol;

/**
 * A session description (RFC 8866): whether it is one, and the same without anybody's address (RFC
 * 8828, mode 4; RFC 9429, 5.2.1). Pure; nothing of it is kept.
 */
final class Sdp {
  /** The most candidates in one description; a browser has a dozen. */
  static final int MOST_CANDIDATES = 128;

  private static final Pattern LINE_END = Pattern.compile("\r\n|\n");
  private static final Pattern MEDIA =
      Pattern.compile("(m=[a-z]+ )(\\d{1,5})((?:/\\d+)? [A-Za-z0-9/]+(?: [!-~]+)+)");
  private static final Pattern ORIGIN =
      Pattern.compile("o=\\S+ (\\d{1,20}) (\\d{1,20}) IN IP[46] \\S+");

  /** The only session level lines that pass beside those that are rewritten. */
  private static final String PASSING = "vtb";

  private Sdp() {}

  /** Why it is no description; null when it is one. */
  static String fault(String description) {
    if (!description.startsWith("v=0\r\n") && !description.startsWith("v=0\n")) {
      return "it does not begin with v=0";
    }
    // An array: a String that knows two forms is asked for its form at each character.
    char[] sdp = description.toCharArray();
    int sections = 0;
    int candidates = 0;
    boolean origin = false;
    for (int from = 0, next; from < sdp.length; from = next) {
      int end = textEnd(sdp, from);
      next = lineEnd(sdp, end);
      if (next < 0 || !isNamed(sdp, from, end)) {
        return "a line is not of the form a=…";
      }
      if (sdp[from] == 'm' && ++sections > Protocol.SDP_SECTIONS) {
        return "too many media sections";
      }
      if (isCandidate(description, from, end) && ++candidates > MOST_CANDIDATES) {
        return "too many candidates";
      }
      origin |= sdp[from] == 'o';
    }
    return origin ? null : "it has no origin";
  }

  /** Where the first control character is, or the end. */
  private static int textEnd(char[] sdp, int from) {
    int at = from;
    while (at < sdp.length && !isControl(sdp[at])) {
      at++;
    }
    return at;
  }

  private static boolean isControl(char c) {
    return c < ' ' || (c > '~' && (Character.isISOControl(c) || c == '\u2028'));
  }

  /** Behind the end of the line whose text ends here; -1 when no line ends here. */
  private static int lineEnd(char[] sdp, int end) {
    if (end == sdp.length) {
      return end;
    }
    int feed = sdp[end] == '\r' ? end + 1 : end;
    return feed < sdp.length && sdp[feed] == '\n' ? feed + 1 : -1;
  }

  /** A lower case letter, {@code =}, then at least one character. */
  private static boolean isNamed(char[] sdp, int from, int end) {
    return end - from >= 3 && sdp[from] >= 'a' && sdp[from] <= 'z' && sdp[from + 1] == '=';
  }

  private static boolean isCandidate(String sdp, int from, int end) {
    return end - from > 12 && sdp.regionMatches(true, from, "a=candidate:", 0, 12);
  }

  /**
   * The same with a relay's addresses only: other candidates go, {@code c=}, {@code o=}, {@code
   * a=rtcp} and ports of media are overwritten, and whatever other line holds an address goes too.
   *
   * @param sdp one without a {@link #fault}
   */
  static String relayOnly(String sdp) {
    StringBuilder out = new StringBuilder(sdp.length());
    for (String line : LINE_END.splitAsStream(sdp).toList()) {
      String passes = passing(line);
      if (passes != null) {
        out.append(passes).append("\r\n");
      }
    }
    return out.toString();
  }

  /** The line as it passes; null when it does not. */
  private static String passing(String line) {
    char kind = line.charAt(0);
    return switch (kind) {
      case 'a' -> attribute(line);
      case 'c' -> "c=IN IP4 0.0.0.0";
      case 'm' -> media(line);
      case 'o' -> origin(line);
      case 's' -> "s=-";
      default -> PASSING.indexOf(kind) >= 0 && !Addresses.isIn(line) ? line : null;
    };
  }

  private static String attribute(String line) {
    String name = line.substring(2).toLowerCase(Locale.ROOT);
    if (name.startsWith("candidate:")) {
      return IceCandidate.read(line)
          .filter(IceCandidate::isRelay)
          .map(candidate -> "a=" + candidate.scrubbed())
          .orElse(null);
    }
    if (name.startsWith("rtcp:")) {
      return "a=rtcp:9 IN IP4 0.0.0.0";
    }
    return name.startsWith("remote-candidates:") || Addresses.isIn(line) ? null : line;
  }

  /** Port 0 says that a section is refused; any other is where somebody listens. */
  private static String media(String line) {
    Matcher media = MEDIA.matcher(line);
    if (!media.matches() || Addresses.isIn(line)) {
      return null;
    }
    return media.group(1) + (media.group(2).equals("0") ? "0" : "9") + media.group(3);
  }

  private static String origin(String line) {
    Matcher origin = ORIGIN.matcher(line);
    return origin.matches()
        ? "o=- " + origin.group(1) + " " + origin.group(2) + " IN IP4 0.0.0.0"
        : "o=- 0 0 IN IP4 0.0.0.0";
  }
}
