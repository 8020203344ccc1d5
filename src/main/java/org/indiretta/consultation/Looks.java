package org.indiretta.consultation;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.GuestId;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.Push;
import org.indiretta.transcript.Entry;

/**
 * How the consultations that a node's connections follow stand in PostgreSQL: who may still receive
 * them (P7), and what should have been heard of them by now (P4, P5). Each question is one query,
 * whatever the number of consultations.
 */
public final class Looks {
  /** The most consultations whose entries or views are read at once; the others a second later. */
  public static final int READ_AT_ONCE = 500;

  /** The most entries that are read of one consultation at once; the next ones a second later. */
  public static final int ENTRIES_AT_ONCE = 200;

  private final SqlLooks sql;
  private final Parts parts;

  Looks(Parts parts) {
    this.parts = parts;
    this.sql = new SqlLooks(parts.rooms().database());
  }

  /**
   * A consultation as it stands.
   *
   * @param lastSeq the place of its newest entry
   * @param readByCitizen the newest place the citizen saw
   * @param readByStaff the newest place the operator saw
   * @param withdrawn how many entries were withdrawn
   * @param stamp another one whenever people may see something else of it, entries and what they
   *     read aside
   * @param staff who of staff may receive it
   * @param guests who has a place in its running call
   * @param citizenGone whether no browser of the citizen is known to be connected
   */
  public record Seen(
      long lastSeq,
      long readByCitizen,
      long readByStaff,
      int withdrawn,
      long stamp,
      Set<OperatorId> staff,
      Set<GuestId> guests,
      boolean citizenGone) {
    public Seen {
      staff = Set.copyOf(staff);
      guests = Set.copyOf(guests);
    }
  }

  /** A consultation as each side may see it. */
  public record Sides(ConsultationView citizen, ConsultationView staff, ConsultationView guest) {}

  /** An entry as each side may see it; the citizen and the guests see the same. */
  public record Missed(long seq, Push.EntryAdded others, Push.EntryAdded staff) {}

  /** These as they stand; what is not there any more is missing. */
  public Future<Map<ConsultationId, Seen>> at(Set<ConsultationId> consultations) {
    return consultations.isEmpty() ? Future.succeededFuture(Map.of()) : sql.at(consultations);
  }

  /** The entries after these places, in order and without a hole. */
  public Future<Map<ConsultationId, List<Missed>>> entries(Map<ConsultationId, Long> after) {
    return after.isEmpty()
        ? Future.succeededFuture(Map.of())
        : parts
            .rooms()
            .entries()
            .entriesAfter(after, ENTRIES_AT_ONCE)
            .map(
                all ->
                    all.stream()
                        .collect(
                            Collectors.groupingBy(
                                Entry::consultation,
                                HashMap::new,
                                Collectors.mapping(this::missed, Collectors.toList()))));
  }

  private Missed missed(Entry entry) {
    ConsultationId id = entry.consultation();
    return new Missed(
        entry.seq(),
        new Push.EntryAdded(id, parts.projection().forCitizen(entry)),
        new Push.EntryAdded(id, parts.projection().forStaff(entry)));
  }

  /** These as people see them now. */
  public Future<Map<ConsultationId, Sides>> sides(Set<ConsultationId> consultations) {
    return consultations.isEmpty()
        ? Future.succeededFuture(Map.of())
        : parts
            .store()
            .findAll(consultations)
            .map(all -> all.stream().collect(Collectors.toMap(Consultation::id, this::sides)));
  }

  private Sides sides(Consultation of) {
    Function<Consultation, ConsultationView> guest = parts.teller()::forGuest;
    return new Sides(
        parts.teller().forCitizen(of),
        parts.teller().forStaff(of),
        of.hasGuests() ? guest.apply(of) : null);
  }

  /** The places of one consultation whose content is gone. */
  public Future<List<Long>> erased(ConsultationId consultation) {
    return parts.rooms().entries().erasedUpTo(consultation, Long.MAX_VALUE);
  }

  /** Another number whenever desks and boards may look different. */
  public Future<Long> desks() {
    return sql.desks();
  }
}
