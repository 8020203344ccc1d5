package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.UUID;
import org.indiretta.file.StoredFile;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.transcript.Append;
import org.indiretta.transcript.Appended;
import org.indiretta.transcript.Body;
import org.indiretta.transcript.Entry;
import org.indiretta.transcript.Writer;

/**
 * What people write. A write is one append, whose right is decided under the lock of the
 * consultation's row; its reply and its push both follow the commit (P1).
 */
final class Writing {
  private static final long RETRY_AFTER_MS = 1_000;

  private final Rooms rooms;
  private final SqlConsultations store;
  private final Teller teller;
  private final Reading reading;

  Writing(Parts parts, Reading reading) {
    this.rooms = parts.rooms();
    this.store = parts.store();
    this.teller = parts.teller();
    this.reading = reading;
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
          reading.asReader(
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
        .append(new Append(id, writer, messageId, body), connection)
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
    return reading.asReader(
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
      case DISK_FULL ->
          new Reply.Refused(
              commandId,
              ErrorCode.UNAVAILABLE,
              "the disk of the database is full",
              RETRY_AFTER_MS,
              null);
    };
  }

  private static Future<Reply> refused(String commandId, ErrorCode code, String detail) {
    return Future.succeededFuture(Reply.Refused.of(commandId, code, detail));
  }
}
