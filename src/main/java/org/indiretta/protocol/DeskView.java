package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.indiretta.identity.CallId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;
import org.indiretta.identity.TopicId;

/**
 * What an operator works with: who waits, the own consultations, the colleagues.
 *
 * @param me the own presence
 * @param waiting those waiting, in the order of service, at most {@link #WAITING_SHOWN}
 * @param waitingInAll how many wait in all
 * @param own the consultations this person owns or is offered (state OFFERED), and hand-overs to
 *     answer
 * @param callInvitations the calls of others that this person is asked into, or is in
 * @param joined which of {@code own} are another's, which this person joined openly
 */
public record DeskView(
    Presence me,
    List<Waiting> waiting,
    int waitingInAll,
    List<ConsultationView> own,
    List<Colleague> colleagues,
    List<CallInvitation> callInvitations,
    List<ConsultationId> joined) {
  /** The most waiting consultations a desk lists. */
  public static final int WAITING_SHOWN = 200;

  /**
   * A person's presence and since when.
   *
   * @param until when who is AWAY expects to be back; null when they did not say
   * @param wrapUpUntil until when they complete a consultation and are asked for none; null for
   *     never
   * @param stillThere "still there?" is asked, and an answer is expected by then; null when it is
   *     not asked
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Presence(
      PresenceState state,
      AwayReason reason,
      Instant since,
      Instant until,
      Instant wrapUpUntil,
      Instant stillThere) {}

  /**
   * A waiting consultation.
   *
   * @param serves whether this operator serves the topic
   * @param question the first message; only for topics this operator serves
   * @param offeredTo to whom it is offered now; null when to nobody
   * @param offerExpiresAt when the offer ends; null without a countdown
   * @param heldFor for whom the place is held until {@code heldUntil}
   * @param callBack the citizen is to be called; the number only for topics this operator serves
   * @param earlier the case the citizen comes back for
   * @param noAnswerFrom who was asked last by a notice, being on call, and did not answer in time
   *     (RT45); null when nobody was
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Waiting(
      ConsultationId id,
      Reference reference,
      TopicId topic,
      Mode mode,
      Lane lane,
      Language language,
      Instant waitingSince,
      boolean serves,
      String question,
      String name,
      OperatorId offeredTo,
      Instant offerExpiresAt,
      OperatorId heldFor,
      Instant heldUntil,
      ConsultationView.CallBack callBack,
      ConsultationView.Earlier earlier,
      OperatorId noAnswerFrom) {}

  /**
   * A colleague and whether a hand-over to them makes sense now.
   *
   * @param until when who is AWAY expects to be back; null when they did not say
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Colleague(
      OperatorId id,
      String firstName,
      String lastName,
      String office,
      PresenceState state,
      AwayReason reason,
      Instant since,
      Instant until,
      int open) {}

  /**
   * A call of somebody else's consultation that this person is asked into, or is in.
   *
   * @param by the first name of the operator who asks
   * @param at when they asked
   * @param joined whether this person is in it: after a reload they join again
   */
  public record CallInvitation(
      ConsultationId consultation,
      CallId call,
      Reference reference,
      TopicId topic,
      Mode mode,
      String by,
      Instant at,
      boolean joined) {}
}
