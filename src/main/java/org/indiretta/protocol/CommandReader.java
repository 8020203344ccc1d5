package org.indiretta.protocol;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.FileId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.Fields.Unreadable;

/**
 * Makes a command of its fields. Written by hand, so that it names the field that does not hold and
 * no coercion can slip in; a message is read in about a microsecond.
 */
final class CommandReader {
  private CommandReader() {}

  static Command read(Fields in) throws Unreadable {
    String type = in.text("type");
    String id = in.text("id");
    if (!Checks.isCommandId(id)) {
      throw new Unreadable("id", "1 to 64 visible ASCII characters are expected");
    }
    Command command = command(type, id, in);
    in.end();
    return command;
  }

  private static Command command(String type, String id, Fields in) throws Unreadable {
    return switch (type) {
      case "sendMessage" ->
          new Command.SendMessage(id, consultation(in), clientMessageId(in), in.text("text"));
      case "sendFile" ->
          new Command.SendFile(
              id, consultation(in), clientMessageId(in), value(in, "file", FileId::of));
      case "addNote" ->
          new Command.AddNote(id, consultation(in), clientMessageId(in), in.text("text"));
      case "setTyping" -> new Command.SetTyping(id, consultation(in), in.flag("typing"));
      case "markRead" -> new Command.MarkRead(id, consultation(in), in.number("seq"));
      case "ping" -> new Command.Ping(id);
      case "resume" -> new Command.Resume(id, consultation(in), in.number("after"));
      case "hello" ->
          new Command.Hello(id, version(in), credential(in.object("credential")), language(in));
      case "watchAvailability" ->
          new Command.WatchAvailability(id, version(in), value(in, "site", SiteId::new));
      default -> citizens(type, id, in);
    };
  }

  private static Command citizens(String type, String id, Fields in) throws Unreadable {
    return switch (type) {
      case "startConsultation" ->
          new Command.StartConsultation(
              id,
              in.has("topic") ? value(in, "topic", TopicId::new) : null,
              choice(in, "mode", Mode.class),
              language(in),
              in.textOrNull("question"),
              in.textOrNull("name"),
              in.has("page") ? value(in, "page", Page::new) : null,
              in.textOrNull("returnCode"),
              in.textOrNull("joinCode"));
      case "leaveConsultation" -> new Command.LeaveConsultation(id, consultation(in));
      case "reopenConsultation" -> new Command.ReopenConsultation(id, consultation(in));
      case "rateConsultation" ->
          new Command.RateConsultation(
              id, consultation(in), in.smallNumber("score"), in.textOrNull("comment"));
      case "changePage" ->
          new Command.ChangePage(id, consultation(in), value(in, "page", Page::new));
      default -> staffs(type, id, in);
    };
  }

  private static Command staffs(String type, String id, Fields in) throws Unreadable {
    return switch (type) {
      case "setPresence" ->
          new Command.SetPresence(
              id,
              choice(in, "state", PresenceState.class),
              in.has("reason") ? choice(in, "reason", AwayReason.class) : null,
              in.has("until") ? value(in, "until", CommandReader::instant) : null);
      case "watchQueue" -> new Command.WatchQueue(id);
      case "stillHere" -> new Command.StillHere(id);
      case "takeConsultation" -> new Command.TakeConsultation(id, consultation(in));
      case "acceptOffer" -> new Command.AcceptOffer(id, consultation(in));
      case "declineOffer" -> new Command.DeclineOffer(id, consultation(in));
      case "withdrawEntry" -> new Command.WithdrawEntry(id, consultation(in), in.number("seq"));
      case "offerHandOver" ->
          new Command.OfferHandOver(
              id, consultation(in), value(in, "to", OperatorId::of), in.textOrNull("note"));
      case "answerHandOver" -> new Command.AnswerHandOver(id, consultation(in), in.flag("accept"));
      case "cancelHandOver" -> new Command.CancelHandOver(id, consultation(in));
      case "askAnythingElse" -> new Command.AskAnythingElse(id, consultation(in));
      case "warnCitizen" -> new Command.WarnCitizen(id, consultation(in));
      case "closeConsultation" ->
          new Command.CloseConsultation(id, consultation(in), choice(in, "outcome", Outcome.class));
      case "undoClose" -> new Command.UndoClose(id, consultation(in));
      default -> calls(type, id, in);
    };
  }

  private static Command calls(String type, String id, Fields in) throws Unreadable {
    Command call = CallCommandReader.command(type, id, in);
    Command command = call == null ? QueueCommandReader.command(type, id, in) : call;
    if (command == null) {
      command = BoardCommandReader.command(type, id, in);
    }
    if (command == null) {
      throw new Unreadable("type", "the command is not known");
    }
    return command;
  }

  private static ConsultationId consultation(Fields in) throws Unreadable {
    return value(in, "consultation", ConsultationId::of);
  }

  private static ClientMessageId clientMessageId(Fields in) throws Unreadable {
    return value(in, "clientMessageId", ClientMessageId::new);
  }

  private static Language language(Fields in) throws Unreadable {
    return value(in, "language", Language::of);
  }

  /** A version that is not served is said before anything that only a newer server would know. */
  private static int version(Fields in) throws Unreadable {
    int version = in.smallNumber("protocol");
    if (version < Protocol.OLDEST_VERSION || version > Protocol.VERSION) {
      throw new Unreadable(
          ErrorCode.VERSION,
          "protocol",
          "served are %d to %d".formatted(Protocol.OLDEST_VERSION, Protocol.VERSION));
    }
    return version;
  }

  private static Credential credential(Fields in) throws Unreadable {
    String type = in.text("type");
    Credential credential =
        switch (type) {
          case "token" -> value(in, "value", Credential.Token::new);
          case "ticket" -> value(in, "value", Credential.Ticket::new);
          case "guest" -> value(in, "value", Credential.Guest::new);
          default -> throw new Unreadable("credential", "its type is token, ticket or guest");
        };
    in.end();
    return credential;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("a time such as 2026-11-21T09:05:00.120Z is expected", e);
    }
  }

  static <T> T value(Fields in, String field, Function<String, T> read) throws Unreadable {
    String text = in.text(field);
    try {
      return read.apply(text);
    } catch (IllegalArgumentException e) {
      throw new Unreadable(field, e.getMessage());
    }
  }

  static <E extends Enum<E>> E choice(Fields in, String field, Class<E> type) throws Unreadable {
    String name = in.text(field);
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new Unreadable(field, "not one of the known values");
    }
  }
}
