package org.indiretta.consultation;

import io.vertx.core.Future;
import java.util.Comparator;
import java.util.Optional;
import org.indiretta.directory.Operator;
import org.indiretta.directory.Topic;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.Lane;
import org.indiretta.routing.Candidate;
import org.indiretta.routing.Routing;

/** Where a start leads: to its topic, to a case, or to the operator on the telephone. */
final class Entrances {
  private static final int SERVES_NOT = 4;

  private final Parts parts;
  private final Rooms rooms;
  private final Routing routing;
  private final Codes codes;

  Entrances(Parts parts, Routing routing, Codes codes) {
    this.parts = parts;
    this.rooms = parts.rooms();
    this.routing = routing;
    this.codes = codes;
  }

  /** What a start comes to before anything is written. */
  sealed interface Found {
    record Open(Entrance entrance) implements Found {}

    /** The code is wrong, used or too old. */
    record BadCode() implements Found {}

    /** Too many tries. */
    record TooMany(long retryAfterMs) implements Found {}
  }

  Future<Found> of(Principal.Citizen citizen, Command.StartConsultation command) {
    if (command.returnCode() == null && command.joinCode() == null) {
      return Future.succeededFuture(
          new Found.Open(new Entrance(command.topic(), Lane.NORMAL, null, null, null)));
    }
    return codes
        .look(citizen, command)
        .map(
            looked ->
                switch (looked) {
                  case Codes.Looked.Unknown _ -> new Found.BadCode();
                  case Codes.Looked.TooMany(long retryAfterMs) -> new Found.TooMany(retryAfterMs);
                  case Codes.Looked.Found(Codes.Meaning meaning) ->
                      entrance(citizen.site(), command, meaning)
                          .<Found>map(Found.Open::new)
                          .orElseGet(Found.BadCode::new);
                });
  }

  private Optional<Entrance> entrance(
      SiteId site, Command.StartConsultation command, Codes.Meaning meaning) {
    return switch (meaning) {
      // The place of a case is kept among the cases, about what it was about.
      case Codes.Meaning.Case code ->
          Optional.of(new Entrance(code.topic(), Lane.CASE, code.consultation(), null, code));
      case Codes.Meaning.Desk code ->
          topicFor(code, site, command)
              .map(
                  topic ->
                      new Entrance(
                          topic,
                          Lane.NORMAL,
                          null,
                          new Hold(
                              code.operator(), rooms.clock().now().plus(rooms.timings().hold())),
                          code));
    };
  }

  /** The one the operator said; otherwise the one they know best, and of those the first. */
  private Optional<TopicId> topicFor(
      Codes.Meaning.Desk code, SiteId site, Command.StartConsultation command) {
    Operator operator = rooms.directory().operator(code.operator()).orElse(null);
    Comparator<Topic> best =
        Comparator.comparingInt((Topic topic) -> topic.id().equals(code.topic()) ? 0 : 1)
            .thenComparingInt(
                topic ->
                    operator == null
                        ? SERVES_NOT
                        : operator.levels().getOrDefault(topic.id(), SERVES_NOT));
    return rooms.directory().topics(site).stream()
        .filter(topic -> topic.enabled() && topic.modes().contains(command.mode()))
        .min(best)
        .map(Topic::id);
  }

  /** Gives what came by a join code to its operator, when they are there; otherwise it is kept. */
  Future<Void> landed(Consultation of, Entrance entrance) {
    if (entrance.hold() == null) {
      return Future.succeededFuture();
    }
    OperatorId operator = entrance.hold().operator();
    return isThere(operator)
        .compose(
            there ->
                there
                    ? parts
                        .moves()
                        .decide(of.id(), now -> parts.rules().joinedByCode(now, operator))
                        .mapEmpty()
                    : Future.succeededFuture());
  }

  /**
   * The same for one that waits already; false when the code was used meanwhile, and true when the
   * operator is not there: it waits on.
   */
  Future<Boolean> joins(Consultation waiting, Codes.Meaning.Desk code, Entrance entrance) {
    return isThere(code.operator())
        .compose(
            there ->
                there
                    ? codes
                        .use(code.code())
                        .compose(
                            used ->
                                used
                                    ? landed(waiting, entrance).map(true)
                                    : Future.succeededFuture(false))
                    : Future.succeededFuture(true));
  }

  private Future<Boolean> isThere(OperatorId operator) {
    return routing
        .candidates()
        .map(
            all ->
                all.stream()
                    .filter(Candidate::enabled)
                    .filter(Candidate::linked)
                    .anyMatch(candidate -> candidate.id().equals(operator)));
  }
}
