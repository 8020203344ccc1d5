package org.indiretta.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.PeerId;
import org.indiretta.identity.SignInId;
import org.indiretta.identity.SiteId;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.Codec;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.Push;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** News on their way from one server to another, of this version and those beside it. */
final class NewsWireTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ConsultationId CONSULTATION = ConsultationId.next();
  private static final Address CITIZEN = new Address.CitizenOf(CONSULTATION);
  private final NewsWire wire = new NewsWire();
  private final NewsWire other = new NewsWire();

  static Stream<News> everyNews() {
    OperatorId marta = OperatorId.next();
    return Stream.of(
        new News.DeskStale(),
        new News.DirectoryStale(),
        new News.DatabaseAnswers(),
        new News.AvailabilityStale(new SiteId("rivalago")),
        new News.OwnerChanged(CONSULTATION, marta, Set.of(marta, OperatorId.next())),
        new News.OwnerChanged(CONSULTATION, null, Set.of()),
        new News.SignedOut(marta, null),
        new News.SignedOut(marta, SignInId.next()));
  }

  @ParameterizedTest
  @MethodSource("everyNews")
  void newsAreReadAsTheyWere(News news) {
    assertThat(other.read(wire.news(news))).contains(news);
  }

  /** All pushes there are, in all their shapes: the golden messages. */
  static List<JsonNode> pushes() throws Exception {
    List<JsonNode> all = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of("src/test/resources/protocol"), "push.*.json")) {
      for (Path file : files) {
        JSON.readTree(file.toFile()).get("messages").forEach(one -> all.add(one.get("json")));
      }
    }
    assertThat(all).hasSizeGreaterThan(20);
    return all;
  }

  @ParameterizedTest
  @MethodSource("pushes")
  void aPushIsWrittenToItsReaderAsItWouldBeHere(JsonNode push) throws Exception {
    Set<Address> to =
        Set.of(
            CITIZEN,
            new Address.StaffOf(CONSULTATION),
            new Address.GuestsOf(CONSULTATION),
            new Address.Peer(PeerId.next()),
            new Address.Person(OperatorId.next()));

    News.Pushed read =
        (News.Pushed) other.read(wire.pushed(to, push.toString().getBytes(UTF_8))).orElseThrow();

    assertThat(read.to()).isEqualTo(to);
    assertThat(JSON.readTree(Codec.encode(read.push()))).isEqualTo(push);
  }

  @Test
  void aCallIsReadAsItWas() throws Exception {
    for (JsonNode push : pushes()) {
      if (push.get("type").asText().equals("callChanged")) {
        News.Pushed read =
            (News.Pushed)
                other
                    .read(wire.pushed(Set.of(CITIZEN), push.toString().getBytes(UTF_8)))
                    .orElseThrow();
        var changed = (Push.CallChanged) read.push();
        News news = new News.CallChanged(changed.consultation(), changed.call());

        assertThat(other.read(wire.news(news))).contains(news);
      }
    }
  }

  @Test
  void aMessageIsReadByHandAsByReflection() throws Exception {
    String text = "Ça va? \"Sì\" \\ \n\t\u0001 \uD83D\uDE00 </script>";
    for (Author author :
        List.of(
            new Author(Author.Kind.CITIZEN, null, null),
            new Author(Author.Kind.OPERATOR, "Marta", OperatorId.next()),
            new Author(Author.Kind.GUEST, "Ada", null, CallRole.INTERPRETER))) {
      Push push =
          new Push.EntryAdded(
              CONSULTATION,
              new Entry(
                  7,
                  Instant.parse("2026-11-22T09:00:00.123Z"),
                  author,
                  new ClientMessageId("m-1"),
                  new Entry.Body.Message(text)));
      byte[] quick = wire.pushed(Set.of(CITIZEN), Codec.encode(push).getBytes(UTF_8));
      // One field more than is known, and reflection reads it.
      ObjectNode more = (ObjectNode) JSON.readTree(quick);
      ((ObjectNode) more.get("push").get("entry")).put("mood", "good");

      assertThat(other.read(quick)).contains(new News.Pushed(Set.of(CITIZEN), push, null));
      assertThat(read(more)).isEqualTo(other.read(quick));
    }
  }

  /** What costs nothing to pass on must be exactly what is known: one byte less, and it is read. */
  @Test
  void aMessageIsPassedOnAsItWasWritten() {
    Set<Address> sides =
        Set.of(CITIZEN, new Address.StaffOf(CONSULTATION), new Address.GuestsOf(CONSULTATION));
    String text = Codec.encode(message("Ça va? \"Sì\" \\ \n \uD83D\uDE00"));
    byte[] told = wire.pushed(sides, text.getBytes(UTF_8));

    News.Pushed read = (News.Pushed) other.read(told).orElseThrow();

    assertThat(read.to()).isEqualTo(sides);
    assertThat(read.seq()).isEqualTo(7);
    assertThat(read.kind()).isEqualTo(Push.EntryAdded.class);
    assertThat(read.text()).isEqualTo(text);
    assertThat(read.size()).isEqualTo(text.getBytes(UTF_8).length);
    for (int length = 0; length < told.length; length++) {
      assertThat(other.read(Arrays.copyOf(told, length))).as("cut at %d", length).isEmpty();
    }
  }

  /** What one server says together is read where it stands, and nothing of its neighbours. */
  @Test
  void aTextAmongOthersIsReadByItself() {
    News.Pushed message = new News.Pushed(Set.of(CITIZEN), message("l’età \uD83D\uDE00"), null);
    News.Pushed erased =
        new News.Pushed(Set.of(CITIZEN), new Push.EntryErased(CONSULTATION, 7), null);
    for (News.Pushed pushed : List.of(message, erased)) {
      byte[] text = wire.pushed(pushed.to(), pushed.bytes());
      byte[] all = Arrays.copyOf(text, 2 * text.length + 1);
      all[text.length] = '\n';
      System.arraycopy(text, 0, all, text.length + 1, text.length);

      assertThat(other.read(all, 0, text.length)).contains(pushed);
      assertThat(other.read(all, text.length + 1, all.length)).contains(pushed);
      assertThat(other.read(all, 0, text.length - 1)).isEmpty();
      assertThat(other.read(all, 1, text.length)).isEmpty();
    }
  }

  @Test
  void aPushThatIsMadeHereKnowsItsSizeInUtf8() {
    News.Pushed pushed = new News.Pushed(Set.of(CITIZEN), message("l’età \uD83D\uDE00"), null);

    assertThat(pushed.size()).isEqualTo(pushed.text().getBytes(UTF_8).length);
    assertThat(pushed.bytes()).isEqualTo(pushed.text().getBytes(UTF_8));
  }

  @Test
  void aMessageWithinAnythingElseIsNotPassedOnAsItIs() throws Exception {
    String text = Codec.encode(message("ciao"));
    for (String other :
        List.of(
            text.replace("\"message\"", "\"hologram\""),
            text.replace("CITIZEN", "ROBOT"),
            text.replace("\"seq\":7", "\"seq\":0x7"),
            text + ",{}",
            text.substring(0, text.length() - 1))) {
      byte[] told = wire.pushed(Set.of(CITIZEN), other.getBytes(UTF_8));
      assertThat(this.other.read(told)).as(other).isEmpty();
    }
  }

  private static Push message(String text) {
    Author author = new Author(Author.Kind.CITIZEN, null, null);
    Instant at = Instant.parse("2026-11-22T09:00:00.123Z");
    Entry.Body body = new Entry.Body.Message(text);
    return new Push.EntryAdded(
        CONSULTATION, new Entry(7, at, author, new ClientMessageId("m-1"), body));
  }

  @Test
  void aPushThatWasWrittenInLinesGoesInOne() throws Exception {
    String push =
        """
        {"type": "entryErased",
         "consultation": "%s", "seq": 7}
        """
            .formatted(CONSULTATION);

    byte[] text = wire.pushed(Set.of(CITIZEN), push.getBytes(UTF_8));

    assertThat(new String(text, UTF_8)).doesNotContain("\n");
    assertThat(other.read(text))
        .contains(new News.Pushed(Set.of(CITIZEN), new Push.EntryErased(CONSULTATION, 7), null));
  }

  @Test
  void whatANewerServerAddsIsPassedOver() throws Exception {
    ObjectNode newer = erased();
    newer.put("v", NewsWire.VERSION + 1).put("urgent", true);
    ((ObjectNode) newer.get("push")).put("because", "retention");

    assertThat(read(newer)).isEqualTo(read(erased())).isPresent();
  }

  @Test
  void whatAPartIsMissingOfIsNotPassedOn() throws Exception {
    ObjectNode unknownPush = erased();
    ((ObjectNode) unknownPush.get("push")).put("type", "hologram");
    ObjectNode unknownBody = erased();
    unknownBody.set(
        "push",
        JSON.readTree(
            """
            {"type":"entryAdded","consultation":"%s","entry":{"seq":1,"at":"2026-11-22T09:00:00.000Z",
             "author":{"kind":"CITIZEN"},"body":{"type":"hologram"}}}
            """
                .formatted(CONSULTATION)));
    ObjectNode unknownWord = erased();
    unknownWord.set(
        "push",
        JSON.readTree(
            """
            {"type":"typing","consultation":"%s","author":{"kind":"ROBOT"},"typing":true}
            """
                .formatted(CONSULTATION)));
    ObjectNode wrongTime = erased();
    wrongTime.set(
        "push", JSON.readTree("{\"type\":\"signInEnds\",\"at\":\"soon\",\"why\":\"IDLE\"}"));
    ObjectNode tooNew = erased().put("v", NewsWire.VERSION + 2);
    ObjectNode nobody = erased();
    nobody.putArray("to").add("robot:" + CONSULTATION);

    for (ObjectNode each :
        List.of(unknownPush, unknownBody, unknownWord, wrongTime, tooNew, nobody)) {
      assertThat(read(each)).as("%s", each).isEmpty();
    }
    assertThat(other.read("no JSON".getBytes(UTF_8))).isEmpty();
    assertThat(other.read(new byte[0])).isEmpty();
  }

  @Test
  void aServerKnowsItsOwn() {
    byte[] text = wire.news(new News.DeskStale());

    assertThat(wire.isOwn(text)).isTrue();
    assertThat(other.isOwn(text)).isFalse();
    assertThat(other.isOwn(new byte[3])).isFalse();
  }

  private ObjectNode erased() throws Exception {
    String push = Codec.encode(new Push.EntryErased(CONSULTATION, 7));
    return (ObjectNode) JSON.readTree(wire.pushed(Set.of(CITIZEN), push.getBytes(UTF_8)));
  }

  private Optional<News> read(ObjectNode json) throws Exception {
    return other.read(JSON.writeValueAsBytes(json));
  }
}
