package org.indiretta.consultation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.indiretta.consultation.CallMember.Media;
import org.indiretta.consultation.CallStep.Decision;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Topic;
import org.indiretta.identity.CallId;
import org.indiretta.identity.MemberId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CallView.CallEnd;
import org.indiretta.protocol.CallView.CallProvider;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.telemetry.Clock;
import org.indiretta.transcript.Body;
import org.indiretta.transcript.Writer;

/**
 * Who may do what with a call now: pure decisions about a consultation as it stands under its lock.
 * Rules C1 to C10 and C17.
 */
final class CallRules {
  private final Directory directory;
  private final Clock clock;
  private final CallTimings timings;
  private final CallProvider provider;
  private final CallEvents events;
  private final CallPeople people;
  private final CallPeers peers;

  /**
   * @param provider who carries the calls to come
   */
  CallRules(Directory directory, Clock clock, CallTimings timings, CallProvider provider) {
    this.directory = directory;
    this.clock = clock;
    this.timings = timings;
    this.provider = provider;
    this.events = new CallEvents(directory, clock);
    this.people = new CallPeople(directory, clock, events);
    this.peers = new CallPeers(clock, events);
  }

  /** Those about a browser in the call. */
  CallPeers peers() {
    return peers;
  }

  /** Those about who comes and goes. */
  CallPeople people() {
    return people;
  }

  // ── commands ──────────────────────────────────────────────────────────────────────────────────

  Decision propose(Principal principal, Consultation of, Mode mode) {
    return CallAccess.asSide(
        principal,
        of,
        me -> {
          if (!directory.topic(of.topic()).map(Topic::modes).orElse(Set.of()).contains(mode)) {
            return new Decision.Refuse(ErrorCode.FORBIDDEN, "the topic does not offer this mode");
          }
          return switch (of.call()) {
            case null -> go(of, new Call.Proposed(CallId.next(), 1, mode, proposal(me)));
            case Call.Proposed call when !call.proposal().by().equals(me) ->
                CallAccess.wrongState("a call is proposed to you: answer it");
            case Call.Proposed call ->
                call.mode() == mode ? new Decision.Stay() : go(of, call.inMode(mode));
            case Call.Running call ->
                call.mode() == mode
                    ? new Decision.Stay()
                    : new Decision.Go(
                        new CallStep(call.inMode(mode), mode, of.liveText(), List.of(), true));
            case Call.Ended _ -> CallAccess.wrongState("the call has ended");
          };
        });
  }

  Decision answer(Principal principal, Consultation of, CallCommand.AnswerCall command) {
    return CallAccess.withCall(
        principal,
        of,
        command.call(),
        (me, open) ->
            switch (open) {
              case Call.Proposed call when call.proposal().by().equals(me) ->
                  CallAccess.wrongState("nobody answers the own proposal");
              case Call.Proposed call -> command.accept() ? accepted(me, of, call) : declined(call);
              case Call.Running _ ->
                  command.accept()
                      ? new Decision.Stay()
                      : CallAccess.wrongState("it is running: leave it");
              case Call.Ended _ -> CallAccess.wrongState("the call has ended");
            });
  }

  private Decision accepted(Writer me, Consultation of, Call.Proposed call) {
    return call.accepted(me, MemberId.next(), MemberId.next(), clock.now())
        .<Decision>map(
            running ->
                new Decision.Go(
                    new CallStep(
                        running, call.mode(), of.liveText(), List.of(events.started(call)), true)))
        .orElseGet(() -> CallAccess.wrongState("nobody answers the own proposal"));
  }

  private Decision declined(Call.Proposed call) {
    return new Decision.Go(ended(call.ended(CallEnd.DECLINED, clock.now())));
  }

  Decision leave(Principal principal, Consultation of, CallCommand.LeaveCall command) {
    CallEnd reason =
        switch (command.reason()) {
          case HUNG_UP -> CallEnd.HUNG_UP;
          case DEVICE, FAILED -> CallEnd.FAILED;
        };
    return CallAccess.withCall(
        principal,
        of,
        command.call(),
        (me, open) ->
            switch (open) {
              case Call.Proposed call ->
                  call.proposal().by().equals(me)
                      ? new Decision.Go(ended(call.ended(CallEnd.WITHDRAWN, clock.now())))
                      : CallAccess.wrongState("it is proposed to you: answer it");
              case Call.Running call ->
                  call.member(me)
                      .<Decision>map(
                          mine -> new Decision.Go(people.left(of, call, mine, reason, this)))
                      .orElseGet(() -> CallAccess.wrongState("you are not in it"));
              case Call.Ended _ -> CallAccess.wrongState("the call has ended");
            });
  }

  /** In a running call everybody in it; in plain writing the citizen's alone to switch on. */
  Decision liveText(Principal principal, Consultation of, boolean on) {
    return CallAccess.asParticipant(
        principal,
        of,
        me -> {
          if (CallAccess.member(principal, of).filter(CallMember::isInvited).isPresent()) {
            return CallAccess.wrongState("join the call first");
          }
          boolean mayNot =
              on && me instanceof Writer.Operator && !(of.call() instanceof Call.Running);
          if (mayNot) {
            return new Decision.Refuse(ErrorCode.FORBIDDEN, "only the citizen switches this on");
          }
          return of.liveText() == on
              ? new Decision.Stay()
              : new Decision.Go(new CallStep(of.call(), of.mode(), on, List.of(), false));
        });
  }

  /** The way back when Jitsi does not load (C17): everybody joins again, and nothing is shown. */
  Decision useOwn(Principal principal, Consultation of, CallId id) {
    return CallAccess.asSide(
        principal,
        of,
        me -> CallAccess.withRunning(principal, of, id, (call, mine) -> amongPeers(of, call)));
  }

  private Decision amongPeers(Consultation of, Call.Running call) {
    if (call.provider() == CallProvider.PEERS) {
      return new Decision.Stay();
    }
    List<Body.Event> shares = new ArrayList<>();
    call.members().forEach(member -> shares.addAll(List.of(events.ofShares(member, Media.NONE))));
    return new Decision.Go(
        new CallStep(call.amongPeers(clock.now()), of.mode(), of.liveText(), shares, true));
  }

  // ── by itself ─────────────────────────────────────────────────────────────────────────────────

  /** What its time brings. */
  Decision due(Consultation of) {
    Instant now = clock.now();
    return switch (of.call()) {
      case Call.Proposed call when call.unanswered(now, timings.answer()) ->
          new Decision.Go(ended(call.ended(CallEnd.UNANSWERED, now)));
      case Call.Running call ->
          call.over(now, timings.rejoin(), timings.longest())
              .<Decision>map(why -> new Decision.Go(ended(call.ended(why, now))))
              .orElseGet(() -> rest(of, call, now));
      case null, default -> new Decision.Stay();
    };
  }

  private Decision rest(Consultation of, Call.Running call, Instant now) {
    List<CallMember> gone = call.goneBy(now, timings.rejoin(), timings.answer());
    return gone.isEmpty() ? new Decision.Stay() : new Decision.Go(people.without(of, call, gone));
  }

  /**
   * How a call ends by a move of its consultation; null when it goes on. The operator's end reads
   * as hanging up: the citizen is told of the end only once it can no longer be taken back.
   */
  static CallEnd endedBy(State from, State to) {
    if (!(from instanceof State.Active was)) {
      return null;
    }
    return switch (to) {
      case State.Active is -> is.owner().equals(was.owner()) ? null : CallEnd.HANDED_OVER;
      case State.WrapUp _ -> CallEnd.HUNG_UP;
      case State.Waiting _ -> CallEnd.LOST;
      case State.Closed _, State.Offered _, State.Abandoned _, State.Refused _ ->
          CallEnd.CONSULTATION_ENDED;
    };
  }

  /** Whether an operator comes to the consultation by a move: a call is proposed to them (C3). */
  static boolean operatorComes(State from, State to) {
    return to instanceof State.Active is
        && !(from instanceof State.WrapUp)
        && !is.owner().equals(from.owner());
  }

  /** The citizen's proposal to the operator who comes. */
  Call.Proposed proposedAnew(Consultation of, Mode mode) {
    return new Call.Proposed(CallId.next(), 1, mode, proposal(new Writer.Citizen(of.citizen())));
  }

  /** The end of a call; the consultation is written again, and real-time text is off. */
  CallStep ended(Call.Ended call) {
    return new CallStep(call, Mode.WRITE, false, events.ofEnd(call), true);
  }

  // ── shared ────────────────────────────────────────────────────────────────────────────────────

  private Call.Proposal proposal(Writer by) {
    JitsiRoom room = provider == CallProvider.JITSI ? JitsiRoom.next() : null;
    return new Call.Proposal(by, clock.now(), room);
  }

  private static Decision go(Consultation of, Call next) {
    return new Decision.Go(CallStep.to(of, next));
  }
}
