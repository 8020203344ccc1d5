package org.indiretta.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.indiretta.identity.CallId;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.PeerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MessageWriterTest {
  private static final Instant AT = Instant.parse("2026-11-21T22:10:03.040Z");

  static Stream<Outbound> outbounds() {
    List<String> texts =
        List.of(
            "Buongiorno",
            "d’identità è già 😀",
            "\"quoted\" and \\ back",
            "line\nline\ttab\r",
            "\u0001\u001f\b\f",
            "</script>\u2028\u007f");
    List<Author> authors =
        List.of(
            new Author(Author.Kind.CITIZEN, null, null),
            new Author(Author.Kind.OPERATOR, "Anna \"Lia\"", null),
            new Author(Author.Kind.OPERATOR, "Anna", OperatorId.next()));
    Stream<Outbound> pushes =
        texts.stream()
            .flatMap(
                text ->
                    authors.stream()
                        .flatMap(
                            author ->
                                Stream.of(null, new ClientMessageId("m-1"))
                                    .map(id -> added(text, author, id))));
    Stream<Outbound> replies = texts.stream().map(id -> new Reply.Appended(id, 1L << 40, AT));
    return Stream.of(pushes, replies, texts.stream().map(Reply.Done::new), signals(texts))
        .flatMap(each -> each);
  }

  private static Stream<Outbound> signals(List<String> texts) {
    Stream<SignalBody> descriptions =
        texts.stream()
            .flatMap(
                text ->
                    Stream.of(SignalBody.SdpType.values())
                        .map(type -> new SignalBody.Description(type, text)));
    Stream<SignalBody> candidates =
        Stream.of(
            new SignalBody.Candidate("", null, null, null),
            new SignalBody.Candidate("candidate:1 \"quoted\" \\", "0", 0, "EsAw"),
            new SignalBody.Candidate("candidate:1", null, 31, null),
            new SignalBody.Candidate("candidate:1", "a\"b", null, "+/"));
    return Stream.concat(descriptions, candidates)
        .map(body -> new Push.Signalled(ConsultationId.next(), CallId.next(), PeerId.next(), body));
  }

  private static Push.EntryAdded added(String text, Author author, ClientMessageId id) {
    return new Push.EntryAdded(
        ConsultationId.next(), new Entry(12, AT, author, id, new Entry.Body.Message(text)));
  }

  @ParameterizedTest
  @MethodSource("outbounds")
  void writesWhatTheMapperWrites(Outbound outbound) {
    assertThat(MessageWriter.write(outbound)).isEqualTo(Codec.encodeByMapper(outbound));
  }

  @Test
  void passesADescriptionOnAsItWasWritten() {
    String body =
        "{ \"sdp\":\"v=0\\r\\no=- è \\u00e8\\n\",\n \"type\":\"offer\",\"kind\":\"description\" }";
    String id = CallId.next().toString();
    String command =
        "{\"type\":\"signal\", \"body\": %s ,\"id\":\"1\",\"consultation\":\"%s\",\"call\":\"%s\",\"to\":\"%s\"}"
            .formatted(body, id, id, id);

    CallCommand.Signal read = decoded(command);

    Push push = new Push.Signalled(read.consultation(), read.call(), read.to(), read.body());
    assertThat(MessageWriter.write(push)).endsWith("\"body\":" + body + "}");
    assertThat(ClientCodec.tree(MessageWriter.write(push)))
        .isEqualTo(ClientCodec.tree(Codec.encodeByMapper(push)));
  }

  private static CallCommand.Signal decoded(String json) {
    Decoded decoded = Codec.decode(json.getBytes(StandardCharsets.UTF_8));
    assertThat(decoded).isInstanceOf(Decoded.Valid.class);
    return (CallCommand.Signal) ((Decoded.Valid) decoded).command();
  }
}
