package org.indiretta.transcript;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.indiretta.identity.ConsultationId;
import org.indiretta.sql.DatabaseUnavailable;

/**
 * Brings one batch to an end: the fast road first; when an id was there already, or an entry was
 * refused that may be a retry, the slow road that looks for it; when PostgreSQL refuses something
 * else, halves, so that only the entry it refuses fails. Entries of one consultation keep their
 * order on every road.
 */
final class BatchRun {
  /** What became of an entry. */
  sealed interface Outcome {
    /** It has its answer. */
    record Answered(Appended answer) implements Outcome {}

    /** The consultation's row is locked by somebody else: try again. */
    record Locked() implements Outcome {}

    /** A fault of ours. */
    record Fault(Throwable cause) implements Outcome {}
  }

  private static final Outcome LOCKED = new Outcome.Locked();

  private final SqlAppend sql;
  private final Instant at;
  private final Map<Pending, Outcome> outcomes = new LinkedHashMap<>();
  private final Set<ConsultationId> locked = new HashSet<>();

  /** In which something was refused for now: what stands behind it is refused with it. */
  private final Map<ConsultationId, Appended.Reason> away = new HashMap<>();

  private BatchRun(SqlAppend sql, Instant at) {
    this.sql = sql;
    this.at = at;
  }

  /** Never fails: every entry has an outcome. */
  static Future<Map<Pending, Outcome>> run(SqlAppend sql, List<Pending> batch, Instant at) {
    BatchRun run = new BatchRun(sql, at);
    batch.forEach(pending -> run.outcomes.put(pending, LOCKED));
    return run.append(batch)
        .recover(
            fault -> {
              batch.forEach(pending -> run.outcomes.put(pending, new Outcome.Fault(fault)));
              return Future.succeededFuture();
            })
        .map(run.outcomes);
  }

  private Future<Void> append(List<Pending> batch) {
    List<Pending> entries = batch.stream().filter(this::isNext).toList();
    if (entries.isEmpty()) {
      return Future.succeededFuture();
    }
    return sql.append(entries, at)
        .compose(
            found -> {
              settle(entries, found);
              return lookForRefused(entries);
            },
            fault -> mend(entries, fault));
  }

  /** Whether nothing before it in its consultation met a lock or was refused for now. */
  private boolean isNext(Pending pending) {
    Appended.Reason why = away.get(pending.append.consultation());
    if (why != null) {
      outcomes.put(pending, new Outcome.Answered(new Appended.Refused(why)));
    }
    return why == null && !locked.contains(pending.append.consultation());
  }

  /**
   * What may no longer be written may be a retry of what was (P3): it gets its place all the same.
   */
  private Future<Void> lookForRefused(List<Pending> entries) {
    List<Pending> refused =
        entries.stream().filter(p -> p.key != null && isRefused(outcomes.get(p))).toList();
    return refused.isEmpty()
        ? Future.succeededFuture()
        : settleExisting(refused)
            .otherwise(fault -> away(refused, Appended.Reason.UNAVAILABLE))
            .mapEmpty();
  }

  private static boolean isRefused(Outcome outcome) {
    return outcome instanceof Outcome.Answered(Appended.Refused _);
  }

  /** Answers those that stand under their id already, and gives the others. */
  private Future<List<Pending>> settleExisting(List<Pending> entries) {
    return sql.existing(entries)
        .map(
            existing -> {
              List<Pending> rest = new ArrayList<>(entries.size());
              for (Pending pending : entries) {
                SqlAppend.Existing same = pending.key == null ? null : existing.get(pending.key);
                if (same == null) {
                  rest.add(pending);
                } else {
                  outcomes.put(pending, new Outcome.Answered(same.answerTo(pending.append)));
                }
              }
              return rest;
            });
  }

  /** Nobody knows now: the retry will find out. */
  private List<Pending> away(List<Pending> entries, Appended.Reason why) {
    Outcome refused = new Outcome.Answered(new Appended.Refused(why));
    entries.forEach(
        pending -> {
          outcomes.put(pending, refused);
          var _ = away.putIfAbsent(pending.append.consultation(), why);
        });
    return List.of();
  }

  private void settle(List<Pending> entries, List<Outcome> found) {
    for (int i = 0; i < entries.size(); i++) {
      outcomes.put(entries.get(i), found.get(i));
      if (found.get(i) instanceof Outcome.Locked) {
        locked.add(entries.get(i).append.consultation());
      }
    }
  }

  private Future<Void> mend(List<Pending> entries, Throwable fault) {
    return switch (fault) {
      case DatabaseUnavailable e -> {
        Appended.Reason why = e.isFull() ? Appended.Reason.DISK_FULL : Appended.Reason.UNAVAILABLE;
        yield Future.succeededFuture(away(entries, why)).mapEmpty();
      }
      case Throwable taken when SqlAppend.isIdTaken(taken) -> lookForIds(entries, taken);
      default -> halve(entries, fault);
    };
  }

  private Future<Void> lookForIds(List<Pending> entries, Throwable violation) {
    return settleExisting(entries)
        .compose(
            rest -> rest.size() == entries.size() ? halve(entries, violation) : append(rest),
            fault -> mend(entries, fault));
  }

  private Future<Void> halve(List<Pending> entries, Throwable fault) {
    if (entries.size() == 1) {
      outcomes.put(entries.getFirst(), new Outcome.Fault(fault));
      return Future.succeededFuture();
    }
    int middle = entries.size() / 2;
    List<Pending> second = entries.subList(middle, entries.size());
    return append(entries.subList(0, middle)).compose(v -> append(second));
  }
}
