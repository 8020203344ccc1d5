package org.indiretta.consultation;

import java.time.Instant;
import java.util.List;
import org.indiretta.consultation.CallMember.Media;
import org.indiretta.consultation.CallStep.Decision;
import org.indiretta.identity.CallId;
import org.indiretta.identity.PeerId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CallQuality;
import org.indiretta.telemetry.Clock;

/** What a browser in a call does: joins, says what it sends and how good it is, is gone. */
final class CallPeers {
  private final Clock clock;
  private final CallEvents events;

  CallPeers(Clock clock, CallEvents events) {
    this.clock = clock;
    this.events = events;
  }

  /**
   * As a new browser, in the place of whatever browser of the same person was there; or, when the
   * command names one, as that browser, which came back over another link with its media going on.
   */
  Decision join(Principal principal, Consultation of, CallCommand.JoinCall command, PeerId peer) {
    return CallAccess.withRunning(
        principal,
        of,
        command.call(),
        (call, mine) -> {
          if (command.peer() != null) {
            return command.peer().equals(mine.seat().last())
                ? new Decision.Go(CallStep.to(of, call.with(mine, CallMember::back)))
                : CallAccess.wrongState("another browser joined since");
          }
          Call next = call.with(mine, member -> member.joined(peer, of.lastSeq()));
          return new Decision.Go(
              mine.isInvited()
                  ? CallStep.to(of, next, events.joined(mine))
                  : CallStep.to(of, next, events.ofShares(mine, Media.NONE)));
        });
  }

  Decision media(Principal principal, Consultation of, CallCommand.SetMedia command, PeerId peer) {
    return CallAccess.withPeer(
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
                      events.ofShares(mine, media)));
        });
  }

  Decision report(
      Principal principal, Consultation of, CallCommand.ReportCall command, PeerId peer) {
    CallQuality quality =
        new CallQuality(command.lossPercent(), command.roundTripMs(), command.relayed());
    return CallAccess.withPeer(
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

  /**
   * The browser is gone; the place is kept for {@link CallTimings#rejoin}. Nothing when it came
   * back since.
   *
   * @param seat how often a browser had taken the place by then
   */
  Decision gone(Consultation of, CallId id, PeerId peer, int seat) {
    if (!(of.call() instanceof Call.Running call) || !call.id().equals(id)) {
      return new Decision.Stay();
    }
    return call.at(peer)
        .filter(member -> member.seat().number() == seat)
        .<Decision>map(
            member ->
                new Decision.Go(
                    CallStep.to(
                        of,
                        call.with(member, m -> m.gone(clock.now())),
                        events.ofShares(member, Media.NONE))))
        .orElseGet(Decision.Stay::new);
  }

  private Instant since(Instant before, boolean on) {
    return on ? (before == null ? clock.now() : before) : null;
  }
}
