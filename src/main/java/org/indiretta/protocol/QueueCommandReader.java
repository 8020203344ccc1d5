package org.indiretta.protocol;

import org.indiretta.identity.ConsultationId;
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
      default -> null;
    };
  }

  private static ConsultationId consultation(Fields in) throws Unreadable {
    return CommandReader.value(in, "consultation", ConsultationId::of);
  }
}
