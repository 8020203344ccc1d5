package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.indiretta.calendar.OpeningHours;
import org.indiretta.directory.Topic;
import org.indiretta.identity.Mode;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Reply;
import org.indiretta.routing.Chain;
import org.indiretta.routing.Intake;

/** Whether a topic takes somebody now: by the calendar, and by who is there for it (RT30, RT31). */
final class Admission {
  private final Rooms rooms;
  private final SqlStarts starts;
  private final Intake intake;

  Admission(Parts parts) {
    this.rooms = parts.rooms();
    this.starts = parts.starts();
    this.intake = new Intake(parts.newcomers());
  }

  /** CLOSED, or NOBODY_THERE when nobody of the topic's chain is there; empty: they are let in. */
  Future<Optional<Reply>> refusal(String commandId, Topic topic, Mode mode) {
    Instant now = rooms.clock().now();
    OpeningHours hours = rooms.calendars().hours(topic.site());
    return switch (intake.at(hours, now, topic, mode)) {
      case OpeningHours.Open _ ->
          somebodyThere(topic, mode)
              .map(
                  there ->
                      there
                          ? Optional.empty()
                          : Optional.of(
                              Reply.Refused.of(
                                  commandId, ErrorCode.NOBODY_THERE, "nobody is available now")));
      case OpeningHours.Closed closed ->
          Future.succeededFuture(
              Optional.of(
                  new Reply.Refused(
                      commandId,
                      ErrorCode.CLOSED,
                      "it is closed now",
                      closed.opensAt() == null
                          ? null
                          : Duration.between(now, closed.opensAt()).toMillis(),
                      null)));
    };
  }

  private Future<Boolean> somebodyThere(Topic topic, Mode mode) {
    Instant since = rooms.clock().now().minus(rooms.timings().links().fresh());
    return starts
        .somebodyThere(Chain.of(topic, rooms.directory()).topics(), since)
        .compose(there -> there ? Future.succeededFuture(true) : somebodyOnCall(topic, mode));
  }

  /** Whether somebody on call opens the topic: where it says so, in the hours of its office. */
  private Future<Boolean> somebodyOnCall(Topic topic, Mode mode) {
    if (!topic.service().onCallOpens()
        || !rooms
            .calendars()
            .hours(topic.site())
            .officeIsThere(rooms.clock().now(), topic.id(), mode)) {
      return Future.succeededFuture(false);
    }
    Chain chain = Chain.of(topic, rooms.directory());
    return rooms
        .presences()
        .onCall(rooms.directory())
        .map(all -> all.stream().anyMatch(one -> chain.after(one.levels()).isPresent()));
  }
}
