package org.indiretta.transcript;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;

/**
 * What is looked for in the archive; every field but scope and limit may be null.
 *
 * @param text words of the transcript, as people type them into a search field
 * @param reference the reference or its beginning
 * @param from ended at or after
 * @param to ended before
 * @param before the cursor of the page before
 * @param limit 1 to {@link #MAX_LIMIT}
 */
public record ArchiveSearch(
    ArchiveScope scope,
    String text,
    String reference,
    TopicId topic,
    OperatorId operator,
    Instant from,
    Instant to,
    Cursor before,
    int limit) {
  /** The largest page. */
  public static final int MAX_LIMIT = 100;

  /** The longest search text, in characters. */
  public static final int TEXT_CHARS = 200;

  public ArchiveSearch {
    if (scope == null || limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit: 1 to " + MAX_LIMIT + " is expected");
    }
    if (text != null && text.length() > TEXT_CHARS) {
      throw new IllegalArgumentException("text: at most " + TEXT_CHARS + " characters");
    }
    if (text != null && text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("text: the character U+0000 is not allowed");
    }
  }

  /** The last one of a page: newest ends come first. */
  public record Cursor(Instant endedAt, ConsultationId id) {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,17})-([0-9a-f-]{36})");

    /** Reads what {@link #toString} wrote; anything else is an {@link IllegalArgumentException}. */
    public static Cursor of(String text) {
      Matcher matcher = SHAPE.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("before: not a cursor");
      }
      Instant endedAt = Instant.EPOCH.plus(Long.parseLong(matcher.group(1)), ChronoUnit.MICROS);
      return new Cursor(endedAt, new ConsultationId(UUID.fromString(matcher.group(2))));
    }

    @Override
    public String toString() {
      return ChronoUnit.MICROS.between(Instant.EPOCH, endedAt) + "-" + id;
    }
  }
}
