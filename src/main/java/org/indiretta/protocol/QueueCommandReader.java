package org.indiretta.protocol;

import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Telephone;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.Fields.Unreadable;

/** The part of {@link CommandReader} for the queue. */
final class QueueCommandReader {
  private QueueCommandReader() {}

  /** The command of this type; null when it is none of these. */
  static Command command(String type, String id, Fields in) throws Unreadable {
    return switch (type) {
      case "changeTopic" ->
          new QueueCommand.ChangeTopic(
              id, consultation(in), CommandReader.value(in, "topic", TopicId::new));
      case "handBack" -> new QueueCommand.HandBack(id);
      case "keepPlace" ->
          new QueueCommand.KeepPlace(
              id,
              consultation(in),
              in.has("telephone") ? CommandReader.value(in, "telephone", Telephone::new) : null);
      case "listTransfers" -> new QueueCommand.ListTransfers(id, consultation(in));
      case "transferToTopic" ->
          new QueueCommand.TransferToTopic(
              id,
              consultation(in),
              CommandReader.value(in, "topic", TopicId::new),
              in.textOrNull("note"));
      case "makeJoinCode" ->
          new QueueCommand.MakeJoinCode(
              id, in.has("topic") ? CommandReader.value(in, "topic", TopicId::new) : null);
      default -> null;
    };
  }

  private static ConsultationId consultation(Fields in) throws Unreadable {
    return CommandReader.value(in, "consultation", ConsultationId::of);
  }
}
