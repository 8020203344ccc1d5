package org.indiretta.signalling;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.indiretta.bus.Bus;
import org.indiretta.bus.News;
import org.indiretta.consultation.Calls;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.telemetry.Clock;

/**
 * Passes on what is being typed (C10), and keeps nothing of it. Who may is asked once a second at
 * most, so that a key costs no query; what was switched off here stops at once, elsewhere within
 * that second (P7).
 */
final class LiveTexts {
  /** How long an answer of PostgreSQL counts. */
  static final long PASS_MS = 1_000;

  private final Calls calls;
  private final Bus bus;
  private final Clock clock;
  private final Map<String, Map<ConsultationId, Pass>> passes = new ConcurrentHashMap<>();

  /** What was answered, and when it was asked. */
  private record Pass(Future<Calls.Standing> standing, Instant askedAt) {}

  LiveTexts(Calls calls, Bus bus, Clock clock) {
    this.calls = calls;
    this.bus = bus;
    this.clock = clock;
  }

  Future<Reply> type(Principal principal, CallCommand.TypeLive command, String connection) {
    return standing(principal, command.consultation(), connection)
        .map(
            standing ->
                switch (standing) {
                  case Calls.Standing.Refused(ErrorCode code, String detail) ->
                      Reply.Refused.of(command.id(), code, detail);
                  case Calls.Standing.Participant who when !who.liveText() ->
                      Reply.Refused.of(
                          command.id(), ErrorCode.WRONG_STATE, "real-time text is off");
                  case Calls.Standing.Participant who when !bus.reaches(who.others()) ->
                      Relay.away(command);
                  case Calls.Standing.Participant who -> {
                    tell(command, who, connection);
                    yield new Reply.Done(command.id());
                  }
                });
  }

  private void tell(CallCommand.TypeLive command, Calls.Standing.Participant who, String from) {
    Push said =
        new Push.LiveText(command.consultation(), who.author(), command.line(), command.text());
    bus.publish(new News.Pushed(who.others(), said, from));
  }

  /** In the order of asking: who types faster than PostgreSQL answers waits for the same answer. */
  private Future<Calls.Standing> standing(
      Principal principal, ConsultationId id, String connection) {
    Instant now = clock.now();
    Map<ConsultationId, Pass> own =
        passes.computeIfAbsent(connection, key -> new ConcurrentHashMap<>(2));
    Pass pass =
        own.compute(
            id,
            (key, known) ->
                known != null
                        && !known.standing().failed()
                        && now.isBefore(known.askedAt().plusMillis(PASS_MS))
                    ? known
                    : new Pass(calls.standing(principal, id), now));
    // Nobody makes this grow by consultations that are not theirs.
    pass.standing()
        .onSuccess(
            standing -> {
              if (standing instanceof Calls.Standing.Refused) {
                own.remove(id, pass);
              }
            });
    return pass.standing();
  }

  /** It was switched: the next key asks anew. */
  void switched(ConsultationId id) {
    passes.values().forEach(of -> of.remove(id));
  }

  void left(String connection) {
    passes.remove(connection);
  }
}
