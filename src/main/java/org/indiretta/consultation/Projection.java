package org.indiretta.consultation;

import java.util.Arrays;
import java.util.Optional;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Operator;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.CallQuality;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.Entry.Body;
import org.indiretta.protocol.EventKind;
import org.indiretta.transcript.Writer;

/**
 * Stored entries as a reader may see them. Nothing is left out, so that {@code seq} has no hole for
 * anybody (P2): a note becomes {@code withheld} for the citizen. Everything else is the same for
 * both sides, so that one push, encoded once, serves all; an operator's id is therefore not in it.
 */
public final class Projection {
  private static final Author CITIZEN = new Author(Author.Kind.CITIZEN, null, null);
  private static final Author SYSTEM = new Author(Author.Kind.SYSTEM, null, null);

  private final Directory directory;

  /** Names of operators are the directory's as it is when an entry is read. */
  public Projection(Directory directory) {
    this.directory = directory;
  }

  Author author(Writer writer) {
    return switch (writer) {
      case Writer.Citizen _ -> CITIZEN;
      case Writer.Operator operator ->
          new Author(Author.Kind.OPERATOR, firstName(operator.id()), null);
      case Writer.Guest guest -> new Author(Author.Kind.GUEST, guest.name(), null, guest.role());
      case Writer.Server _ -> SYSTEM;
    };
  }

  /** Towards staff, who see everything that is not erased. */
  public Entry forStaff(org.indiretta.transcript.Entry stored) {
    return entry(stored, stored.clientMessageId() != null, author(stored.writer()), body(stored));
  }

  /** Towards the citizen, and guests while they are there. */
  Entry forCitizen(org.indiretta.transcript.Entry stored) {
    return stored.body() instanceof org.indiretta.transcript.Body.Note
        ? entry(stored, false, SYSTEM, new Body.Withheld())
        : forStaff(stored);
  }

  /** Towards a guest: nothing of what was written before they came. */
  Entry forGuest(org.indiretta.transcript.Entry stored, long cameAfter) {
    return stored.seq() <= cameAfter
        ? entry(stored, false, SYSTEM, new Body.Withheld())
        : forCitizen(stored);
  }

  /** Whether all sides see the same, from when they came. */
  static boolean isSameForAll(org.indiretta.transcript.Body body) {
    return !(body instanceof org.indiretta.transcript.Body.Note);
  }

  /** The first name that citizens know; empty for an account that is not known (any more). */
  private String firstName(OperatorId id) {
    return directory.operator(id).map(Operator::firstName).orElse("");
  }

  private static Entry entry(
      org.indiretta.transcript.Entry stored, boolean withId, Author author, Body body) {
    return new Entry(
        stored.seq(), stored.at(), author, withId ? stored.clientMessageId() : null, body);
  }

  private static Body body(org.indiretta.transcript.Entry stored) {
    return switch (stored.body()) {
      case org.indiretta.transcript.Body.Message message -> new Body.Message(message.text());
      case org.indiretta.transcript.Body.File file ->
          new Body.File(file.file(), file.name(), file.contentType(), file.size());
      case org.indiretta.transcript.Body.Note note -> new Body.Note(note.text());
      case org.indiretta.transcript.Body.Event event ->
          kind(event)
              .<Body>map(
                  kind ->
                      new Body.Event(
                          kind,
                          event.name(),
                          event.detail(),
                          event.seconds(),
                          quality(event.quality())))
              .orElseGet(Body.Withheld::new);
      case org.indiretta.transcript.Body.Erased _ -> new Body.Erased();
    };
  }

  /** Empty: a newer server beside this one wrote it; it keeps its place, and the rest is read. */
  private static Optional<EventKind> kind(org.indiretta.transcript.Body.Event event) {
    return Arrays.stream(EventKind.values())
        .filter(kind -> kind.name().equals(event.event()))
        .findFirst();
  }

  private static CallQuality quality(org.indiretta.transcript.Body.Quality quality) {
    return quality == null
        ? null
        : new CallQuality(quality.lossPercent(), quality.roundTripMs(), quality.relayed());
  }

  /** An operator's first name and office, as events tell them. */
  Optional<Operator> operator(OperatorId id) {
    return directory.operator(id);
  }
}
