package org.indiretta.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * One JSON object of a command, read without any coercion: every field once, no null, a text stays
 * a text and a whole number a whole number. What was not asked for by {@link #end} is refused.
 */
final class Fields {
  /** More fields than any command has. */
  private static final int MOST = 16;

  /** What no field of a command is. */
  private enum Other {
    NULL,
    FRACTION,
    ARRAY
  }

  private final byte[] json;
  private int from;
  private int to;
  private final String[] names = new String[MOST];
  private final Object[] values = new Object[MOST];
  private int size;
  private int taken;

  /**
   * @param json what is read, in UTF-8
   */
  Fields(byte[] json) {
    this.json = json;
  }

  /** Something that does not hold; carries no stack, because clients cause it at will. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    final transient ErrorCode code;
    final String field;

    Unreadable(ErrorCode code, String field, String detail) {
      super(detail, null, false, false);
      this.code = code;
      this.field = field;
    }

    Unreadable(String field, String detail) {
      this(ErrorCode.MALFORMED, field, detail);
    }
  }

  /** Reads the object whose START_OBJECT the parser stands on. */
  void read(JsonParser parser) throws IOException, Unreadable {
    from = (int) parser.currentTokenLocation().getByteOffset();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_OBJECT;
        token = parser.nextToken()) {
      if (token != JsonToken.FIELD_NAME) {
        throw new Unreadable(null, "the JSON is cut off");
      }
      String name = parser.currentName();
      if (index(name) >= 0) {
        throw new Unreadable(shown(name), "the field stands there twice");
      }
      if (size == MOST) {
        throw new Unreadable(null, "too many fields");
      }
      Object value = value(parser, name);
      names[size] = name;
      values[size++] = value;
    }
    to = (int) parser.currentLocation().getByteOffset();
  }

  /** The object as it was written. */
  String written() {
    return new String(json, from, to - from, UTF_8);
  }

  private Object value(JsonParser parser, String name) throws IOException, Unreadable {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new Unreadable(shown(name), "the JSON is cut off");
    }
    return switch (token) {
      case VALUE_STRING -> whole(parser, name);
      case VALUE_NUMBER_INT -> number(parser, name);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_FLOAT -> Other.FRACTION;
      case VALUE_NULL -> Other.NULL;
      case START_OBJECT -> {
        Fields inner = new Fields(json);
        inner.read(parser);
        yield inner;
      }
      case START_ARRAY -> {
        parser.skipChildren();
        yield Other.ARRAY;
      }
      default -> throw new Unreadable(shown(name), "a value is expected");
    };
  }

  private static Object number(JsonParser parser, String name) throws IOException, Unreadable {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new Unreadable(shown(name), "the number is too large");
    }
    return parser.getLongValue();
  }

  /** No NUL and no half characters anywhere: PostgreSQL and UTF-8 hold neither. */
  private static String whole(JsonParser parser, String name) throws IOException, Unreadable {
    char[] text = parser.getTextCharacters();
    int end = parser.getTextOffset() + parser.getTextLength();
    for (int i = parser.getTextOffset(); i < end; i++) {
      char c = text[i];
      if (c == 0) {
        throw new Unreadable(shown(name), "the character U+0000 is not allowed");
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text[i + 1]);
        if (!pair) {
          throw new Unreadable(shown(name), "half a character (a lone surrogate) is not allowed");
        }
        i++;
      }
    }
    return parser.getText();
  }

  String text(String name) throws Unreadable {
    return as(String.class, take(name), name, "a text is expected");
  }

  String textOrNull(String name) throws Unreadable {
    return has(name) ? text(name) : null;
  }

  boolean has(String name) {
    return index(name) >= 0;
  }

  long number(String name) throws Unreadable {
    return as(Long.class, take(name), name, "a whole number is expected");
  }

  int smallNumber(String name) throws Unreadable {
    long value = number(name);
    if (value != (int) value) {
      throw new Unreadable(name, "the number is too large");
    }
    return (int) value;
  }

  boolean flag(String name) throws Unreadable {
    return as(Boolean.class, take(name), name, "true or false is expected");
  }

  Fields object(String name) throws Unreadable {
    return as(Fields.class, take(name), name, "an object is expected");
  }

  /** The command's id if it is there and can be said back; null otherwise. Does not take it. */
  String readableId() {
    int at = index("id");
    return at >= 0 && values[at] instanceof String id && Checks.isCommandId(id) ? id : null;
  }

  /** Refuses what nobody asked for. */
  void end() throws Unreadable {
    for (int i = 0; i < size; i++) {
      if ((taken & 1 << i) == 0) {
        throw new Unreadable(shown(names[i]), "the field is not known here");
      }
    }
  }

  private Object take(String name) throws Unreadable {
    int at = index(name);
    if (at < 0) {
      throw new Unreadable(name, "the field is missing");
    }
    taken |= 1 << at;
    return values[at];
  }

  private static <T> T as(Class<T> type, Object value, String name, String expected)
      throws Unreadable {
    if (!type.isInstance(value)) {
      throw new Unreadable(
          name, value == Other.NULL ? "null is not allowed: leave the field out" : expected);
    }
    return type.cast(value);
  }

  private int index(String name) {
    for (int i = 0; i < size; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** A client's own field name is said back only when it is a plain word. */
  private static String shown(String name) {
    if (name.isEmpty() || name.length() > 40) {
      return null;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!plain) {
        return null;
      }
    }
    return name;
  }
}
