package org.indiretta.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;

/**
 * Reads by hand what another server of the installation says most: {@code entryAdded} with a
 * message, as {@link MessageWriter} writes it. Whatever is not exactly this is left to {@link
 * BetweenServers}, which reads the same by reflection and costs several times as much.
 */
public final class MessageReader {
  private MessageReader() {}

  /**
   * Reads the push that the parser stands before, up to its end.
   *
   * @return null when it is another one, or one with more in it than is known here; the parser then
   *     stands anywhere
   */
  public static Push.EntryAdded read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT
        || !"type".equals(parser.nextFieldName())
        || !"entryAdded".equals(parser.nextTextValue())
        || !"consultation".equals(parser.nextFieldName())) {
      return null;
    }
    String consultation = parser.nextTextValue();
    if (consultation == null || !"entry".equals(parser.nextFieldName())) {
      return null;
    }
    Entry entry = entry(parser);
    return entry == null || parser.nextToken() != JsonToken.END_OBJECT
        ? null
        : new Push.EntryAdded(ConsultationId.of(consultation), entry);
  }

  private static Entry entry(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return null;
    }
    long seq = 0;
    Instant at = null;
    Author author = null;
    ClientMessageId id = null;
    Entry.Body body = null;
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      switch (field) {
        case "seq" -> seq = parser.nextLongValue(0);
        case "at" -> at = time(parser.nextTextValue());
        case "author" -> author = author(parser);
        case "clientMessageId" -> id = id(parser.nextTextValue());
        case "body" -> body = body(parser);
        default -> {
          return null;
        }
      }
    }
    boolean whole = seq > 0 && at != null && author != null && body != null;
    return whole && parser.currentToken() == JsonToken.END_OBJECT
        ? new Entry(seq, at, author, id, body)
        : null;
  }

  private static Author author(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return null;
    }
    Author.Kind kind = null;
    String name = null;
    OperatorId operator = null;
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      String value = parser.nextTextValue();
      switch (field) {
        case "kind" -> kind = word(Author.Kind.values(), value);
        case "name" -> name = value;
        case "operator" -> operator = value == null ? null : OperatorId.of(value);
        default -> {
          return null; // a role in a call too, which hardly any writer has
        }
      }
      if (value == null) {
        return null;
      }
    }
    CallRole none = null;
    return kind == null ? null : new Author(kind, name, operator, none);
  }

  private static Entry.Body body(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT
        || !"type".equals(parser.nextFieldName())
        || !"message".equals(parser.nextTextValue())
        || !"text".equals(parser.nextFieldName())) {
      return null;
    }
    String text = parser.nextTextValue();
    return text == null || parser.nextToken() != JsonToken.END_OBJECT
        ? null
        : new Entry.Body.Message(text);
  }

  private static ClientMessageId id(String text) {
    return text == null ? null : new ClientMessageId(text);
  }

  private static Instant time(String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static <E extends Enum<E>> E word(E[] words, String text) {
    for (E word : words) {
      if (word.name().equals(text)) {
        return word;
      }
    }
    return null;
  }
}
