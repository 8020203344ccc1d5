package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.FileId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;
import org.indiretta.identity.Telephone;
import org.indiretta.identity.TopicId;

/**
 * A consultation as its participant may see it. What does not apply is absent.
 *
 * @param ahead how many are served before this one, while WAITING or OFFERED
 * @param expectedWait {@code wait} on the wire: how long until an answer, while WAITING or OFFERED;
 *     null while nobody can say
 * @param roseBecause why {@code ahead} is higher than it was; null when it is not
 * @param operator who answers, from ACTIVE on
 * @param citizen about the citizen; staff only
 * @param lastSeq the newest entry's place
 * @param readByCitizen the newest place the citizen saw
 * @param readByStaff the newest place the operator saw
 * @param undoUntil until when the end can be undone; staff only. The citizen sees ACTIVE until then
 * @param heldUntil until when the place is held for the same operator after a lost link
 * @param reopenUntil until when the citizen may reopen
 * @param readableUntil until when the citizen's token reads the transcript (24 h after the end)
 * @param handOver a hand-over that waits for its answer; staff only
 * @param call the call that is proposed or running; null when there is none
 * @param callBack the citizen keeps the place and wants to be called; null otherwise
 * @param earlier the case the citizen comes back for; staff only
 * @param liveText true while real-time text is switched on; null otherwise
 * @param backShortly true while it waits and who could take it has not answered for a while: the
 *     colleague will be back shortly; null otherwise
 * @param closing while it waits, from 5 min before closing on; the citizen's only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsultationView(
    ConsultationId id,
    Reference reference,
    TopicId topic,
    Mode mode,
    ConsultationState state,
    Lane lane,
    Language language,
    Instant startedAt,
    Instant waitingSince,
    Integer ahead,
    @JsonProperty("wait") WaitRange expectedWait,
    RoseBecause roseBecause,
    OperatorCard operator,
    CitizenCard citizen,
    long lastSeq,
    long readByCitizen,
    long readByStaff,
    Outcome outcome,
    Instant endedAt,
    Instant undoUntil,
    Instant heldUntil,
    Instant reopenUntil,
    Instant readableUntil,
    Integer rating,
    HandOver handOver,
    CallView call,
    Boolean liveText,
    Boolean backShortly,
    CallBack callBack,
    Earlier earlier,
    Closing closing) {

  /**
   * This view without what has a push of its own or is every server's own estimate: the newest
   * entry, what was read, the call, real-time text, the place in the queue and what is said to who
   * waits there. Two views that are equal without these need no {@link Push.ConsultationChanged}.
   */
  public ConsultationView bare() {
    return new ConsultationView(
        id,
        reference,
        topic,
        mode,
        state,
        lane,
        language,
        startedAt,
        waitingSince,
        null,
        null,
        null,
        operator,
        citizen,
        0,
        0,
        0,
        outcome,
        endedAt,
        undoUntil,
        heldUntil,
        reopenUntil,
        readableUntil,
        rating,
        handOver,
        null,
        null,
        null,
        callBack,
        earlier,
        null);
  }

  /**
   * It closes soon, or has closed.
   *
   * @param served whether the turn of this one is expected to come in time
   * @param opensAt when one can start again; null when that is not known
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Closing(Instant at, boolean served, Instant opensAt) {}

  /** What a citizen sees of the operator. {@code photo} only by the operator's own choice. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record OperatorCard(OperatorId id, String firstName, String office, FileId photo) {}

  /**
   * What staff see of the citizen.
   *
   * @param name what the citizen wants to be called
   * @param saysToBe what the page said in {@code identify}; not proven
   * @param page origin and path of the portal page
   * @param connected whether a browser of the citizen is connected now
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CitizenCard(String name, String saysToBe, Page page, boolean connected) {}

  /**
   * A hand-over that waits for its answer.
   *
   * @param to who is asked now; null while nobody of the topic is
   * @param topic whose operators are asked one after the other; null: only this colleague is
   * @param expiresAt when the next one is asked; null without a countdown
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record HandOver(
      OperatorCard from,
      OperatorCard to,
      TopicId topic,
      String note,
      Instant offeredAt,
      Instant expiresAt) {}

  /**
   * A citizen who is called when the turn comes.
   *
   * @param telephone where to; null: the page is open
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CallBack(Telephone telephone) {}

  /** The case that a citizen comes back for with a return code. */
  public record Earlier(ConsultationId id, Reference reference) {}
}
