package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.transcript.Body;
import org.indiretta.transcript.Entry;
import org.indiretta.transcript.SqlEntries;
import org.indiretta.transcript.Writer;

/** What a citizen had written into a consultation that goes on as a contact request. */
final class WrittenBefore {
  /** The most characters that are taken along; of more the latest messages. */
  static final int CHARS = 20_000;

  private final Rooms rooms;
  private final Rules rules;
  private final Moves moves;

  WrittenBefore(Parts parts) {
    this.rooms = parts.rooms();
    this.rules = parts.rules();
    this.moves = parts.moves();
  }

  /** Ends it when it waits; why it cannot become a request, if it cannot. */
  Future<Optional<Decision.Refuse>> ending(Principal.Citizen citizen, ConsultationId id) {
    return moves
        .decide(id, of -> decided(citizen, of))
        .map(
            result ->
                switch (result) {
                  case Moves.Result.Moved _, Moves.Result.Stayed _ -> Optional.empty();
                  case Moves.Result.Refused(Decision.Refuse why) -> Optional.of(why);
                  case Moves.Result.Overrun _ ->
                      Optional.of(
                          new Decision.Refuse(ErrorCode.UNAVAILABLE, "too many at once", null));
                });
  }

  private Decision decided(Principal.Citizen citizen, Consultation of) {
    Instant readableSince = rooms.clock().now().minus(rooms.timings().readable());
    return switch (of.state()) {
      case State state when !of.isOf(citizen) -> Decision.notFound();
      case State.Queued queued -> Decision.go(rules.abandoned(queued, rooms.clock().now(), false));
      case State.Active _, State.WrapUp _ -> Decision.wrongState("somebody is answering");
      case State.Closed closed when closed.endedAt().isBefore(readableSince) -> Decision.notFound();
      case State.Abandoned left when left.endedAt().isBefore(readableSince) -> Decision.notFound();
      case State.Closed _, State.Abandoned _, State.Refused _ -> Decision.stay();
    };
  }

  /** The citizen's own messages, one after the other. */
  Future<ContactRequest.From> of(Principal.Citizen citizen, ConsultationId id) {
    return all(id, 0, new ArrayList<>())
        .map(
            entries -> {
              String written = latest(entries, citizen);
              return new ContactRequest.From(id, written.isEmpty() ? null : written, null);
            });
  }

  private Future<List<Entry>> all(ConsultationId id, long after, List<Entry> before) {
    return rooms
        .entries()
        .entriesAfter(id, after, SqlEntries.READ_ENTRIES)
        .compose(
            page -> {
              before.addAll(page);
              return page.size() < SqlEntries.READ_ENTRIES
                  ? Future.succeededFuture(before)
                  : all(id, page.getLast().seq(), before);
            });
  }

  private static String latest(List<Entry> entries, Principal.Citizen citizen) {
    String written = "";
    for (Entry entry : entries.reversed()) {
      if (entry.body() instanceof Body.Message(String text)
          && entry.writer() instanceof Writer.Citizen(var id)
          && id.equals(citizen.id())) {
        String longer = written.isEmpty() ? text : text + "\n\n" + written;
        if (longer.length() > CHARS) {
          break;
        }
        written = longer;
      }
    }
    return written;
  }
}
