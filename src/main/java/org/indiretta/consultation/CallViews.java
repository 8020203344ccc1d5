package org.indiretta.consultation;

import java.util.List;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.CallView.CallState;

/** A call as everybody in its consultation sees it. */
final class CallViews {
  private final Projection projection;
  private final CallTimings timings;

  CallViews(Projection projection, CallTimings timings) {
    this.projection = projection;
    this.timings = timings;
  }

  /** Null for none. */
  CallView of(Call call) {
    return switch (call) {
      case null -> null;
      case Call.Proposed it ->
          new CallView(
              it.id(),
              it.version(),
              it.mode(),
              it.provider(),
              CallState.PROPOSED,
              projection.author(it.proposal().by()),
              it.proposal().at(),
              null,
              null,
              null,
              null,
              List.of());
      case Call.Running it ->
          new CallView(
              it.id(),
              it.version(),
              it.mode(),
              it.provider(),
              CallState.RUNNING,
              projection.author(it.proposal().by()),
              it.proposal().at(),
              it.startedAt(),
              null,
              null,
              it.startedAt().plus(timings.longest()),
              members(it.members()));
      case Call.Ended it ->
          new CallView(
              it.id(),
              it.version(),
              it.mode(),
              it.provider(),
              CallState.ENDED,
              projection.author(it.proposal().by()),
              it.proposal().at(),
              it.startedAt(),
              it.endedAt(),
              it.reason(),
              null,
              List.of());
    };
  }

  private List<CallView.Member> members(List<CallMember> members) {
    return members.stream()
        .map(
            member ->
                new CallView.Member(
                    member.id(),
                    member.role(),
                    member.peer(),
                    projection.author(member.who()),
                    member.media().microphone(),
                    member.media().cameraSince() != null,
                    member.media().screenSince() != null,
                    member.media().onHold(),
                    member.peer() == null,
                    member.isInvited() ? true : null))
        .toList();
  }
}
