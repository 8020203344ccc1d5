package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.indiretta.identity.PlainText;
import org.indiretta.protocol.CloseCode;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.junit.jupiter.api.Test;

/** {@code src/docs/PROTOCOL.md} says what the code says, and every rule has a test. */
final class ProtocolDocTest {
  private static final Path DOC = Path.of("src/docs/PROTOCOL.md");
  private static final Pattern TESTED =
      Pattern.compile("(?:void |\"|suite\\.test\\(\\s*\")([wcb]\\d+|rt5\\d|rt1?\\d)_");

  @Test
  void everyCommandHasItsRowWithItsRoleAndReply() throws IOException {
    List<String> expected = new ArrayList<>();
    for (JsonSubTypes.Type type : Command.class.getAnnotation(JsonSubTypes.class).value()) {
      CommandTable.Row row = CommandTable.ROWS.get(type.value());
      assertThat(row).as("%s has a row in the table of roles", type.name()).isNotNull();
      expected.add(
          "| `%s` | %s | `%s` | %s |"
              .formatted(
                  type.name(),
                  lower(row.access()),
                  REPLIES.getOrDefault(
                      type.name(), QUEUE_REPLIES.getOrDefault(type.name(), "done")),
                  lower(row.kind())));
    }
    assertThat(rows("Commands")).containsExactlyElementsOf(expected);
    assertThat(CommandTable.ROWS).hasSize(expected.size());
  }

  @Test
  void w13_whatBrowsersSendByThemselvesIsListed() throws IOException {
    String sentence =
        Files.readAllLines(DOC).stream()
            .filter(line -> line.startsWith("No sign that a person is there"))
            .findFirst()
            .orElseThrow();
    List<String> said =
        Pattern.compile("`(\\w+)`").matcher(sentence).results().map(it -> it.group(1)).toList();

    assertThat(said)
        .containsExactlyElementsOf(
            Arrays.stream(Command.class.getAnnotation(JsonSubTypes.class).value())
                .filter(type -> !CommandTable.ROWS.get(type.value()).byPerson())
                .map(JsonSubTypes.Type::name)
                .toList());
  }

  /** The commands with a reply of their own. */
  private static final Map<String, String> REPLIES =
      Map.ofEntries(
          Map.entry("hello", "welcome"),
          Map.entry("watchAvailability", "availability"),
          Map.entry("startConsultation", "started"),
          Map.entry("resume", "resumed"),
          Map.entry("sendMessage", "appended"),
          Map.entry("sendFile", "appended"),
          Map.entry("addNote", "appended"),
          Map.entry("watchQueue", "desk"),
          Map.entry("watchBoard", "board"),
          Map.entry("joinCall", "callJoined"));

  /** Those of who serves whom. */
  private static final Map<String, String> QUEUE_REPLIES =
      Map.of("listTransfers", "transfers", "makeJoinCode", "joinCode");

  @Test
  void everyReplyAndPushIsListed() throws IOException {
    assertThat(firstCells("Replies")).containsExactlyElementsOf(names(Reply.class));
    assertThat(firstCells("Pushes")).containsExactlyElementsOf(names(Push.class));
  }

  @Test
  void everyErrorCodeSaysWhetherToRetry() throws IOException {
    assertThat(rows("Error codes").stream().map(row -> cells(row).subList(0, 2)))
        .containsExactlyElementsOf(
            Arrays.stream(ErrorCode.values())
                .map(code -> List.of("`" + code.name() + "`", code.retry() ? "yes" : "no"))
                .toList());
  }

  @Test
  void everyCloseCodeHasItsNumberAndSaysWhetherToComeBack() throws IOException {
    assertThat(rows("Close codes").stream().map(row -> cells(row).subList(0, 3)))
        .containsExactlyElementsOf(
            Arrays.stream(CloseCode.values())
                .map(
                    code ->
                        List.of(
                            "`" + code.name() + "`",
                            Integer.toString(code.number()),
                            code.comeBack() ? "yes" : "no"))
                .toList());
  }

  @Test
  void everyLimitHasItsValue() throws IOException {
    Limits people = Limits.standard();
    assertThat(rows("Limits"))
        .containsExactly(
            limit("a command", Protocol.COMMAND_BYTES, "bytes"),
            limit("the id of a command", Protocol.COMMAND_ID_CHARS, "characters"),
            limit("a message, note or question", PlainText.MESSAGE_CHARS, "characters"),
            limit("a name", PlainText.NAME_CHARS, "characters"),
            limit("the address of a page", Protocol.PAGE_CHARS, "characters"),
            limit("a return or join code as typed", Protocol.CODE_CHARS, "characters"),
            limit("the comment of a rating", Protocol.COMMENT_CHARS, "characters"),
            limit("a session description", Protocol.SDP_CHARS, "characters"),
            limit("a candidate", Protocol.CANDIDATE_CHARS, "characters"),
            limit("media sections of a description", Protocol.SDP_SECTIONS, ""),
            limit("the name of a media section", Protocol.SDP_MID_CHARS, "characters"),
            limit("a user name fragment", Protocol.FRAGMENT_CHARS, "characters"),
            limit("parts of a picture's width and height", Protocol.POINT_RANGE, ""),
            limit("a reported round trip", Protocol.ROUND_TRIP_MS, "ms"),
            limit("a reported set-up", Protocol.SET_UP_MS, "ms"),
            limit("entries in one `resumed`", Protocol.RESUME_ENTRIES, ""),
            flood("messages", people.messagesBurst(), people.messagesPerSecond()),
            flood("signs", Limits.SIGNS_BURST, Limits.SIGNS_PER_SECOND),
            flood("signals", Limits.SIGNALS_BURST, Limits.SIGNALS_PER_SECOND),
            flood("live", Limits.LIVE_BURST, Limits.LIVE_PER_SECOND),
            flood("points", Limits.POINTS_BURST, Limits.POINTS_PER_SECOND),
            flood("others", Limits.OTHERS_BURST, Limits.OTHERS_PER_SECOND),
            flood("refusals, over it FLOOD", Limits.REFUSALS_BURST, Limits.REFUSALS_PER_SECOND),
            limit("coming back after FLOOD", Limits.FLOOD_RETRY_MS, "ms"),
            limit("commands without a reply yet", Limits.OPEN_COMMANDS, ""),
            limit("consultations followed", Limits.FOLLOWED, ""),
            limit("pushes held back during a resume", Limits.HELD_PUSHES, ""),
            limit("bytes not yet taken, over it RESUME_LATER", Limits.OUTBOX_BYTES, "bytes"),
            limit("the first command", Limits.HELLO_MS, "ms"),
            limit("the client pings every", Protocol.PING_EVERY_MS, "ms"),
            limit("silence over XHR, over it SILENT", Protocol.SILENT_AFTER_MS, "ms"),
            limit("the server pings a WebSocket after", Limits.PING_AFTER_MS, "ms"),
            limit("silence of a WebSocket, over it SILENT", Limits.WEB_SOCKET_SILENT_MS, "ms"),
            limit("a heartbeat of SockJS every", Limits.HEARTBEAT_MS, "ms"),
            limit("from disconnect to the cut", Limits.END_MS, "ms"),
            limit(
                "a part of the clients is sent to other servers every", Limits.DRAIN_STEP_MS, "ms"),
            limit("coming back after UNAVAILABLE", Limits.UNAVAILABLE_RETRY_MS, "ms"),
            limit("desks, availability, revocations every", Limits.TICK_MS, "ms"),
            limit("revocations not asked for, over it UNAVAILABLE", Limits.UNASKED_MS, "ms"),
            limit("staff are warned before their sign-in ends by", Limits.SIGN_IN_WARNED_MS, "ms"),
            limit("citizens whose token is looked at each time", Limits.CITIZENS_ASKED, ""),
            limit("a WebSocket message, over it closed", Limits.WEB_SOCKET_BYTES, "bytes"),
            limit("the body of an XHR request", Limits.XHR_BYTES, "bytes"),
            limit("the SockJS session id, at least", Limits.SOCKJS_ID_CHARS, "characters"),
            limit("an idle TCP connection", Limits.IDLE_SECONDS, "s"),
            limit("the first whole request of a TCP connection", Limits.FIRST_REQUEST_MS, "ms"),
            limit("the first line of a request", Limits.REQUEST_LINE_BYTES, "bytes"),
            limit("the headers of a request", Limits.REQUEST_HEADERS_BYTES, "bytes"));
  }

  @Test
  void everyRuleIsTested() throws IOException {
    Set<String> tested = new TreeSet<>();
    for (String room : List.of("protocol", "socket", "signalling", "routing", "consultation")) {
      try (Stream<Path> files = Files.walk(Path.of("src/test/java/org/indiretta", room))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          Matcher matcher = TESTED.matcher(Files.readString(file));
          while (matcher.find()) {
            tested.add(matcher.group(1).toUpperCase(Locale.ROOT));
          }
        }
      }
    }
    Set<String> rules = new TreeSet<>();
    for (String chapter :
        List.of("Rules", "Rules of calls", "Rules of the board", "Rules of who serves whom")) {
      rows(chapter).forEach(row -> rules.add(cells(row).getFirst()));
    }
    assertThat(tested).containsExactlyInAnyOrderElementsOf(rules);
  }

  private static String limit(String what, long value, String unit) {
    return "| %s | %s |".formatted(what, (grouped(value) + " " + unit).strip());
  }

  private static String flood(String kind, int burst, int perSecond) {
    return "| %s | %d at once, then %d a second |".formatted(kind, burst, perSecond);
  }

  private static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static List<String> names(Class<?> sealed) {
    return Arrays.stream(sealed.getAnnotation(JsonSubTypes.class).value())
        .map(type -> "`" + type.name() + "`")
        .toList();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> firstCells(String heading) throws IOException {
    return rows(heading).stream().map(row -> cells(row).getFirst()).toList();
  }

  private static List<String> cells(String row) {
    return Pattern.compile("\\|").splitAsStream(row.substring(1)).map(String::strip).toList();
  }

  /** The rows of the table under a heading, without its head. */
  private static List<String> rows(String heading) throws IOException {
    List<String> all = Files.readAllLines(DOC);
    int from = all.indexOf("## " + heading);
    assertThat(from).as("the heading %s", heading).isNotNegative();
    return all.subList(from + 1, all.size()).stream()
        .dropWhile(line -> !line.startsWith("|---"))
        .skip(1)
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }
}
