package org.indiretta.consultation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.indiretta.consultation.CallMember.Media;
import org.indiretta.consultation.CallStep.Decision;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Operator;
import org.indiretta.directory.Topic;
import org.indiretta.identity.CallId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.PeerId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CallQuality;
import org.indiretta.protocol.CallView.CallEnd;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.telemetry.Clock;
import org.indiretta.transcript.Body;
import org.indiretta.transcript.Writer;

/**
 * Who may do what with a call now: pure decisions about a consultation as it stands under its lock.
 * Rules C1 to C10.
 */
final class CallRules {
  private final Directory directory;
  private final Clock clock;
  private final CallTimings timings;

  CallRules(Directory directory, Clock clock, CallTimings timings) {
    this.directory = directory;
    this.clock = clock;
    this.timings = timings;
  }

  // ── commands ──────────────────────────────────────────────────────────────────────────────────

  Decision propose(Principal principal, Consultation of, Mode mode) {
    return asParticipant(
        principal,
        of,
        me -> {
          if (!directory.topic(of.topic()).map(Topic::modes).orElse(Set.of()).contains(mode)) {
            return new Decision.Refuse(ErrorCode.FORBIDDEN, "the topic does not offer this mode");
          }
          return switch (of.call()) {
            case null -> go(of, new Call.Proposed(CallId.next(), 1, mode, proposal(me)));
            case Call.Proposed call when !call.proposal().by().equals(me) ->
                wrongState("a call is proposed to you: answer it");
            case Call.Proposed call ->
                call.mode() == mode ? new Decision.Stay() : go(of, call.inMode(mode));
            case Call.Running call ->
                call.mode() == mode
                    ? new Decision.Stay()
                    : new Decision.Go(
                        new CallStep(call.inMode(mode), mode, of.liveText(), List.of(), true));
            case Call.Ended _ -> wrongState("the call has ended");
          };
        });
  }

  Decision answer(Principal principal, Consultation of, CallCommand.AnswerCall command) {
    return withCall(
        principal,
        of,
        command.call(),
        (me, open) ->
            switch (open) {
              case Call.Proposed call when call.proposal().by().equals(me) ->
                  wrongState("nobody answers the own proposal");
              case Call.Proposed call ->
                  command.accept() ? accepted(me, of, call) : declined(of, call);
              case Call.Running _ ->
                  command.accept() ? new Decision.Stay() : wrongState("it is running: leave it");
              case Call.Ended _ -> wrongState("the call has ended");
            });
  }

  private Decision accepted(Writer me, Consultation of, Call.Proposed call) {
    Body.Event started =
        event(EventKind.CALL_STARTED, call.proposal().by(), call.mode().name(), null);
    return call.accepted(me, clock.now())
        .<Decision>map(
            running ->
                new Decision.Go(
                    new CallStep(running, call.mode(), of.liveText(), List.of(started), true)))
        .orElseGet(() -> wrongState("nobody answers the own proposal"));
  }

  private Decision declined(Consultation of, Call.Proposed call) {
    return new Decision.Go(ended(of, call.ended(CallEnd.DECLINED, clock.now())));
  }

  /** As a new browser, in the place of whatever browser of the same person was there. */
  Decision join(Principal principal, Consultation of, CallId id, PeerId peer) {
    return withRunning(
        principal,
        of,
        id,
        (call, mine) -> {
          Call next = call.with(mine, member -> member.joined(peer));
          return new Decision.Go(
              CallStep.to(of, next, shares(mine, Media.NONE).toArray(Body.Event[]::new)));
        });
  }

  Decision media(Principal principal, Consultation of, CallCommand.SetMedia command, PeerId peer) {
    return withPeer(
        principal,
        of,
        command.call(),
        peer,
        (call, mine) -> {
          Media before = mine.media();
          Media media =
              new Media(
                  command.microphone(),
                  since(before.cameraSince(), command.camera()),
                  since(before.screenSince(), command.screen()),
                  command.onHold());
          return media.equals(before)
              ? new Decision.Stay()
              : new Decision.Go(
                  CallStep.to(
                      of,
                      call.with(mine, member -> member.sending(media)),
                      shares(mine, media).toArray(Body.Event[]::new)));
        });
  }

  Decision report(
      Principal principal, Consultation of, CallCommand.ReportCall command, PeerId peer) {
    CallQuality quality =
        new CallQuality(command.lossPercent(), command.roundTripMs(), command.relayed());
    return withPeer(
        principal,
        of,
        command.call(),
        peer,
        (call, mine) ->
            new Decision.Go(
                new CallStep(
                    call.with(mine, member -> member.reported(quality, command.setUpMs())),
                    of.mode(),
                    of.liveText(),
                    List.of(),
                    false)));
  }

  Decision leave(Principal principal, Consultation of, CallCommand.LeaveCall command) {
    CallEnd reason =
        switch (command.reason()) {
          case HUNG_UP -> CallEnd.HUNG_UP;
          case DEVICE, FAILED -> CallEnd.FAILED;
        };
    return withCall(
        principal,
        of,
        command.call(),
        (me, open) ->
            switch (open) {
              case Call.Proposed call ->
                  call.proposal().by().equals(me)
                      ? new Decision.Go(ended(of, call.ended(CallEnd.WITHDRAWN, clock.now())))
                      : wrongState("it is proposed to you: answer it");
              case Call.Running call ->
                  call.member(me)
                      .map(mine -> left(of, call, mine, reason))
                      .orElseGet(() -> wrongState("you are not in it"));
              case Call.Ended _ -> wrongState("the call has ended");
            });
  }

  private Decision left(Consultation of, Call.Running call, CallMember mine, CallEnd reason) {
    return new Decision.Go(
        switch (call.left(mine, reason, clock.now())) {
          case Call.Ended end -> ended(of, end);
          case Call next ->
              CallStep.to(of, next, shares(mine, Media.NONE).toArray(Body.Event[]::new));
        });
  }

  /** In a running call either side; in plain writing the citizen's alone to switch on. */
  Decision liveText(Principal principal, Consultation of, boolean on) {
    return asParticipant(
        principal,
        of,
        me -> {
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

  // ── by itself ─────────────────────────────────────────────────────────────────────────────────

  /** The browser is gone; the place is kept for {@link CallTimings#rejoin}. */
  Decision gone(Consultation of, CallId id, PeerId peer) {
    if (!(of.call() instanceof Call.Running call) || !call.id().equals(id)) {
      return new Decision.Stay();
    }
    return call.at(peer)
        .<Decision>map(
            member ->
                new Decision.Go(
                    CallStep.to(
                        of,
                        call.with(member, m -> m.gone(clock.now())),
                        shares(member, Media.NONE).toArray(Body.Event[]::new))))
        .orElseGet(Decision.Stay::new);
  }

  /** What its time brings. */
  Decision due(Consultation of) {
    Instant now = clock.now();
    return switch (of.call()) {
      case Call.Proposed call when call.unanswered(now, timings.answer()) ->
          new Decision.Go(ended(of, call.ended(CallEnd.UNANSWERED, now)));
      case Call.Running call ->
          call.over(now, timings.rejoin(), timings.longest())
              .<Decision>map(why -> new Decision.Go(ended(of, call.ended(why, now))))
              .orElseGet(Decision.Stay::new);
      case null, default -> new Decision.Stay();
    };
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

  // ── what the transcript gets ──────────────────────────────────────────────────────────────────

  /** The end of a call; the consultation is written again, and real-time text is off. */
  CallStep ended(Consultation of, Call.Ended call) {
    return new CallStep(call, Mode.WRITE, false, endEvents(call), true);
  }

  /** What an end leaves: how a running call went, or that a proposed one was not wanted. */
  List<Body.Event> endEvents(Call.Ended call) {
    if (call.startedAt() == null) {
      return switch (call.reason()) {
        case DECLINED, WITHDRAWN, UNANSWERED ->
            List.of(new Body.Event(EventKind.CALL_DECLINED.name(), null, call.reason().name()));
        default -> List.of();
      };
    }
    List<Body.Event> events = new ArrayList<>();
    call.members().forEach(member -> events.addAll(shares(member, Media.NONE)));
    CallQuality quality = call.quality();
    events.add(
        new Body.Event(
            EventKind.CALL_ENDED.name(),
            null,
            call.reason().name(),
            call.seconds(),
            quality(quality)));
    return events;
  }

  private static Body.Quality quality(CallQuality quality) {
    return quality == null
        ? null
        : new Body.Quality(quality.lossPercent(), quality.roundTripMs(), quality.relayed());
  }

  /** What a member begins or stops to show. */
  private List<Body.Event> shares(CallMember member, Media next) {
    List<Body.Event> events = new ArrayList<>();
    share(events, member.who(), "CAMERA", member.media().cameraSince(), next.cameraSince());
    share(events, member.who(), "SCREEN", member.media().screenSince(), next.screenSince());
    return events;
  }

  private void share(
      List<Body.Event> into, Writer who, String what, Instant before, Instant after) {
    if (before == null && after != null) {
      into.add(event(EventKind.SHARE_STARTED, who, what, null));
    } else if (before != null && after == null) {
      long seconds = Duration.between(before, clock.now()).toSeconds();
      into.add(event(EventKind.SHARE_ENDED, who, what, seconds));
    }
  }

  private Body.Event event(EventKind kind, Writer who, String detail, Long seconds) {
    return new Body.Event(kind.name(), name(who), detail, seconds, null);
  }

  private String name(Writer who) {
    return who instanceof Writer.Operator(OperatorId id)
        ? directory.operator(id).map(Operator::firstName).orElse("-")
        : null;
  }

  // ── shared ────────────────────────────────────────────────────────────────────────────────────

  private Instant since(Instant before, boolean on) {
    return on ? (before == null ? clock.now() : before) : null;
  }

  private Call.Proposal proposal(Writer by) {
    return new Call.Proposal(by, clock.now());
  }

  /** The citizen or the owner, while it is active; somebody else's is not there (C1). */
  static Decision asParticipant(
      Principal principal, Consultation of, Function<Writer, Decision> rule) {
    Writer me = participant(principal, of);
    if (me == null) {
      return new Decision.Refuse(ErrorCode.NOT_FOUND, "no such consultation");
    }
    return of.state() instanceof State.Active
        ? rule.apply(me)
        : wrongState("the consultation is not active");
  }

  /** Who this is in the consultation; null for nobody. */
  static Writer participant(Principal principal, Consultation of) {
    return switch (principal) {
      case Principal.Citizen citizen -> of.isOf(citizen) ? new Writer.Citizen(citizen.id()) : null;
      case Principal.Staff staff ->
          of.isOwnedBy(staff.id()) ? new Writer.Operator(staff.id()) : null;
    };
  }

  private static Decision withCall(
      Principal principal, Consultation of, CallId id, BiFunction<Writer, Call, Decision> rule) {
    return asParticipant(
        principal,
        of,
        me ->
            of.call() == null || !of.call().id().equals(id)
                ? wrongState("the call has ended")
                : rule.apply(me, of.call()));
  }

  private static Decision withRunning(
      Principal principal,
      Consultation of,
      CallId id,
      BiFunction<Call.Running, CallMember, Decision> rule) {
    return withCall(
        principal,
        of,
        id,
        (me, open) ->
            open instanceof Call.Running call
                ? call.member(me)
                    .map(mine -> rule.apply(call, mine))
                    .orElseGet(() -> wrongState("you are not in it"))
                : wrongState("it is not accepted yet"));
  }

  private static Decision withPeer(
      Principal principal,
      Consultation of,
      CallId id,
      PeerId peer,
      BiFunction<Call.Running, CallMember, Decision> rule) {
    return withRunning(
        principal,
        of,
        id,
        (call, mine) ->
            mine.isAt(peer) ? rule.apply(call, mine) : wrongState("another browser joined since"));
  }

  private static Decision go(Consultation of, Call next) {
    return new Decision.Go(CallStep.to(of, next));
  }

  private static Decision.Refuse wrongState(String detail) {
    return new Decision.Refuse(ErrorCode.WRONG_STATE, detail);
  }
}
