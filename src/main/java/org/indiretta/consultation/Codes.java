package org.indiretta.consultation;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.JoinCode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.ReturnCode;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.QueueCommand;
import org.indiretta.protocol.Reply;

/**
 * The codes that citizens type: the return code of a case (RT51) and the join code from the
 * telephone (RT52). Each is good once; tries are counted in PostgreSQL, so that they hold on every
 * node.
 */
final class Codes {
  /** How often a citizen may try a code within {@link #WINDOW_MS}. */
  static final int TRIES = 5;

  /** How often all citizens of one address may: a town hall's front desk is one. */
  static final int TRIES_OF_ADDRESS = 30;

  /** The time in which tries are counted. */
  static final long WINDOW_MS = 600_000;

  /** How long a join code is good. */
  static final long JOIN_MS = 600_000;

  /** How long a return code is good, in days. */
  static final int RETURN_DAYS = 30;

  /** Two codes are the same once in a million; as many tries in a row fail never. */
  private static final int CODES_TRIED = 8;

  private final Rooms rooms;
  private final SqlCodes sql;
  private final SecureRandom random = new SecureRandom();

  Codes(Rooms rooms) {
    this.rooms = rooms;
    this.sql = new SqlCodes(rooms.database());
  }

  /** What a code stands for. */
  sealed interface Meaning {
    /** The case to go on with; {@code topic} is what it was about. */
    record Case(ReturnCode code, ConsultationId consultation, TopicId topic) implements Meaning {}

    /** The operator on the telephone; {@code topic} may be null. */
    record Desk(JoinCode code, OperatorId operator, TopicId topic) implements Meaning {}
  }

  /** What looking at a code came to. */
  sealed interface Looked {
    record Found(Meaning meaning) implements Looked {}

    /** Wrong, used or too old. */
    record Unknown() implements Looked {}

    /** Too many tries; after so many milliseconds again. */
    record TooMany(long retryAfterMs) implements Looked {}
  }

  /** A code and until when it is good. */
  record Made(String code, Instant expiresAt) {}

  /**
   * Counts the try, and only then looks; nothing is used up. What cannot be a code at all is
   * unknown and not counted.
   */
  Future<Looked> look(Principal.Citizen citizen, Command.StartConsultation command) {
    if (command.returnCode() != null) {
      return ReturnCode.typed(command.returnCode())
          .map(code -> look(citizen, sql.caseOf(code, citizen.site(), rooms.clock().now())))
          .orElseGet(() -> Future.succeededFuture(new Looked.Unknown()));
    }
    return JoinCode.typed(command.joinCode())
        .map(code -> look(citizen, sql.deskOf(code, rooms.clock().now())))
        .orElseGet(() -> Future.succeededFuture(new Looked.Unknown()));
  }

  private Future<Looked> look(Principal.Citizen citizen, SqlCodes.Look<? extends Meaning> look) {
    Instant now = rooms.clock().now();
    return sql.count(citizen.id(), now)
        .compose(
            retryAfterMs ->
                retryAfterMs > 0
                    ? Future.succeededFuture(new Looked.TooMany(retryAfterMs))
                    : look.now()
                        .map(
                            found ->
                                found
                                    .<Looked>map(Looked.Found::new)
                                    .orElseGet(Looked.Unknown::new)));
  }

  /** Uses a join code up; false when somebody was faster, or it is too old by now. */
  Future<Boolean> use(JoinCode code) {
    return sql.use(code, rooms.clock().now());
  }

  /** A new return code of a consultation that is to be completed; the one before is void. */
  Future<Made> issue(ConsultationId consultation) {
    ReturnCode code = ReturnCode.next(random);
    Instant now = rooms.clock().now();
    Instant expiresAt = now.plus(Duration.ofDays(RETURN_DAYS));
    return sql.issue(consultation, code, now, expiresAt).map(new Made(code.value(), expiresAt));
  }

  /** A new join code of this operator; the one before is void. */
  Future<Reply> make(Principal.Staff staff, QueueCommand.MakeJoinCode command) {
    boolean known =
        command.topic() == null
            || rooms.directory().topic(command.topic()).filter(it -> it.enabled()).isPresent();
    return known
        ? make(staff.id(), command, CODES_TRIED)
        : Future.succeededFuture(
            Reply.Refused.of(command.id(), ErrorCode.NOT_FOUND, "no such topic"));
  }

  private Future<Reply> make(OperatorId operator, QueueCommand.MakeJoinCode command, int tries) {
    if (tries == 0) {
      return Future.failedFuture(new IllegalStateException("no free join code was found"));
    }
    JoinCode code = JoinCode.next(random);
    Instant now = rooms.clock().now();
    Instant expiresAt = now.plusMillis(JOIN_MS);
    return sql.make(operator, code, command.topic(), now, expiresAt)
        .compose(
            made ->
                made
                    ? Future.succeededFuture(
                        new Reply.JoinCodeMade(command.id(), code.value(), expiresAt))
                    : make(operator, command, tries - 1));
  }
}
