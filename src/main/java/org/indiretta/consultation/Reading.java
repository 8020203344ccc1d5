package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.function.Function;
import org.indiretta.bus.Bus;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.transcript.Entry;
import org.indiretta.transcript.Writer;

/** What people read, and the signs that they read and write. */
final class Reading {
  private final Rooms rooms;
  private final SqlConsultations store;
  private final Projection projection;
  private final Teller teller;

  Reading(Parts parts) {
    this.rooms = parts.rooms();
    this.store = parts.store();
    this.projection = parts.projection();
    this.teller = parts.teller();
  }

  /** Up to 200 entries after the place; asked again until it is caught up (P4). */
  Future<Reply> resume(Principal principal, Command.Resume command) {
    return asReader(
        principal,
        command.id(),
        command.consultation(),
        of -> {
          if (principal instanceof Principal.Citizen && isPastReading(of)) {
            return refused(command.id(), ErrorCode.NOT_FOUND, "it ended too long ago");
          }
          return command.after() > of.lastSeq()
              ? refused(command.id(), ErrorCode.RELOAD, "there is no such place")
              : resumed(principal, command, of);
        });
  }

  /** The citizen reads it for 24 h after the end, here as over HTTP. */
  private boolean isPastReading(Consultation of) {
    Instant endedAt = Views.endedAt(of.state());
    return endedAt != null
        && !endedAt.plus(rooms.timings().readable()).isAfter(rooms.clock().now());
  }

  private Future<Reply> resumed(Principal principal, Command.Resume command, Consultation of) {
    Function<Entry, org.indiretta.protocol.Entry> shown =
        switch (principal) {
          case Principal.Citizen _ -> projection::forCitizen;
          case Principal.Staff _ -> projection::forStaff;
          case Principal.Guest _ -> {
            long cameAfter = CallAccess.member(principal, of).orElseThrow().cameAfter();
            yield entry -> projection.forGuest(entry, cameAfter);
          }
        };
    ConsultationView view =
        switch (principal) {
          case Principal.Citizen _ -> teller.forCitizen(of);
          case Principal.Staff _ -> teller.forStaff(of);
          case Principal.Guest _ -> teller.forGuest(of);
        };
    return rooms
        .entries()
        .later(command.consultation(), command.after(), Protocol.RESUME_ENTRIES + 1)
        .map(
            later ->
                new Reply.Resumed(
                    command.id(),
                    view,
                    later.entries().stream().limit(Protocol.RESUME_ENTRIES).map(shown).toList(),
                    later.erased(),
                    later.entries().size() <= Protocol.RESUME_ENTRIES));
  }

  /** Told to the other side, never stored: UNAVAILABLE when it cannot be told now (P5). */
  Future<Reply> typing(Principal principal, Command.SetTyping command, String connection) {
    return asReader(
        principal,
        command.id(),
        command.consultation(),
        of -> {
          boolean heard = of.state().owner() != null && !isAsked(principal, of);
          if (heard) {
            Writer writer = CallAccess.participant(principal, of);
            if (!teller.reachesOthers(of, writer)) {
              return Future.succeededFuture(
                  Reply.Refused.away(
                      command.id(), "other servers cannot be told now", Bus.RETRY_AFTER_MS));
            }
            Push push = new Push.Typing(of.id(), projection.author(writer), command.typing());
            teller.others(of, writer, push, connection);
          }
          return Future.succeededFuture(new Reply.Done(command.id()));
        });
  }

  /** Told to both sides, so that the person's other tabs know it too. */
  Future<Reply> markRead(Principal principal, Command.MarkRead command, String connection) {
    ConsultationId id = command.consultation();
    return asReader(
        principal,
        command.id(),
        id,
        of -> {
          long seq = Math.min(command.seq(), of.lastSeq());
          Future<Boolean> moved =
              switch (principal) {
                case Principal.Citizen citizen -> store.readByCitizen(id, citizen.id(), seq);
                case Principal.Staff staff -> store.readByStaff(id, staff.id(), seq);
                // Only the two sides' reading is kept and told.
                case Principal.Guest _ -> Future.succeededFuture(false);
              };
          return moved.map(
              forward -> {
                if (forward) {
                  Author author = projection.author(CallAccess.participant(principal, of));
                  teller.everybody(id, new Push.ReadUpTo(id, author, seq), connection);
                }
                return new Reply.Done(command.id());
              });
        });
  }

  /** For who may read it now; who is only invited to its call joins first (C13, C14). */
  Future<Reply> asReader(
      Principal principal,
      String commandId,
      ConsultationId id,
      Function<Consultation, Future<Reply>> then) {
    return store
        .findWithOthers(id)
        .compose(
            found -> {
              if (found.isPresent() && found.get().isReadableBy(principal)) {
                return then.apply(found.get());
              }
              return found.isPresent() && found.get().isInvited(principal)
                  ? refused(commandId, ErrorCode.WRONG_STATE, "join the call first")
                  : refused(commandId, ErrorCode.NOT_FOUND, "no such consultation");
            });
  }

  /** Asked to take over: may read, but does not write yet. */
  private static boolean isAsked(Principal principal, Consultation of) {
    return principal instanceof Principal.Staff staff && of.isHandedTo(staff.id());
  }

  private static Future<Reply> refused(String commandId, ErrorCode code, String detail) {
    return Future.succeededFuture(Reply.Refused.of(commandId, code, detail));
  }
}
