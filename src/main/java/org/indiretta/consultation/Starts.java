package org.indiretta.consultation;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.indiretta.directory.Topic;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Reference;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Reply;
import org.indiretta.routing.Candidate;
import org.indiretta.routing.Routing;
import org.indiretta.sql.Gathered;

/** How a consultation begins, and begins again; and which citizens' browsers this node holds. */
final class Starts {
  /** A reference is used twice once in millions; as many tries in a row fail never. */
  private static final int REFERENCES_TRIED = 8;

  private final Rooms rooms;
  private final Parts parts;
  private final Routing routing;
  private final Admission admission;
  private final Entrances entrances;
  private final Gathered<CitizenId, List<Consultation>> readable;
  private final Gathered<CitizenId, SqlDeadlines.Written> linking;
  private final Gathered<CitizenId, SqlDeadlines.Written> unlinking;
  private final Gathered<CitizenId, Consultation> open;
  private final SecureRandom random = new SecureRandom();
  private final Set<CitizenId> linked = ConcurrentHashMap.newKeySet();

  Starts(Parts parts, Routing routing, Admission admission, Codes codes) {
    this.entrances = new Entrances(parts, routing, codes);
    this.rooms = parts.rooms();
    this.admission = admission;
    this.parts = parts;
    this.routing = routing;
    this.readable =
        new Gathered<>(
            SqlConsultations.FOUND_AT_ONCE,
            citizens ->
                parts
                    .store()
                    .readableOf(citizens, rooms.clock().now().minus(rooms.timings().readable())));
    this.linking =
        new Gathered<>(
            SqlConsultations.FOUND_AT_ONCE,
            citizens -> parts.deadlines().citizensLinked(citizens, rooms.presences().node()));
    this.unlinking =
        new Gathered<>(
            SqlConsultations.FOUND_AT_ONCE,
            citizens ->
                parts
                    .deadlines()
                    .citizensUnlinked(citizens, rooms.presences().node(), rooms.clock().now()));
    this.open = new Gathered<>(SqlConsultations.FOUND_AT_ONCE, parts.store()::openOf);
  }

  /**
   * The one open already, a new one, CLOSED, or NOBODY_THERE when nobody of the topic's chain is
   * there. With a code BAD_CODE when it is wrong, used or too old, and TOO_MANY after too many
   * tries; a join code also opens what is closed.
   */
  Future<Reply> start(Principal.Citizen citizen, Command.StartConsultation command) {
    return entrances
        .of(citizen, command)
        .compose(
            found ->
                switch (found) {
                  case Entrances.Found.Open(Entrance entrance) -> enter(citizen, command, entrance);
                  case Entrances.Found.BadCode _ -> badCode(command);
                  case Entrances.Found.TooMany(long retryAfterMs) ->
                      Future.succeededFuture(
                          new Reply.Refused(
                              command.id(),
                              ErrorCode.TOO_MANY,
                              "too many tries of codes",
                              retryAfterMs,
                              null));
                });
  }

  private Future<Reply> enter(
      Principal.Citizen citizen, Command.StartConsultation command, Entrance entrance) {
    Optional<Topic> topic =
        rooms
            .directory()
            .topic(entrance.topic())
            .filter(known -> known.site().equals(citizen.site()) && known.enabled());
    if (topic.isEmpty()) {
      return refused(command, ErrorCode.NOT_FOUND, "no such topic");
    }
    if (!topic.get().modes().contains(command.mode())) {
      return refused(command, ErrorCode.WRONG_STATE, "the topic does not offer this mode");
    }
    return parts
        .store()
        .openOf(citizen.id())
        .compose(
            open ->
                open.isPresent()
                    ? openAlready(citizen, command, open.get(), entrance)
                    : ifOpen(citizen, command, topic.get(), entrance));
  }

  private Future<Reply> ifOpen(
      Principal.Citizen citizen,
      Command.StartConsultation command,
      Topic topic,
      Entrance entrance) {
    if (entrance.hold() != null) {
      return insert(citizen, command, entrance, REFERENCES_TRIED);
    }
    return admission
        .refusal(command.id(), topic, command.mode())
        .compose(
            refusal ->
                refusal
                    .map(Future::succeededFuture)
                    .orElseGet(
                        () ->
                            insert(citizen, command, entrance, REFERENCES_TRIED)
                                .recover(fault -> ifFull(command, fault))));
  }

  /** Who waits, and is on the telephone now, goes to that operator. */
  private Future<Reply> openAlready(
      Principal.Citizen citizen,
      Command.StartConsultation command,
      Consultation open,
      Entrance entrance) {
    if (!(open.state() instanceof State.Queued)
        || !(entrance.code() instanceof Codes.Meaning.Desk code)) {
      return started(command, open);
    }
    return entrances
        .joins(open, code, entrance)
        .compose(
            joined ->
                joined
                    ? parts
                        .store()
                        .openOf(citizen.id())
                        .compose(now -> started(command, now.orElse(open)))
                    : badCode(command));
  }

  private static Future<Reply> ifFull(Command.StartConsultation command, Throwable fault) {
    return fault instanceof SqlWaitingLimit.Full
        ? refused(command, ErrorCode.FULL, SqlWaitingLimit.DETAIL)
        : Future.failedFuture(fault);
  }

  private Future<Reply> insert(
      Principal.Citizen citizen, Command.StartConsultation command, Entrance entrance, int tries) {
    if (tries == 0) {
      return Future.failedFuture(new IllegalStateException("no free reference was found"));
    }
    UUID node = linked.contains(citizen.id()) ? rooms.presences().node() : null;
    return parts
        .starts()
        .insert(citizen, command, entrance, Reference.next(random), node, rooms.clock().now())
        .compose(
            inserted ->
                switch (inserted) {
                  case SqlStarts.Inserted.CodeUsed _ -> badCode(command);
                  case SqlStarts.Inserted.Done _ -> {
                    parts.teller().started();
                    parts.moves().ranAfter();
                    yield settled(citizen, command, entrance, node, tries);
                  }
                  case SqlStarts.Inserted.NotNow _ ->
                      settled(citizen, command, entrance, node, tries);
                });
  }

  private Future<Reply> settled(
      Principal.Citizen citizen,
      Command.StartConsultation command,
      Entrance entrance,
      UUID node,
      int tries) {
    boolean linkChanged = linked.contains(citizen.id()) != (node != null);
    return (linkChanged ? links(citizen.id()) : Future.<Void>succeededFuture())
        .compose(settled -> parts.store().openOf(citizen.id()))
        .compose(
            open ->
                open.isEmpty()
                    ? insert(citizen, command, entrance, tries - 1)
                    : entrances
                        .landed(open.get(), entrance)
                        .compose(landed -> parts.store().openOf(citizen.id()))
                        .compose(now -> started(command, now.orElse(open.get()))));
  }

  private static Future<Reply> badCode(Command.StartConsultation command) {
    return refused(command, ErrorCode.BAD_CODE, "the code is wrong, used or too old");
  }

  private Future<Reply> started(Command.StartConsultation command, Consultation open) {
    return Future.succeededFuture(new Reply.Started(command.id(), parts.teller().forCitizen(open)));
  }

  /** The open one and those that can still be read, for the welcome. */
  Future<List<ConsultationView>> ofCitizen(Principal.Citizen citizen) {
    return readable
        .of(citizen.id())
        .map(all -> all.orElse(List.of()).stream().map(parts.teller()::forCitizen).toList());
  }

  /** Offered to the same operator at once when available; otherwise first in the queue. */
  Future<Reply> reopen(Principal.Citizen citizen, Command.ReopenConsultation command) {
    return parts
        .store()
        .find(command.consultation())
        .compose(
            found ->
                routing
                    .candidates()
                    .compose(all -> reopened(citizen, command, sameOperator(found, all))));
  }

  private Future<Reply> reopened(
      Principal.Citizen citizen, Command.ReopenConsultation command, OperatorId again) {
    return parts
        .moves()
        .decide(command.consultation(), of -> parts.rules().reopen(citizen, of, again))
        .compose(
            result ->
                result instanceof Moves.Result.Overrun && again != null
                    ? reopened(citizen, command, null)
                    : Future.succeededFuture(parts.moves().reply(command.id(), result)))
        .compose(reply -> links(citizen.id()).map(reply));
  }

  private OperatorId sameOperator(Optional<Consultation> found, List<Candidate> all) {
    return found
        .filter(of -> of.state() instanceof State.Closed)
        .flatMap(
            of ->
                all.stream()
                    .filter(candidate -> candidate.id().equals(((State.Closed) of.state()).by()))
                    .filter(candidate -> candidate.thereFor(parts.rules().chain(of)))
                    .filter(candidate -> !candidate.asked() && candidate.fits(of.mode()))
                    .findFirst())
        .map(Candidate::id)
        .orElse(null);
  }

  /** The citizen's first connection on this node opened. */
  Future<Void> linked(CitizenId citizen) {
    linked.add(citizen);
    return links(citizen);
  }

  /** The citizen's last connection on this node ended. */
  Future<Void> unlinked(CitizenId citizen) {
    linked.remove(citizen);
    return links(citizen);
  }

  /**
   * Writes down whether this node holds a browser of theirs, and tells staff. A page that is loaded
   * again ends one link and opens another at once, and their updates may overtake one another: what
   * no longer holds once it is written is written again.
   */
  private Future<Void> links(CitizenId citizen) {
    boolean here = linked.contains(citizen);
    return written(citizen, here)
        .compose(
            told -> {
              if (linked.contains(citizen) != here) {
                return links(citizen);
              }
              return !told ? Future.succeededFuture() : tellLink(citizen);
            });
  }

  /** Together with others, or alone when its row is locked. */
  private Future<Boolean> written(CitizenId citizen, boolean here) {
    UUID node = rooms.presences().node();
    return (here ? linking : unlinking)
        .of(citizen)
        .compose(
            written -> {
              if (written.orElse(null) != SqlDeadlines.Written.LOCKED) {
                return Future.succeededFuture(
                    written.filter(SqlDeadlines.Written.DONE::equals).isPresent());
              }
              return here
                  ? parts.deadlines().lockedLinked(citizen, node)
                  : parts.deadlines().lockedUnlinked(citizen, node, rooms.clock().now());
            });
  }

  private Future<Void> tellLink(CitizenId citizen) {
    return open.of(citizen)
        .onSuccess(found -> found.ifPresent(parts.teller()::citizenChanged))
        .mapEmpty();
  }

  private static Future<Reply> refused(
      Command.StartConsultation command, ErrorCode code, String detail) {
    return Future.succeededFuture(Reply.Refused.of(command.id(), code, detail));
  }
}
