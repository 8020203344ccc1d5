package org.indiretta.consultation;

import java.util.ArrayList;
import java.util.List;
import org.indiretta.consultation.CallMember.Media;
import org.indiretta.consultation.CallStep.Decision;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Operator;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.MemberId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Role;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CallView.CallEnd;
import org.indiretta.protocol.CallView.Share;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.telemetry.Clock;
import org.indiretta.transcript.Body;
import org.indiretta.transcript.Writer;

/** Who comes into a running call and who goes out of it: rules C8 and C13 to C16. */
final class CallPeople {
  private final Directory directory;
  private final Clock clock;
  private final CallEvents events;

  CallPeople(Directory directory, Clock clock, CallEvents events) {
    this.directory = directory;
    this.clock = clock;
    this.events = events;
  }

  // ── in ────────────────────────────────────────────────────────────────────────────────────────

  /** A member of staff; NOT_FOUND for one who is unknown or disabled. */
  Decision invite(Principal principal, Consultation of, CallCommand.InviteToCall command) {
    return CallAccess.asOwner(
        principal,
        of,
        command.call(),
        call -> {
          Operator asked =
              directory.operator(command.operator()).filter(Operator::enabled).orElse(null);
          if (asked == null) {
            return new Decision.Refuse(ErrorCode.NOT_FOUND, "no such colleague");
          }
          if (call.member(asked.id()).isPresent()) {
            return new Decision.Stay();
          }
          Writer who = new Writer.Operator(asked.id());
          return invited(of, call, MemberId.next(), who, role(asked), null);
        });
  }

  private static CallRole role(Operator asked) {
    return asked.role().covers(Role.SUPERVISOR) ? CallRole.SUPERVISOR : CallRole.COLLEAGUE;
  }

  /** Somebody by a link that is made for them. */
  Decision inviteGuest(
      Principal.Staff staff, Consultation of, Guests.Wanted wanted, CallStep.NewGuest guest) {
    return CallAccess.asOwner(
        staff,
        of,
        wanted.call(),
        call -> {
          Writer who = new Writer.Guest(guest.id(), wanted.name(), wanted.role());
          return invited(of, call, guest.id().member(), who, wanted.role(), guest);
        });
  }

  private Decision invited(
      Consultation of,
      Call.Running call,
      MemberId id,
      Writer who,
      CallRole role,
      CallStep.NewGuest guest) {
    if (call.isFull()) {
      return CallAccess.wrongState("as many as can be are in it or asked into it");
    }
    Call next = call.with(CallMember.invited(id, who, role, clock.now()));
    return new Decision.Go(
        new CallStep(next, of.mode(), of.liveText(), List.of(), true, guest, null));
  }

  // ── out ───────────────────────────────────────────────────────────────────────────────────────

  /** Anybody but the citizen and the owner; an invitation or link is taken back. */
  Decision remove(Principal principal, Consultation of, CallCommand.RemoveFromCall command) {
    return CallAccess.asOwner(
        principal,
        of,
        command.call(),
        call -> {
          CallMember member = call.member(command.member()).orElse(null);
          if (member == null) {
            return new Decision.Refuse(ErrorCode.NOT_FOUND, "no such member");
          }
          return member.role().isMain()
              ? new Decision.Refuse(ErrorCode.FORBIDDEN, "nobody takes these out: leave the call")
              : new Decision.Go(without(of, call, List.of(member)));
        });
  }

  /** By their own will; without the citizen or the owner it is the end of the call (C8). */
  CallStep left(
      Consultation of, Call.Running call, CallMember mine, CallEnd reason, CallRules rules) {
    return call.left(mine, reason, clock.now()) instanceof Call.Ended end
        ? rules.ended(end)
        : without(of, call, List.of(mine));
  }

  /** The transcript tells of those who had come. */
  CallStep without(Consultation of, Call.Running call, List<CallMember> gone) {
    List<Body.Event> told = new ArrayList<>();
    for (CallMember member : gone) {
      told.addAll(List.of(events.ofShares(member, Media.NONE)));
      if (!member.isInvited()) {
        told.add(events.left(member));
      }
    }
    return CallStep.to(of, call.without(gone), told.toArray(Body.Event[]::new));
  }

  // ── shares ────────────────────────────────────────────────────────────────────────────────────

  /** The citizen and the owner end whatever is shown, whoever shows it. */
  Decision endShare(Principal principal, Consultation of, CallCommand.EndShare command) {
    return CallAccess.asSide(
        principal,
        of,
        me ->
            CallAccess.withRunning(
                principal, of, command.call(), (call, mine) -> ended(of, call, command)));
  }

  private Decision ended(Consultation of, Call.Running call, CallCommand.EndShare command) {
    CallMember member = call.member(command.member()).orElse(null);
    if (member == null) {
      return new Decision.Refuse(ErrorCode.NOT_FOUND, "no such member");
    }
    Media shown = member.media();
    boolean camera = command.what() == Share.CAMERA;
    Media rest =
        new Media(
            shown.microphone(),
            camera ? null : shown.cameraSince(),
            camera ? shown.screenSince() : null,
            shown.onHold());
    return rest.equals(shown)
        ? new Decision.Stay()
        : new Decision.Go(
            new CallStep(
                call.with(member, it -> it.sending(rest)),
                of.mode(),
                of.liveText(),
                List.of(events.ofShares(member, rest)),
                true,
                null,
                new CallStep.Cut(member.peer(), command.what())));
  }
}
