package org.indiretta.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.transcript.AppendQueue.Offered;
import org.junit.jupiter.api.Test;

/** What waits for a retry (W15), and that the retry itself never waits for it (P3). */
class AppendQueueTest {
  private static final Appended AWAY = new Appended.Refused(Appended.Reason.UNAVAILABLE);
  private static final Appended WRITTEN = new Appended.Committed(1, Instant.EPOCH, false);

  private final AppendQueue queue = new AppendQueue(AppendLimits.DEFAULT);
  private final ConsultationId consultation = ConsultationId.next();
  private final CitizenId citizen = CitizenId.next();

  /** Its commit took longer than an answer may take; its sender begins with the oldest again. */
  @Test
  void p3_theRetryOfWhatWasCommittedLateIsTakenAtOnce() {
    Pending late = underWay("c1", "a");
    assertThat(queue.answered(late, AWAY)).isTrue();
    assertThat(offer("c1", "b")).isEqualTo(Offered.TOO_EARLY);
    assertThat(queue.answered(late, WRITTEN)).isFalse();

    assertThat(offer("c1", "a")).isEqualTo(Offered.QUEUED);
    assertThat(offer("c1", "b")).isEqualTo(Offered.QUEUED);
  }

  @Test
  void whatWasCommittedLateIsWaitedForByNoConnectionByWhichItCame() {
    Pending late = underWay("c1", "a");
    assertThat(offer("c2", "a")).isEqualTo(Offered.JOINED);
    assertThat(queue.answered(late, AWAY)).isTrue();
    assertThat(queue.answered(late, WRITTEN)).isFalse();

    assertThat(offer("c1", "b")).isEqualTo(Offered.QUEUED);
    assertThat(offer("c2", "c")).isEqualTo(Offered.QUEUED);
  }

  /** Another tab of the same person wrote it: its retry here is answered from memory. */
  @Test
  void whatAnotherConnectionWroteIsWaitedForUntilItsRetryComes() {
    Pending first = underWay("c1", "a");
    assertThat(queue.answered(first, AWAY)).isTrue();
    assertThat(queue.batchEnded(List.of(first), List.of())).isEmpty();
    assertThat(queue.answered(underWay("c2", "a"), WRITTEN)).isTrue();
    assertThat(offer("c1", "b")).isEqualTo(Offered.TOO_EARLY);

    assertThat(queue.told(pending("c1", "a"))).isNotNull();
    assertThat(offer("c1", "b")).isEqualTo(Offered.QUEUED);
  }

  private Pending underWay(String connection, String id) {
    Pending pending = pending(connection, id);
    assertThat(queue.offer(pending)).isEqualTo(Offered.QUEUED);
    assertThat(queue.takeBatch()).containsExactly(pending);
    return pending;
  }

  private Offered offer(String connection, String id) {
    return queue.offer(pending(connection, id));
  }

  private Pending pending(String connection, String id) {
    Append append =
        new Append(
            consultation,
            new Writer.Citizen(citizen),
            new ClientMessageId(id),
            new Body.Message("Ecco"));
    return new Pending(append, connection, null, System.nanoTime());
  }
}
