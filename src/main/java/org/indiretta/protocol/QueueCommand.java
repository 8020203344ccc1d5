package org.indiretta.protocol;

import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.PlainText;
import org.indiretta.identity.Telephone;
import org.indiretta.identity.TopicId;

/** What is asked about the queue and the places in it. */
public sealed interface QueueCommand extends Command {
  /**
   * While it waits: the same question under another topic of the site that offers its mode. The
   * time of arrival and the lane are kept; an offer that waits for its answer is withdrawn. Refused
   * as a start would be: NOBODY_THERE, FULL.
   */
  record ChangeTopic(String id, ConsultationId consultation, TopicId topic)
      implements QueueCommand {
    public ChangeTopic {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
      Checks.present(topic, "topic");
    }
  }

  /**
   * Staff who go give all their active consultations back: each is first in its queue at once, and
   * its citizen is told. They are OFFLINE from then on.
   */
  record HandBack(String id) implements QueueCommand {
    public HandBack {
      Checks.commandId(id);
    }
  }

  /**
   * The citizen wants to be called when the turn comes, and keeps the place; asked again it
   * replaces what was said before.
   *
   * @param telephone where to; null: the page stays open
   */
  record KeepPlace(String id, ConsultationId consultation, Telephone telephone)
      implements QueueCommand {
    public KeepPlace {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
    }
  }

  /** Asks to which topics the own consultation could be passed now. */
  record ListTransfers(String id, ConsultationId consultation) implements QueueCommand {
    public ListTransfers {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
    }
  }

  /**
   * Passes the own consultation to a topic: its operators are asked one after the other, and the
   * own one stays until one of them accepts. Taken back by {@link Command.CancelHandOver}.
   *
   * @param note for the colleague; may be null
   */
  record TransferToTopic(String id, ConsultationId consultation, TopicId topic, String note)
      implements QueueCommand {
    public TransferToTopic {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
      Checks.present(topic, "topic");
      if (note != null) {
        Checks.lines(note, PlainText.MESSAGE_CHARS, "note");
      }
    }
  }

  /**
   * Makes a code with which a citizen on the telephone lands with this operator; the one before is
   * void.
   *
   * @param topic what it is about; null: what this operator knows best
   */
  record MakeJoinCode(String id, TopicId topic) implements QueueCommand {
    public MakeJoinCode {
      Checks.commandId(id);
    }
  }
}
