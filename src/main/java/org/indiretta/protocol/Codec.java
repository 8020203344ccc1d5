package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.indiretta.protocol.Fields.Unreadable;

/**
 * The only reader and writer of the wire. Commands are read strictly (rule W2): one JSON object of
 * at most {@link Protocol#COMMAND_BYTES}, no unknown and no double field, no null, no coercion.
 * Times are written as ISO-8601 UTC with milliseconds, and what is null is left out. Safe for many
 * threads.
 */
public final class Codec {
  /** An object in an object in an array: deeper than any command. */
  static final int DEPTH = 4;

  private static final JsonFactory READING =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxStringLength(Protocol.COMMAND_BYTES)
                  .maxDocumentLength(Protocol.COMMAND_BYTES)
                  .maxNameLength(64)
                  .maxNumberLength(32)
                  .build())
          .build();

  private static final ObjectMapper WRITING =
      JsonMapper.builder()
          .addModule(new SimpleModule().addSerializer(new IsoMillis()))
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private Codec() {}

  /** Reads one command; what does not hold is a value, never an exception. */
  public static Decoded decode(byte[] json) {
    if (json.length > Protocol.COMMAND_BYTES) {
      return new Decoded.Malformed(
          null, ErrorCode.MALFORMED, null, "longer than " + Protocol.COMMAND_BYTES + " bytes");
    }
    Fields fields = new Fields(json);
    try {
      readWhole(json, fields);
      return new Decoded.Valid(CommandReader.read(fields));
    } catch (Unreadable e) {
      return new Decoded.Malformed(fields.readableId(), e.code, e.field, e.getMessage());
    } catch (IllegalArgumentException e) {
      return malformed(fields.readableId(), e.getMessage());
    } catch (IOException e) {
      return new Decoded.Malformed(fields.readableId(), ErrorCode.MALFORMED, null, "not JSON");
    }
  }

  private static void readWhole(byte[] json, Fields into) throws IOException, Unreadable {
    for (byte b : json) {
      // Raw, it is no JSON; and it is how UTF-16 and UTF-32 would be told apart from UTF-8.
      if (b == 0) {
        throw new Unreadable(null, "not JSON in UTF-8");
      }
    }
    if (json.length == 0 || json[0] == (byte) 0xEF) {
      throw new Unreadable(null, "an object is expected");
    }
    try (JsonParser parser = READING.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Unreadable(null, "an object is expected");
      }
      into.read(parser);
      if (parser.nextToken() != null) {
        throw new Unreadable(null, "something follows the object");
      }
    }
  }

  /** The constructors of the records say {@code field: what is expected}. */
  private static Decoded.Malformed malformed(String id, String message) {
    int colon = message.indexOf(": ");
    return colon < 0
        ? new Decoded.Malformed(id, ErrorCode.MALFORMED, null, message)
        : new Decoded.Malformed(
            id, ErrorCode.MALFORMED, message.substring(0, colon), message.substring(colon + 2));
  }

  /** Writes a reply or push as one line of JSON. */
  public static String encode(Outbound outbound) {
    String written = MessageWriter.write(outbound);
    return written != null ? written : encodeByMapper(outbound);
  }

  /** What {@link MessageWriter} is held against. */
  static String encodeByMapper(Outbound outbound) {
    try {
      return WRITING.writeValueAsString(outbound);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Three digits of milliseconds always, so that texts sort like times. */
  static final class IsoMillis extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    IsoMillis() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant at, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(Iso.millis(at));
    }
  }
}
