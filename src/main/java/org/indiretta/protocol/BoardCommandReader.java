package org.indiretta.protocol;

import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.Fields.Unreadable;

/** The part of {@link CommandReader} for the board. */
final class BoardCommandReader {
  private BoardCommandReader() {}

  /** The command of this type; null when it is none of these. */
  static Command command(String type, String id, Fields in) throws Unreadable {
    return switch (type) {
      case "watchBoard" -> new BoardCommand.WatchBoard(id);
      case "unwatchBoard" -> new BoardCommand.UnwatchBoard(id);
      case "reassign" -> new BoardCommand.Reassign(id, consultation(in), operator(in, "to"));
      case "pick" -> new BoardCommand.Pick(id, consultation(in));
      case "joinOpenly" -> new BoardCommand.JoinOpenly(id, consultation(in));
      case "leaveOpenly" -> new BoardCommand.LeaveOpenly(id, consultation(in));
      case "endPause" -> new BoardCommand.EndPause(id, operator(in, "operator"));
      case "showPersonFigures" -> new BoardCommand.ShowPersonFigures(id, in.flag("on"));
      default -> null;
    };
  }

  private static ConsultationId consultation(Fields in) throws Unreadable {
    return CommandReader.value(in, "consultation", ConsultationId::of);
  }

  private static OperatorId operator(Fields in, String field) throws Unreadable {
    return CommandReader.value(in, field, OperatorId::of);
  }
}
