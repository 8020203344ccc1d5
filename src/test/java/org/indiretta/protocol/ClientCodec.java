package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** The client's side of the wire for Java tests: writes commands, reads replies and pushes. */
public final class ClientCodec {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(new Codec.IsoMillis())
                  .addDeserializer(Instant.class, new Millis()))
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private ClientCodec() {}

  /** Writes a command as a client would. */
  public static String encode(Command command) {
    try {
      return MAPPER.writeValueAsString(command);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a reply or a push; unknown fields are skipped. */
  public static Outbound decode(String json) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      boolean push =
          java.util.Arrays.stream(
                  Push.class
                      .getAnnotation(com.fasterxml.jackson.annotation.JsonSubTypes.class)
                      .value())
              .anyMatch(type -> type.name().equals(tree.path("type").asText()));
      return push ? MAPPER.treeToValue(tree, Push.class) : MAPPER.treeToValue(tree, Reply.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Millis extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Millis() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return Instant.parse(parser.getText());
    }
  }
}
