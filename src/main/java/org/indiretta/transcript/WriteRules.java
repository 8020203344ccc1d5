package org.indiretta.transcript;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.indiretta.identity.PlainText;

/** Who may write what, and when: the one place of these rules. */
final class WriteRules {
  /** The longest name of a file, in characters. */
  static final int FILE_NAME_CHARS = 120;

  private static final Set<String> CITIZEN_WRITES =
      Set.of("WAITING", "OFFERED", "ACTIVE", "WRAP_UP");
  private static final Set<String> OPERATOR_WRITES = Set.of("ACTIVE");
  private static final Set<String> OPERATOR_NOTES = Set.of("ACTIVE", "WRAP_UP");

  /**
   * What the locked row of a consultation says.
   *
   * @param operatorId the owner; while OFFERED the one it is offered to
   * @param alsoInCall colleagues and guests who are in the running call, and supervisors who joined
   *     openly; null for nobody
   */
  record Row(String state, UUID citizenId, UUID operatorId, long lastSeq, List<UUID> alsoInCall) {
    private boolean isInCall(UUID id) {
      return alsoInCall != null && alsoInCall.contains(id);
    }
  }

  private WriteRules() {}

  /** Refuses what PostgreSQL cannot store or nobody should read. */
  static void checkStorable(Body body) {
    switch (body) {
      case Body.Message message -> lines(message.text());
      case Body.Note note -> lines(note.text());
      case Body.File file -> {
        var _ = PlainText.line(file.name(), FILE_NAME_CHARS);
        if (file.file() == null || file.contentType() == null || file.size() < 1) {
          throw new IllegalArgumentException("a file with id, type and size is expected");
        }
      }
      case Body.Event event -> {
        lines(event.event());
        lines(event.name() == null ? "-" : event.name());
        lines(event.detail() == null ? "-" : event.detail());
      }
      case Body.Erased _ ->
          throw new IllegalArgumentException("nothing is written as erased: it becomes so");
    }
  }

  /** Refuses what this kind of writer never writes. */
  static void checkWriter(Writer writer, Body body) {
    boolean fits =
        switch (body) {
          case Body.Message _ -> !(writer instanceof Writer.Server);
          case Body.File _ -> writer instanceof Writer.Citizen || writer instanceof Writer.Operator;
          case Body.Note _ -> writer instanceof Writer.Operator;
          case Body.Event _ -> writer instanceof Writer.Server;
          case Body.Erased _ -> false;
        };
    if (!fits) {
      throw new IllegalArgumentException("this writer does not write this");
    }
  }

  /** Why the writer may not write this now; empty when it may. */
  static Optional<Appended.Reason> refusal(Writer writer, Body body, Row row) {
    return switch (writer) {
      case Writer.Citizen citizen ->
          verdict(citizen.id().value().equals(row.citizenId()), CITIZEN_WRITES, row);
      case Writer.Operator operator when row.isInCall(operator.id().value()) ->
          verdict(true, OPERATOR_WRITES, row);
      case Writer.Guest guest -> verdict(row.isInCall(guest.id().value()), OPERATOR_WRITES, row);
      case Writer.Operator operator ->
          verdict(
              operator.id().value().equals(row.operatorId()),
              body instanceof Body.Note ? OPERATOR_NOTES : OPERATOR_WRITES,
              row);
      case Writer.Server _ -> Optional.empty();
    };
  }

  private static Optional<Appended.Reason> verdict(boolean takesPart, Set<String> states, Row row) {
    if (!takesPart) {
      return Optional.of(Appended.Reason.NOT_FOUND);
    }
    return states.contains(row.state())
        ? Optional.empty()
        : Optional.of(Appended.Reason.WRONG_STATE);
  }

  private static void lines(String text) {
    var _ = PlainText.lines(text, PlainText.MESSAGE_CHARS);
  }
}
