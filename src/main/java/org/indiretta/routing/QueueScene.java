package org.indiretta.routing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.indiretta.directory.Capacity;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;

/**
 * All that an expected wait depends on, at one moment.
 *
 * @param queue in the order of service
 * @param operators who are there, or say when they will be back
 * @param arrivalsPerS how many came lately in a second, by kind; they may take room that somebody
 *     who needs all of an operator waits for
 * @param offered the topics that can be asked for, with their chains and modes
 */
public record QueueScene(
    Instant now,
    List<QueuedConsultation> queue,
    List<Server> operators,
    List<Offered> offered,
    Durations durations,
    Map<WaitEstimate.Kind, Double> arrivalsPerS) {

  /**
   * Somebody who serves.
   *
   * @param held what they work on
   * @param backAt when a pause of theirs ends; null for who is there
   */
  public record Server(
      OperatorId id,
      Map<TopicId, Integer> levels,
      Capacity capacity,
      List<Held> held,
      Instant backAt) {}

  /**
   * A consultation that somebody works on.
   *
   * @param since when they answered it
   */
  public record Held(ConsultationId id, TopicId topic, Mode mode, Instant since) {}

  /** A topic that can be asked for. */
  public record Offered(TopicId topic, List<Mode> modes, Chain chain) {}
}
