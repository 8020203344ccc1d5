package org.indiretta.signalling;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.indiretta.bus.Address;
import org.indiretta.bus.Bus;
import org.indiretta.bus.News;
import org.indiretta.consultation.Calls;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.Author;
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

  private static final List<Author.Kind> SIDES =
      List.of(Author.Kind.CITIZEN, Author.Kind.OPERATOR, Author.Kind.GUEST);

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
                  case Calls.Standing.Participant who -> {
                    tell(command, who, connection);
                    yield new Reply.Done(command.id());
                  }
                });
  }

  /** To everybody else; the own side hears it only when there are several of it in the call. */
  private void tell(CallCommand.TypeLive command, Calls.Standing.Participant who, String from) {
    ConsultationId id = command.consultation();
    Author author = who.author();
    Set<Address> to = new HashSet<>();
    for (Author.Kind kind : SIDES) {
      long there =
          who.call() == null
              ? 0
              : who.call().members().stream().filter(it -> it.author().kind() == kind).count();
      if (kind != author.kind() || there > 1) {
        to.add(
            switch (kind) {
              case CITIZEN -> new Address.CitizenOf(id);
              case OPERATOR -> new Address.StaffOf(id);
              case GUEST -> new Address.GuestsOf(id);
              case SYSTEM -> throw new IllegalStateException("nobody types as the system");
            });
      }
    }
    bus.publish(
        new News.Pushed(to, new Push.LiveText(id, author, command.line(), command.text()), from));
  }

  /** In the order of asking: who types faster than PostgreSQL answers waits for the same answer. */
  private Future<Calls.Standing> standing(
      Principal principal, ConsultationId id, String connection) {
    Instant now = clock.now();
    return passes
        .computeIfAbsent(connection, key -> new ConcurrentHashMap<>(2))
        .compute(
            id,
            (key, known) ->
                known != null
                        && !known.standing().failed()
                        && now.isBefore(known.askedAt().plusMillis(PASS_MS))
                    ? known
                    : new Pass(calls.standing(principal, id), now))
        .standing();
  }

  /** It was switched: the next key asks anew. */
  void switched(ConsultationId id) {
    passes.values().forEach(of -> of.remove(id));
  }

  void left(String connection) {
    passes.remove(connection);
  }
}
