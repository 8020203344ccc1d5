package org.indiretta.consultation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.indiretta.consultation.CallMember.Media;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Operator;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.CallQuality;
import org.indiretta.protocol.EventKind;
import org.indiretta.telemetry.Clock;
import org.indiretta.transcript.Body;
import org.indiretta.transcript.Writer;

/** What the transcript gets of a call: who, how long, why it ended, how good it was (C9). */
final class CallEvents {
  private final Directory directory;
  private final Clock clock;

  CallEvents(Directory directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** A proposal was accepted. */
  Body.Event started(Call.Proposed call) {
    return event(EventKind.CALL_STARTED, call.proposal().by(), call.mode().name(), null);
  }

  /** What an end leaves: how a running call went, or that a proposed one was not wanted. */
  List<Body.Event> ofEnd(Call.Ended call) {
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

  /** Somebody beside the citizen and the owner came. */
  Body.Event joined(CallMember member) {
    return event(EventKind.CALL_JOINED, member.who(), member.role().name(), null);
  }

  /** They are in it no more. */
  Body.Event left(CallMember member) {
    return event(EventKind.CALL_LEFT, member.who(), member.role().name(), null);
  }

  /** What a member begins or stops to show. */
  Body.Event[] ofShares(CallMember member, Media next) {
    return shares(member, next).toArray(Body.Event[]::new);
  }

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
    return switch (who) {
      case Writer.Operator(OperatorId id) ->
          directory.operator(id).map(Operator::firstName).orElse("-");
      case Writer.Guest guest -> guest.name();
      case Writer.Citizen _, Writer.Server _ -> null;
    };
  }
}
