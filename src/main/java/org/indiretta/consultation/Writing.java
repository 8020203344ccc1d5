package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.indiretta.file.StoredFile;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.transcript.Append;
import org.indiretta.transcript.Appended;
import org.indiretta.transcript.Body;
import org.indiretta.transcript.Entry;
import org.indiretta.transcript.Writer;

/**
 * What people write and read. A write is one append, whose right is decided under the lock of the
 * consultation's row; its reply and its push both follow the commit (P1).
 */
final class Writing {
  private static final long RETRY_AFTER_MS = 1_000;

  private final Rooms rooms;
  private final SqlConsultations store;
  private final Projection projection;
  private final Teller teller;

  Writing(Parts parts) {
    this.rooms = parts.rooms();
    this.store = parts.store();
    this.projection = parts.projection();
    this.teller = parts.teller();
  }

  Future<Reply> send(Principal principal, Command.SendMessage command, String connection) {
    return write(principal, command, new Body.Message(command.text()), connection);
  }

  Future<Reply> note(Principal.Staff staff, Command.AddNote command, String connection) {
    return write(staff, command, new Body.Note(command.text()), connection);
  }

  /** The file must be of this consultation, uploaded by the same person and shown nowhere else. */
  Future<Reply> sendFile(Principal principal, Command.SendFile command, String connection) {
    return rooms
        .files()
        .use(command.consultation(), command.file(), id(principal), command.clientMessageId())
        .compose(
            file ->
                file.isPresent()
                    ? write(principal, command, body(file.get()), connection)
                    : refused(
                        command.id(),
                        ErrorCode.BAD_FILE,
                        "the file is not there, not yours, or shown already"));
  }

  private Future<Reply> write(
      Principal principal, Command.Write command, Body body, String connection) {
    return switch (principal) {
      case Principal.Citizen citizen ->
          write(new Writer.Citizen(citizen.id()), command, body, connection);
      case Principal.Staff staff ->
          write(new Writer.Operator(staff.id()), command, body, connection);
      case Principal.Guest guest ->
          asReader(
              guest,
              command.id(),
              command.consultation(),
              of -> write(CallAccess.participant(guest, of), command, body, connection));
    };
  }

  private Future<Reply> write(Writer writer, Command.Write command, Body body, String connection) {
    ConsultationId id = command.consultation();
    ClientMessageId messageId = command.clientMessageId();
    return rooms
        .transcript()
        .append(new Append(id, writer, messageId, body))
        .map(
            appended ->
                switch (appended) {
                  case Appended.Committed done -> {
                    if (!done.repeated()) {
                      teller.entry(
                          new Entry(id, done.seq(), done.at(), writer, messageId, body),
                          connection);
                    }
                    yield new Reply.Appended(command.id(), done.seq(), done.at());
                  }
                  case Appended.Refused(Appended.Reason why) -> refusal(command.id(), why);
                });
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
    Future<List<Entry>> later =
        rooms
            .entries()
            .entriesAfter(command.consultation(), command.after(), Protocol.RESUME_ENTRIES + 1);
    Future<List<Long>> erased = rooms.entries().erasedUpTo(command.consultation(), command.after());
    return later.compose(
        entries ->
            erased.map(
                gone -> {
                  boolean caughtUp = entries.size() <= Protocol.RESUME_ENTRIES;
                  return new Reply.Resumed(
                      command.id(),
                      view,
                      entries.stream().limit(Protocol.RESUME_ENTRIES).map(shown).toList(),
                      gone,
                      caughtUp);
                }));
  }

  /** Told to the other side, never stored. */
  Future<Reply> typing(Principal principal, Command.SetTyping command, String connection) {
    return asReader(
        principal,
        command.id(),
        command.consultation(),
        of -> {
          boolean heard = of.state().owner() != null && !isAsked(principal, of);
          if (heard) {
            Writer writer = CallAccess.participant(principal, of);
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

  /** Which page of the portal the citizen is on; staff see it. */
  Future<Reply> changePage(Principal.Citizen citizen, Command.ChangePage command) {
    ConsultationId id = command.consultation();
    return store
        .page(id, citizen.id(), command.page())
        .compose(
            changed ->
                changed
                    ? store
                        .find(id)
                        .onSuccess(of -> of.ifPresent(teller::citizenChanged))
                        .map(new Reply.Done(command.id()))
                    : refused(command.id(), ErrorCode.NOT_FOUND, "no such open consultation"));
  }

  /** Within {@link Timings#readable} of the end; a second rating replaces the first. */
  Future<Reply> rate(Principal.Citizen citizen, Command.RateConsultation command) {
    ConsultationId id = command.consultation();
    Instant now = rooms.clock().now();
    Instant since = now.minus(rooms.timings().readable());
    return asReader(
        citizen,
        command.id(),
        id,
        of ->
            store
                .rate(id, citizen.id(), command.score(), command.comment(), now, since)
                .compose(
                    rated -> {
                      if (!rated) {
                        return refused(
                            command.id(), ErrorCode.WRONG_STATE, "it cannot be rated now");
                      }
                      Push push =
                          new Push.ConsultationChanged(
                              teller.forCitizen(of.rated(command.score())));
                      teller.citizen(id, push, null);
                      return Future.succeededFuture(new Reply.Done(command.id()));
                    }));
  }

  /** Only one's own, while one owns the consultation; erased for everybody, the place stays. */
  Future<Reply> withdraw(Principal.Staff staff, Command.WithdrawEntry command) {
    ConsultationId id = command.consultation();
    return rooms
        .entries()
        .withdraw(id, staff.id(), command.seq(), rooms.clock().now())
        .map(
            withdrawn ->
                switch (withdrawn) {
                  case DONE -> {
                    teller.erased(id, command.seq());
                    yield new Reply.Done(command.id());
                  }
                  case NOT_FOUND ->
                      Reply.Refused.of(
                          command.id(), ErrorCode.NOT_FOUND, "no entry of yours is there");
                  case WRONG_STATE ->
                      Reply.Refused.of(
                          command.id(), ErrorCode.WRONG_STATE, "it is not yours, or has ended");
                });
  }

  private Future<Reply> asReader(
      Principal principal,
      String commandId,
      ConsultationId id,
      Function<Consultation, Future<Reply>> then) {
    return store
        .find(id)
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

  private static UUID id(Principal principal) {
    return switch (principal) {
      case Principal.Citizen citizen -> citizen.id().value();
      case Principal.Staff staff -> staff.id().value();
      case Principal.Guest guest -> guest.id().value();
    };
  }

  private static Body body(StoredFile file) {
    return new Body.File(file.id(), file.name(), file.contentType(), file.size());
  }

  private static Reply refusal(String commandId, Appended.Reason why) {
    return switch (why) {
      case NOT_FOUND -> Reply.Refused.of(commandId, ErrorCode.NOT_FOUND, "no such consultation");
      case WRONG_STATE ->
          Reply.Refused.of(commandId, ErrorCode.WRONG_STATE, "writing is not possible now");
      case ID_REUSED ->
          Reply.Refused.of(commandId, ErrorCode.ID_REUSED, "the id stands for another content");
      case UNAVAILABLE ->
          new Reply.Refused(commandId, ErrorCode.UNAVAILABLE, "not written", RETRY_AFTER_MS, null);
    };
  }

  private static Future<Reply> refused(String commandId, ErrorCode code, String detail) {
    return Future.succeededFuture(Reply.Refused.of(commandId, code, detail));
  }
}
