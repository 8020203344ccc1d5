package org.indiretta.consultation;

import io.vertx.core.Future;
import java.util.function.Function;
import org.indiretta.directory.Operator;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.BoardCommand;
import org.indiretta.protocol.BoardView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.transcript.Entry;

/**
 * The door of what supervisors see and do (rules B1 to B6): the board, and one method per command.
 * Who is no supervisor, or asks for what is of another's topics, is FORBIDDEN.
 */
public final class Supervision {
  private final Parts parts;
  private final SupervisorRules rules;
  private final SqlSupervision sql;
  private final Boards boards;

  Supervision(Parts parts) {
    this.parts = parts;
    Rooms rooms = parts.rooms();
    this.rules = new SupervisorRules(rooms.directory(), rooms.clock(), parts.rules());
    this.sql = new SqlSupervision(rooms.database(), rooms.entries());
    this.boards = new Boards(rooms, sql);
  }

  /** The board as this person may see it now; an empty one for who may see nothing. */
  public Future<BoardView> board(Principal.Staff staff) {
    return Scope.of(parts.rooms().directory(), staff)
        .map(boards::of)
        .orElseGet(() -> Future.succeededFuture(BoardView.EMPTY));
  }

  /**
   * Gives it to an operator at once, who is told by whom. NOT_FOUND for one who is unknown or
   * disabled, WRONG_STATE for one who is offline, and from the wrap-up on.
   */
  public Future<Reply> reassign(Principal.Staff staff, BoardCommand.Reassign command) {
    return scoped(
        staff,
        command.id(),
        scope ->
            parts
                .rooms()
                .presences()
                .of(command.to())
                .compose(
                    presence -> {
                      boolean there = presence.state() != PresenceState.OFFLINE;
                      return given(
                          scope,
                          command.id(),
                          command.consultation(),
                          command.to(),
                          of -> rules.reassign(scope, of, command.to(), there));
                    }));
  }

  /** Who waits, whatever the own topics. TAKEN when an operator answers it, WRONG_STATE later. */
  public Future<Reply> pick(Principal.Staff staff, BoardCommand.Pick command) {
    return scoped(
        staff,
        command.id(),
        scope ->
            given(
                scope,
                command.id(),
                command.consultation(),
                scope.who().id(),
                of -> rules.pick(scope, of)));
  }

  /** One move, told to who got it unless they took it themselves. */
  private Future<Reply> given(
      Scope scope,
      String commandId,
      ConsultationId id,
      OperatorId to,
      Function<Consultation, Decision> rule) {
    return parts
        .moves()
        .decide(id, rule)
        .map(
            result -> {
              if (result instanceof Moves.Result.Moved(Consultation after)
                  && !to.equals(scope.who().id())) {
                String by = scope.who().firstName();
                parts.teller().toPerson(to, new Push.Assigned(id, after.reference(), by));
              }
              return parts.moves().reply(commandId, result);
            });
  }

  /**
   * Reads and writes along from now on, until they leave or it ends; an event tells both sides who
   * came. WRONG_STATE unless another operator answers it.
   */
  public Future<Reply> join(Principal.Staff staff, BoardCommand.JoinOpenly command) {
    return scoped(
        staff,
        command.id(),
        scope ->
            parts
                .store()
                .find(command.consultation())
                .compose(
                    found -> {
                      if (found.isEmpty()) {
                        return refused(command.id(), ErrorCode.NOT_FOUND, "no such consultation");
                      }
                      Consultation of = found.get();
                      Decision.Refuse why = rules.joining(scope, of);
                      if (why != null) {
                        return refused(command.id(), why.code(), why.detail());
                      }
                      return of.isJoinedBy(staff.id())
                          ? Future.succeededFuture(new Reply.Done(command.id()))
                          : joined(scope, of, command.id());
                    }));
  }

  private Future<Reply> joined(Scope scope, Consultation of, String commandId) {
    return sql.join(of.id(), scope.who(), parts.rooms().clock().now())
        .compose(
            entry -> {
              if (entry.isEmpty()) {
                return refused(commandId, ErrorCode.WRONG_STATE, "it can no longer be joined");
              }
              parts.teller().entry(entry.get(), null);
              parts.teller().deskStale();
              return Future.succeededFuture(new Reply.Done(commandId));
            });
  }

  /** Done, too, when they had not joined. */
  public Future<Reply> leave(Principal.Staff staff, BoardCommand.LeaveOpenly command) {
    return left(command.consultation(), staff.id()).map(new Reply.Done(command.id()));
  }

  /** Who is signed in nowhere any more leaves all that they joined. */
  Future<Void> signedOut(OperatorId operator) {
    return sql.joinedBy(operator)
        .compose(all -> Future.all(all.stream().map(id -> left(id, operator)).toList()))
        .mapEmpty();
  }

  private Future<Void> left(ConsultationId id, OperatorId operator) {
    Operator who = parts.rooms().directory().operator(operator).orElse(null);
    return sql.leave(id, operator, who, parts.rooms().clock().now())
        .compose(entry -> entry.isEmpty() ? Future.succeededFuture() : left(entry.get()));
  }

  private Future<Void> left(Entry entry) {
    parts.teller().entry(entry, null);
    return parts
        .store()
        .find(entry.consultation())
        .onSuccess(found -> found.ifPresent(parts.teller()::leftByStaff))
        .mapEmpty();
  }

  /**
   * AVAILABLE again, and told by whom. WRONG_STATE when they are not away, or no browser of theirs
   * is connected.
   */
  public Future<Reply> endPause(Principal.Staff staff, BoardCommand.EndPause command) {
    return scoped(
        staff,
        command.id(),
        scope -> {
          boolean theirs =
              parts
                  .rooms()
                  .directory()
                  .operator(command.operator())
                  .filter(scope::covers)
                  .isPresent();
          return theirs
              ? paused(scope, command)
              : refused(command.id(), ErrorCode.FORBIDDEN, "not an operator of your topics");
        });
  }

  private Future<Reply> paused(Scope scope, BoardCommand.EndPause command) {
    return parts
        .rooms()
        .presences()
        .endPause(command.operator())
        .compose(
            ended -> {
              if (!ended) {
                return refused(command.id(), ErrorCode.WRONG_STATE, "not away, or not connected");
              }
              Push told = new Push.PauseEnded(scope.who().firstName());
              parts.teller().toPerson(command.operator(), told);
              return Future.succeededFuture(new Reply.Done(command.id()));
            });
  }

  /** Kept with who and when; nothing is written when they are so already. */
  public Future<Reply> showPersonFigures(
      Principal.Staff staff, BoardCommand.ShowPersonFigures command) {
    return sql.showPersonFigures(command.on(), staff.id(), parts.rooms().clock().now())
        .onSuccess(done -> parts.teller().deskStale())
        .map(new Reply.Done(command.id()));
  }

  private Future<Reply> scoped(
      Principal.Staff staff, String commandId, Function<Scope, Future<Reply>> then) {
    return Scope.of(parts.rooms().directory(), staff)
        .map(then)
        .orElseGet(() -> refused(commandId, ErrorCode.FORBIDDEN, "not for this role"));
  }

  private static Future<Reply> refused(String commandId, ErrorCode code, String detail) {
    return Future.succeededFuture(Reply.Refused.of(commandId, code, detail));
  }
}
