package org.indiretta.protocol;

import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.TopicId;

/** What is asked about the queue and the places in it. */
public sealed interface QueueCommand extends Command
    permits QueueCommand.ChangeTopic, QueueCommand.HandBack {
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
}
