package org.indiretta.consultation;

import io.vertx.core.Future;
import java.util.function.Function;
import org.indiretta.identity.ConsultationId;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Reply;
import org.indiretta.telemetry.Clock;

/**
 * The one way by which a consultation moves: read it, ask the rule, make it true by a conditional
 * update, tell the news. Who loses a race asks the rule again about what the winner made of it, so
 * that the answer is always about the present state.
 */
final class Moves {
  /** After so many lost races the command is refused; each loss means that somebody else moved. */
  private static final int TRIES = 8;

  private static final long RETRY_AFTER_MS = 500;

  private static final Decision.Refuse ANOTHER_OPEN =
      new Decision.Refuse(ErrorCode.WRONG_STATE, "another consultation is open", null);

  private static final Decision.Refuse DISABLED =
      new Decision.Refuse(ErrorCode.FORBIDDEN, "the account is disabled", null);

  private static final Decision.Refuse NO_PLACE =
      new Decision.Refuse(ErrorCode.FULL, SqlWaitingLimit.DETAIL, null);

  private static final Decision.Refuse NOT_FOUND =
      new Decision.Refuse(ErrorCode.NOT_FOUND, "no such consultation", null);

  private final SqlConsultations store;
  private final SqlMoves sql;
  private final Teller teller;
  private final Views views;
  private final Clock clock;
  private volatile Runnable afterMove = () -> {};

  Moves(SqlConsultations store, SqlMoves sql, Teller teller, Views views, Clock clock) {
    this.store = store;
    this.sql = sql;
    this.teller = teller;
    this.views = views;
    this.clock = clock;
  }

  /** What is done after every move that is not the choice of routing itself, news told. */
  void afterMove(Runnable then) {
    afterMove = then;
  }

  /** Does what is done after every move, for a change that was no move: a start. */
  void ranAfter() {
    afterMove.run();
  }

  /** What became of it. */
  sealed interface Result {
    /** Moved by this call. */
    record Moved(Consultation after) implements Result {}

    /** It was so already. */
    record Stayed(Consultation present) implements Result {}

    /** The rule refused. */
    record Refused(Decision.Refuse why) implements Result {}

    /** Others were faster each time. */
    record Overrun() implements Result {}
  }

  /** Asks the rule and does what it says; NOT_FOUND when there is no such consultation. */
  Future<Result> decide(ConsultationId id, Function<Consultation, Decision> rule) {
    return attempt(id, rule, TRIES);
  }

  /** The same, answered as a command: done, or refused. */
  Future<Reply> answer(String commandId, ConsultationId id, Function<Consultation, Decision> rule) {
    return decide(id, rule).map(result -> reply(commandId, result));
  }

  /** The same for the server's own moves: whether it moved now. */
  Future<Boolean> moved(ConsultationId id, Function<Consultation, Decision> rule) {
    return decide(id, rule).map(result -> result instanceof Result.Moved);
  }

  /** The same, giving up at the first lost race: for choices that a next run makes anew. */
  Future<Boolean> movedOnce(ConsultationId id, Function<Consultation, Decision> rule) {
    return attempt(id, rule, 1).map(result -> result instanceof Result.Moved);
  }

  /** The answer for a result. */
  Reply reply(String commandId, Result result) {
    return switch (result) {
      case Result.Moved _, Result.Stayed _ -> new Reply.Done(commandId);
      case Result.Refused(Decision.Refuse why) ->
          new Reply.Refused(
              commandId,
              why.code(),
              why.detail(),
              null,
              why.by() == null ? null : views.name(why.by()));
      case Result.Overrun _ ->
          new Reply.Refused(
              commandId, ErrorCode.UNAVAILABLE, "too many at once", RETRY_AFTER_MS, null);
    };
  }

  private Future<Result> attempt(
      ConsultationId id, Function<Consultation, Decision> rule, int tries) {
    if (tries == 0) {
      return Future.succeededFuture(new Result.Overrun());
    }
    return store
        .find(id)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(new Result.Refused(NOT_FOUND))
                    : decided(found.get(), rule, tries));
  }

  private Future<Result> decided(
      Consultation before, Function<Consultation, Decision> rule, int tries) {
    return switch (rule.apply(before)) {
      case Decision.Refuse refuse -> Future.succeededFuture(new Result.Refused(refuse));
      case Decision.Stay _ -> Future.succeededFuture(new Result.Stayed(before));
      case Decision.Go(Step step) ->
          sql.move(before, step, clock.now())
              .compose(
                  tried ->
                      switch (tried) {
                        case SqlMoves.Tried.Moved moved ->
                            Future.succeededFuture(told(before, step, moved));
                        case SqlMoves.Tried.LostRace _ -> attempt(before.id(), rule, tries - 1);
                        case SqlMoves.Tried.Disabled _ ->
                            Future.succeededFuture(new Result.Refused(DISABLED));
                        case SqlMoves.Tried.AnotherOpen _ ->
                            Future.succeededFuture(new Result.Refused(ANOTHER_OPEN));
                        case SqlMoves.Tried.NoPlace _ ->
                            Future.succeededFuture(new Result.Refused(NO_PLACE));
                      });
    };
  }

  private Result told(Consultation before, Step step, SqlMoves.Tried.Moved moved) {
    teller.moved(before, moved.after(), step, moved.entries());
    moved.calls().stream()
        .filter(CallStep::told)
        .forEach(call -> teller.called(before.id(), call.next()));
    // Who chose for one that waited has counted that already, and nobody is freer by it.
    boolean chosen = before.state() instanceof State.Waiting && step.reasons() != null;
    if (!chosen) {
      afterMove.run();
    }
    return new Result.Moved(moved.after());
  }
}
