package org.indiretta.consultation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.indiretta.identity.CallId;
import org.indiretta.identity.MemberId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.CallQuality;
import org.indiretta.protocol.CallView.CallEnd;
import org.indiretta.protocol.CallView.CallProvider;
import org.indiretta.transcript.Writer;

/**
 * A call of a consultation: each state offers only its legal moves. What becomes of it is decided
 * under the lock of the consultation's row.
 *
 * <pre>
 *  proposed ─▶ PROPOSED ── accepted ──▶ RUNNING ◀─┐ joined, away, media, mode
 *                 │                      │   └────┘
 *                 │ declined, withdrawn, │ left, lost, failed, too long
 *                 │ unanswered           ▼
 *                 └───────────────────▶ ENDED
 * </pre>
 *
 * Both end too when the operator changes or the consultation ends.
 */
sealed interface Call {
  /** The most members; there are as many peer connections between them as pairs. */
  int MEMBERS = 4;

  CallId id();

  /** Counts the changes, so that of two pictures of a call the newer is known. */
  int version();

  /** TALK or SHOW. */
  Mode mode();

  Proposal proposal();

  /**
   * Who wants to call, since when, and where it would be.
   *
   * @param room its room at Jitsi; null for a call that the browsers carry
   */
  record Proposal(Writer by, Instant at, JitsiRoom room) {
    /** Of a call that the browsers carry. */
    Proposal(Writer by, Instant at) {
      this(by, at, null);
    }
  }

  /** Who carries the media. */
  default CallProvider provider() {
    return proposal().room() == null ? CallProvider.PEERS : CallProvider.JITSI;
  }

  /** The other side has not answered. */
  record Proposed(CallId id, int version, Mode mode, Proposal proposal) implements Call {
    Proposed inMode(Mode next) {
      return new Proposed(id, version + 1, next, proposal);
    }

    /**
     * The other side accepts; nothing when it is the proposer's own answer.
     *
     * @param mine the place of who proposed, {@code other} of who accepts
     */
    Optional<Running> accepted(Writer by, MemberId mine, MemberId other, Instant at) {
      return by.equals(proposal.by())
          ? Optional.empty()
          : Optional.of(
              new Running(
                  id,
                  version + 1,
                  mode,
                  proposal,
                  at,
                  List.of(
                      CallMember.expected(mine, proposal.by(), at),
                      CallMember.expected(other, by, at))));
    }

    Ended ended(CallEnd reason, Instant at) {
      return new Ended(id, version + 1, mode, proposal, null, List.of(), reason, at);
    }

    /** Whether nobody answered in time. */
    boolean unanswered(Instant now, Duration answer) {
      return !now.isBefore(proposal.at().plus(answer));
    }
  }

  /** Accepted. */
  record Running(
      CallId id,
      int version,
      Mode mode,
      Proposal proposal,
      Instant startedAt,
      List<CallMember> members)
      implements Call {
    public Running {
      members = List.copyOf(members);
    }

    Running inMode(Mode next) {
      return new Running(id, version + 1, next, proposal, startedAt, members);
    }

    Optional<CallMember> member(Writer who) {
      return members.stream().filter(member -> member.who().equals(who)).findFirst();
    }

    /** The place of a member of staff, the owner's too. */
    Optional<CallMember> member(OperatorId operator) {
      return member(new Writer.Operator(operator));
    }

    Optional<CallMember> member(MemberId id) {
      return members.stream().filter(member -> member.id().equals(id)).findFirst();
    }

    Optional<CallMember> at(PeerId peer) {
      return members.stream().filter(member -> member.isAt(peer)).findFirst();
    }

    /** This one with one member changed. */
    Running with(CallMember before, UnaryOperator<CallMember> change) {
      List<CallMember> next = new ArrayList<>(members);
      next.replaceAll(member -> member.equals(before) ? change.apply(member) : member);
      return new Running(id, version + 1, mode, proposal, startedAt, next);
    }

    /** From browser to browser from now on: every member is waited for. */
    Running amongPeers(Instant at) {
      return new Running(
          id,
          version + 1,
          mode,
          new Proposal(proposal.by(), proposal.at()),
          startedAt,
          members.stream().map(member -> member.gone(at)).toList());
    }

    boolean isFull() {
      return members.size() >= MEMBERS;
    }

    /** With one more, who was asked in. */
    Running with(CallMember invited) {
      List<CallMember> next = new ArrayList<>(members);
      next.add(invited);
      return new Running(id, version + 1, mode, proposal, startedAt, next);
    }

    /** Without a member; without the citizen or the owner there is no call (C8). */
    Call left(CallMember gone, CallEnd reason, Instant at) {
      return gone.role().isMain() ? ended(reason, at) : without(List.of(gone));
    }

    /** Without these, who are neither the citizen nor the owner. */
    Running without(List<CallMember> gone) {
      List<CallMember> rest = new ArrayList<>(members);
      rest.removeAll(gone);
      return new Running(id, version + 1, mode, proposal, startedAt, rest);
    }

    Ended ended(CallEnd reason, Instant at) {
      return new Ended(id, version + 1, mode, proposal, startedAt, members, reason, at);
    }

    /** Why it ends by itself now; nothing while it goes on. */
    Optional<CallEnd> over(Instant now, Duration rejoin, Duration longest) {
      if (!now.isBefore(startedAt.plus(longest))) {
        return Optional.of(CallEnd.TOO_LONG);
      }
      boolean lost =
          members.stream()
              .filter(member -> member.role().isMain())
              .anyMatch(member -> isLost(member, now, rejoin));
      return lost ? Optional.of(CallEnd.LOST) : Optional.empty();
    }

    /**
     * Who goes by themselves now: beside the citizen and the owner those who are away for {@code
     * rejoin}, and staff who did not answer the invitation within {@code answer}. A guest's place
     * is kept for the link until the call ends.
     */
    List<CallMember> goneBy(Instant now, Duration rejoin, Duration answer) {
      return members.stream()
          .filter(member -> !member.role().isMain())
          .filter(
              member ->
                  member.isInvited()
                      ? !member.role().isGuest()
                          && !now.isBefore(member.coming().invitedAt().plus(answer))
                      : isLost(member, now, rejoin))
          .toList();
    }

    private static boolean isLost(CallMember member, Instant now, Duration rejoin) {
      Instant since = member.seat().awaySince();
      return since != null && !now.isBefore(since.plus(rejoin));
    }
  }

  /**
   * Over.
   *
   * @param startedAt null when it was never accepted
   * @param members who was in it at the end
   */
  record Ended(
      CallId id,
      int version,
      Mode mode,
      Proposal proposal,
      Instant startedAt,
      List<CallMember> members,
      CallEnd reason,
      Instant endedAt)
      implements Call {
    public Ended {
      members = List.copyOf(members);
    }

    /** Whole seconds since it was accepted; 0 when it never was. */
    long seconds() {
      return startedAt == null ? 0 : Duration.between(startedAt, endedAt).toSeconds();
    }

    /** As the worse of all sides saw it; null when nobody reported. */
    CallQuality quality() {
      return members.stream().map(CallMember::quality).reduce(null, CallMember::worse);
    }
  }
}
