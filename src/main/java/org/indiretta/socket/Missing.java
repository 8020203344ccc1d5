package org.indiretta.socket;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.indiretta.consultation.Looks;
import org.indiretta.identity.ConsultationId;

/**
 * What a look showed not to have been heard by connections of this node, and what was read of it:
 * for all of them at once, at most {@link Looks#READ_AT_ONCE} consultations each time.
 */
final class Missing {
  private final Map<ConsultationId, Long> entriesAfter = new HashMap<>();
  private final Set<ConsultationId> views = new HashSet<>();
  private final Set<ConsultationId> erased = new HashSet<>();

  /** Entries beyond this place. */
  void entriesAfter(ConsultationId consultation, long place) {
    if (hasRoom(entriesAfter.keySet(), consultation)) {
      entriesAfter.merge(consultation, place, Math::min);
    }
  }

  /** How it looks. */
  void view(ConsultationId consultation) {
    if (hasRoom(views, consultation)) {
      views.add(consultation);
    }
  }

  /** Which of its entries were withdrawn. */
  void erased(ConsultationId consultation) {
    if (hasRoom(erased, consultation)) {
      erased.add(consultation);
    }
  }

  private static boolean hasRoom(Set<ConsultationId> some, ConsultationId consultation) {
    return some.size() < Looks.READ_AT_ONCE || some.contains(consultation);
  }

  /** These, too; those of another hub. */
  void add(Missing others) {
    others.entriesAfter.forEach(this::entriesAfter);
    others.views.forEach(this::view);
    others.erased.forEach(this::erased);
  }

  boolean isNothing() {
    return entriesAfter.isEmpty() && views.isEmpty() && erased.isEmpty();
  }

  /** Reads it: a query for all entries, one for all views, and one for each that lost content. */
  Future<Found> read(Looks looks, Map<ConsultationId, Looks.Seen> seen) {
    Map<ConsultationId, List<Long>> gone = new HashMap<>();
    List<Future<?>> asked = new ArrayList<>();
    erased.forEach(id -> asked.add(looks.erased(id).onSuccess(places -> gone.put(id, places))));
    return Future.all(asked)
        .compose(all -> looks.entries(entriesAfter))
        .compose(entries -> looks.sides(views).map(sides -> new Found(seen, entries, sides, gone)));
  }

  /** What was read. */
  record Found(
      Map<ConsultationId, Looks.Seen> seen,
      Map<ConsultationId, List<Looks.Missed>> entries,
      Map<ConsultationId, Looks.Sides> sides,
      Map<ConsultationId, List<Long>> erased) {
    boolean concerns(ConsultationId consultation) {
      return entries.containsKey(consultation)
          || sides.containsKey(consultation)
          || erased.containsKey(consultation);
    }

    List<Looks.Missed> entries(ConsultationId consultation) {
      return entries.getOrDefault(consultation, List.of());
    }

    List<Long> erased(ConsultationId consultation) {
      return erased.getOrDefault(consultation, List.of());
    }

    /** Whether it was read which of its entries are gone. */
    boolean isErasedRead(ConsultationId consultation) {
      return erased.containsKey(consultation);
    }

    /** How many entries were withdrawn as the look saw it that led to the reading. */
    int withdrawn(ConsultationId consultation) {
      return seen.get(consultation).withdrawn();
    }

    /** Null when it was not read. */
    Looks.Sides sides(ConsultationId consultation) {
      return sides.get(consultation);
    }

    long stamp(ConsultationId consultation) {
      return seen.get(consultation).stamp();
    }
  }
}
