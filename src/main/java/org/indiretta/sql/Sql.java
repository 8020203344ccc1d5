package org.indiretta.sql;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One statement with named parameters: {@code Sql.of("SELECT … WHERE id = :id").with("id", id)}. A
 * name is {@code :} and letters, digits or {@code _}; {@code ::type} casts and quoted text are left
 * alone. Made once, as a constant; it never carries values itself.
 */
public final class Sql {
  private final String text;
  private final List<String> names;

  private Sql(String text, List<String> names) {
    this.text = text;
    this.names = names;
  }

  /** Reads the statement. */
  public static Sql of(String named) {
    Map<String, Integer> positions = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder(named.length());
    boolean quoted = false;
    int i = 0;
    while (i < named.length()) {
      char c = named.charAt(i);
      quoted ^= c == '\'';
      if (quoted || c != ':') {
        text.append(c);
        i++;
      } else if (named.startsWith("::", i)) {
        text.append("::");
        i += 2;
      } else {
        int end = nameEnd(named, i + 1);
        if (end == i + 1) {
          text.append(c);
        } else {
          String name = named.substring(i + 1, end);
          Integer position = positions.computeIfAbsent(name, n -> positions.size() + 1);
          text.append('$').append(position);
        }
        i = end;
      }
    }
    return new Sql(text.toString(), List.copyOf(positions.keySet()));
  }

  private static int nameEnd(String text, int from) {
    int end = from;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return end;
  }

  /** The statement as PostgreSQL reads it. */
  public String text() {
    return text;
  }

  /** Starts binding values. */
  public Bound with(String name, Object value) {
    return new Bound(this).with(name, value);
  }

  /** For a statement without parameters. */
  public Bound bound() {
    return new Bound(this);
  }

  /**
   * The statement with its values. {@link Instant} becomes {@code timestamptz}, an enum its name;
   * everything else goes as the PostgreSQL client takes it (UUID, String, numbers, arrays,
   * JsonObject, Buffer, null).
   */
  public static final class Bound {
    private final Sql sql;
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Bound(Sql sql) {
      this.sql = sql;
    }

    /** Gives a value; a name that the statement has not is a fault. */
    public Bound with(String name, Object value) {
      if (!sql.names.contains(name)) {
        throw new IllegalArgumentException("the statement has no parameter :" + name);
      }
      values.put(name, converted(value));
      return this;
    }

    String text() {
      return sql.text;
    }

    Tuple tuple() {
      List<Object> ordered = new ArrayList<>(sql.names.size());
      for (String name : sql.names) {
        if (!values.containsKey(name)) {
          throw new IllegalArgumentException("no value was given for :" + name);
        }
        ordered.add(values.get(name));
      }
      return Tuple.from(ordered);
    }

    private static Object converted(Object value) {
      return switch (value) {
        case Instant instant -> OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
        case Enum<?> constant -> constant.name();
        case null, default -> value;
      };
    }
  }
}
