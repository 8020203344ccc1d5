package org.indiretta.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.indiretta.identity.CallRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The golden messages in {@code src/test/resources/protocol}, which the TypeScript tests read too:
 * every type, every optional shape, and every command that must be refused.
 */
class GoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/protocol");

  record Golden(String kind, String about, JsonNode json) {
    @Override
    public String toString() {
      return kind + " " + json.path("type").asText() + ": " + about;
    }
  }

  record Refusal(String about, String text, String id, String code, String field) {
    @Override
    public String toString() {
      return about;
    }
  }

  static Stream<Golden> commands() throws IOException {
    return golden("command");
  }

  static Stream<Golden> outbound() throws IOException {
    return Stream.concat(golden("reply"), golden("push"));
  }

  static Stream<Refusal> refusals() throws IOException {
    List<Refusal> all = new ArrayList<>();
    for (JsonNode message : read(FOLDER.resolve("malformed.json")).get("messages")) {
      all.add(
          new Refusal(
              message.get("about").asText(),
              message.get("text").asText(),
              message.path("id").asText(null),
              message.path("code").asText("MALFORMED"),
              message.path("field").asText(null)));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commandIsReadAndSaysTheSame(Golden golden) {
    Decoded decoded = Codec.decode(golden.json().toString().getBytes(StandardCharsets.UTF_8));

    assertThat(decoded).isInstanceOf(Decoded.Valid.class);
    Command command = ((Decoded.Valid) decoded).command();
    assertThat(ClientCodec.tree(ClientCodec.encode(command))).isEqualTo(golden.json());
  }

  @ParameterizedTest
  @MethodSource("outbound")
  void replyOrPushIsReadByAClientAndWrittenTheSame(Golden golden) {
    Outbound outbound = ClientCodec.decode(golden.json().toString());

    assertThat(outbound instanceof Reply).isEqualTo(golden.kind().equals("reply"));
    assertThat(ClientCodec.tree(Codec.encode(outbound))).isEqualTo(golden.json());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void w2_whatDoesNotHoldIsRefused(Refusal refusal) {
    Decoded decoded = Codec.decode(refusal.text().getBytes(StandardCharsets.UTF_8));

    assertThat(decoded).isInstanceOf(Decoded.Malformed.class);
    Decoded.Malformed malformed = (Decoded.Malformed) decoded;
    assertThat(malformed.id()).isEqualTo(refusal.id());
    assertThat(malformed.code().name()).isEqualTo(refusal.code());
    assertThat(malformed.field()).isEqualTo(refusal.field());
    assertThat(malformed.detail()).isNotBlank();
  }

  @Test
  void noTypeIsMissing() throws IOException {
    for (var kind :
        java.util.Map.of("command", Command.class, "reply", Reply.class, "push", Push.class)
            .entrySet()) {
      Set<String> there =
          golden(kind.getKey())
              .map(golden -> golden.json().get("type").asText())
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(there).as(kind.getKey()).isEqualTo(names(kind.getValue()));
      assertThat(leaves(kind.getValue())).as("annotated").hasSize(there.size());
    }
  }

  @Test
  void everyEnumValueOfTheWireIsThere() throws IOException {
    String all = "";
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        all += Files.readString(file);
      }
    }
    for (Class<? extends Enum<?>> type :
        List.of(
            ErrorCode.class,
            CloseCode.class,
            SignInEnding.class,
            EventKind.class,
            Outcome.class,
            Lane.class,
            PresenceState.class,
            AwayReason.class,
            ConsultationState.class,
            Author.Kind.class,
            CallView.CallState.class,
            CallView.CallEnd.class,
            CallView.Microphone.class,
            CallView.Share.class,
            CallRole.class,
            TransferView.State.class,
            CallCommand.LeaveCall.Reason.class,
            Push.OfferEnded.Ending.class)) {
      for (Enum<?> value : type.getEnumConstants()) {
        assertThat(all).contains('"' + value.name() + '"');
      }
    }
  }

  private static Set<String> names(Class<?> sealed) {
    return Arrays.stream(sealed.getAnnotation(JsonSubTypes.class).value())
        .map(JsonSubTypes.Type::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Class<?>> leaves(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(type -> type.isSealed() ? leaves(type).stream() : Stream.of(type))
        .collect(Collectors.toSet());
  }

  private static Stream<Golden> golden(String kind) throws IOException {
    List<Golden> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith(kind)).sorted().toList()) {
        JsonNode node = read(file);
        for (JsonNode message : node.get("messages")) {
          assertThat(message.get("json").get("type")).as("%s", file).isEqualTo(node.get("type"));
          all.add(new Golden(kind, message.get("about").asText(), message.get("json")));
        }
      }
    }
    return all.stream();
  }

  private static JsonNode read(Path file) throws IOException {
    return ClientCodec.tree(Files.readString(file));
  }
}
