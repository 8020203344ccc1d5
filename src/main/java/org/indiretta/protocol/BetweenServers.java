package org.indiretta.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Reads what another server of the same installation wrote with {@link Codec#encode}, which may be
 * of the version before or after this one: fields that are not known are skipped. A type or a word
 * that is not known makes the whole unreadable, so that nothing is passed on of which a part is
 * missing.
 *
 * @param <T> what is read, with the wire's records in it
 */
public final class BetweenServers<T> {
  private static final JsonMapper READING =
      JsonMapper.builder()
          .addModule(new SimpleModule().addDeserializer(Instant.class, new Times()))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final ObjectReader reader;

  /** A reader of one type; made once. */
  public BetweenServers(Class<T> type) {
    reader = READING.readerFor(type);
  }

  /**
   * Reads one.
   *
   * @throws IOException when it is not of this type, or holds a type or word that is not known
   */
  public T read(byte[] json) throws IOException {
    return reader.readValue(json);
  }

  private static final class Times extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Times() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getText();
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        return (Instant) context.handleWeirdStringValue(Instant.class, text, "no time");
      }
    }
  }
}
