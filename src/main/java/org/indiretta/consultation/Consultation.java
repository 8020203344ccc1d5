package org.indiretta.consultation;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Reference;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.Page;
import org.indiretta.transcript.Writer;

/**
 * A consultation as it was read.
 *
 * @param question the first message, for the waiting list; null once erased
 * @param citizen who asks
 * @param about what is known of the citizen
 * @param read who saw how much
 * @param rating 1 to 5; null for none
 * @param call the one that has not ended; null for none
 * @param liveText whether real-time text is switched on
 * @param joined which supervisors joined it openly, in the order in which they came
 */
record Consultation(
    ConsultationId id,
    SiteId site,
    TopicId topic,
    Reference reference,
    Mode mode,
    Language language,
    String question,
    State state,
    Instant startedAt,
    CitizenId citizen,
    About about,
    long lastSeq,
    Read read,
    Integer rating,
    Call call,
    boolean liveText,
    List<OperatorId> joined) {

  /**
   * @param name what the citizen wants to be called; may be null
   * @param saysToBe what the page said; not proven; may be null
   * @param page where the citizen is; may be null
   * @param goneAt since when no browser of theirs is connected; null while one is
   * @param goneIn in which mode they were then; null while one is
   * @param callBack how they want to be called; null when they wait themselves
   * @param earlier the case they come back for; null for none
   */
  record About(
      String name,
      String saysToBe,
      Page page,
      Instant goneAt,
      Mode goneIn,
      CallBack callBack,
      Earlier earlier) {
    /** Whether they are called by telephone, and so need no browser. */
    boolean hasTelephone() {
      return callBack != null && callBack.telephone() != null;
    }
  }

  /** A consultation that ended to be completed. */
  record Earlier(ConsultationId id, Reference reference) {}

  /** The newest places seen by each side. */
  record Read(long byCitizen, long byStaff) {}

  /** This one after a move; who joined openly stays while it is answered, but as its owner. */
  Consultation moved(State to, long seq) {
    List<OperatorId> stay =
        to.owner() == null || to instanceof State.Closed
            ? List.of()
            : joined.stream().filter(one -> !one.equals(to.owner())).toList();
    return new Consultation(
        id, site, topic, reference, mode, language, question, to, startedAt, citizen, about, seq,
        read, rating, call, liveText, stay);
  }

  /** This one under another topic; null: it stays. */
  Consultation under(TopicId another) {
    return another == null
        ? this
        : new Consultation(
            id, site, another, reference, mode, language, question, state, startedAt, citizen,
            about, lastSeq, read, rating, call, liveText, joined);
  }

  /** This one after a step of its call. */
  Consultation calling(CallStep step) {
    Call open = step.next() instanceof Call.Ended ? null : step.next();
    return new Consultation(
        id,
        site,
        topic,
        reference,
        step.mode(),
        language,
        question,
        state,
        startedAt,
        citizen,
        about,
        lastSeq,
        read,
        rating,
        open,
        step.liveText(),
        joined);
  }

  /** This one once rated. */
  Consultation rated(int score) {
    return new Consultation(
        id, site, topic, reference, mode, language, question, state, startedAt, citizen, about,
        lastSeq, read, score, call, liveText, joined);
  }

  boolean isOf(Principal.Citizen asking) {
    return citizen.equals(asking.id());
  }

  boolean isOwnedBy(OperatorId operator) {
    return operator.equals(state.owner());
  }

  /** Whether a hand-over waits for this operator's answer. */
  boolean isHandedTo(OperatorId operator) {
    return state instanceof State.Active active
        && active.handOver() != null
        && operator.equals(active.handOver().to());
  }

  /** Whether this supervisor joined it openly. */
  boolean isJoinedBy(OperatorId operator) {
    return joined.contains(operator);
  }

  /**
   * Whether this principal may read it: the citizen, the owner, who is asked to take it over (they
   * must be able to decide), who joined it openly, and who is in the running call. Writing is
   * decided in the transcript room, under the row's lock.
   */
  boolean isReadableBy(Principal principal) {
    return switch (principal) {
      case Principal.Citizen asking -> isOf(asking);
      case Principal.Staff staff ->
          isOwnedBy(staff.id())
              || isHandedTo(staff.id())
              || isJoinedBy(staff.id())
              || isInCall(principal);
      case Principal.Guest _ -> isInCall(principal);
    };
  }

  private boolean isInCall(Principal principal) {
    return CallAccess.member(principal, this).filter(member -> !member.isInvited()).isPresent();
  }

  /** Asked into the running call, and not in it yet. */
  boolean isInvited(Principal principal) {
    return CallAccess.member(principal, this).filter(CallMember::isInvited).isPresent();
  }

  /** Whether guests are in the running call. */
  boolean hasGuests() {
    return call instanceof Call.Running running
        && running.members().stream().anyMatch(member -> member.role().isGuest());
  }

  /** The staff beside the owner who may receive it: asked to take over, joined, or in its call. */
  Set<OperatorId> otherStaff() {
    Set<OperatorId> others = new HashSet<>(joined);
    if (state instanceof State.Active active
        && active.handOver() != null
        && active.handOver().to() != null) {
      others.add(active.handOver().to());
    }
    if (call instanceof Call.Running running) {
      for (CallMember member : running.members()) {
        if (!member.isInvited() && member.who() instanceof Writer.Operator(OperatorId id)) {
          others.add(id);
        }
      }
    }
    others.remove(state.owner());
    return Set.copyOf(others);
  }
}
