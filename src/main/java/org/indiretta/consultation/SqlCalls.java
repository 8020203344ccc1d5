package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.indiretta.identity.CallId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.CallView.CallEnd;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.sql.Database;
import org.indiretta.sql.Sql;
import org.indiretta.sql.Transaction;
import org.indiretta.transcript.Body;
import org.indiretta.transcript.Entry;
import org.indiretta.transcript.SqlEntries;

/**
 * Makes true what is decided about calls. Everything about the call of a consultation happens under
 * the lock of the consultation's row, as its moves and appends do; so of two who race each decides
 * about what the other left.
 */
final class SqlCalls {
  /** The most that one sweep ends; the rest a second later. */
  static final int DUE_AT_ONCE = 500;

  private static final Sql LOCK = Sql.of("SELECT 1 FROM consultation WHERE id = :id FOR UPDATE");

  private static final Sql FIND =
      Sql.of(
          "SELECT" + SqlRows.COLUMNS + "FROM consultation c" + SqlRows.JOINS + "WHERE c.id = :id");

  private static final Sql SEEN =
      Sql.of("UPDATE call_member SET seen_at = :now WHERE peer_id = ANY(:peers)");

  private static final Sql FIND_BY_CALLS =
      Sql.of(
          "SELECT"
              + SqlRows.COLUMNS
              + "FROM consultation c"
              + SqlRows.JOINS
              + """
              WHERE c.state = 'ACTIVE' AND c.id IN
                (SELECT consultation_id FROM call WHERE id = ANY(:calls) AND state <> 'ENDED')
              """);

  private static final Sql VERSIONS =
      Sql.of("SELECT id, version FROM call WHERE id = ANY(:calls) AND state <> 'ENDED'");

  private static final Sql DUE =
      Sql.of(
          """
          SELECT k.consultation_id FROM call k
          WHERE (k.state = 'PROPOSED' AND k.proposed_at <= :unansweredBefore)
             OR (k.state = 'RUNNING'
                 AND (k.started_at <= :longestBefore
                      OR EXISTS (SELECT 1 FROM call_member m
                                 WHERE m.call_id = k.id
                                   AND (m.away_since <= :awayBefore
                                        AND (m.invited_at IS NULL OR m.came_after IS NOT NULL)
                                     OR m.invited_at <= :unansweredBefore AND m.came_after IS NULL
                                        AND m.operator_id IS NOT NULL))))
          LIMIT :most
          """);

  private static final Sql UNSEEN =
      Sql.of(
          """
          SELECT k.consultation_id, k.id, m.peer_id, m.seat FROM call k
          JOIN call_member m ON m.call_id = k.id
          WHERE k.state = 'RUNNING' AND m.peer_id IS NOT NULL AND m.seen_at < :unseenBefore
          LIMIT :most
          """);

  private final Database database;
  private final SqlEntries entries;

  SqlCalls(Database database, SqlEntries entries) {
    this.database = database;
    this.entries = entries;
  }

  /** How a decision was made true. */
  sealed interface Tried {
    /** Committed, with the entries it wrote. */
    record Changed(Consultation before, Consultation after, CallStep step, List<Entry> entries)
        implements Tried {}

    record Stayed(Consultation present) implements Tried {}

    record Refused(ErrorCode code, String detail) implements Tried {}
  }

  /** A browser of which nothing was heard since it took its seat for the so many-th time. */
  record Unseen(ConsultationId consultation, CallId call, PeerId peer, int seat) {}

  /** Decides under the lock and makes it true; a failed future is a fault of the database. */
  Future<Tried> decide(
      ConsultationId id, Function<Consultation, CallStep.Decision> rule, Instant now) {
    return database.inTransaction(
        tx ->
            tx.list(LOCK.with("id", id.value()), row -> 1)
                .compose(locked -> tx.first(FIND.with("id", id.value()), SqlRows::consultation))
                .compose(found -> decided(tx, found, rule, now)));
  }

  private Future<Tried> decided(
      Transaction tx,
      Optional<Consultation> found,
      Function<Consultation, CallStep.Decision> rule,
      Instant now) {
    if (found.isEmpty()) {
      return Future.succeededFuture(new Tried.Refused(ErrorCode.NOT_FOUND, "no such consultation"));
    }
    Consultation of = found.get();
    return switch (rule.apply(of)) {
      case CallStep.Decision.Stay _ -> Future.succeededFuture(new Tried.Stayed(of));
      case CallStep.Decision.Refuse(ErrorCode code, String detail) ->
          Future.succeededFuture(new Tried.Refused(code, detail));
      case CallStep.Decision.Go(CallStep step) -> done(tx, of, step, now);
    };
  }

  private Future<Tried> done(Transaction tx, Consultation of, CallStep step, Instant now) {
    return SqlCallWrites.save(tx, of, step, now)
        .compose(saved -> appended(tx, of.id(), step.events(), now))
        .map(
            written ->
                new Tried.Changed(
                    of,
                    of.calling(step)
                        .moved(
                            of.state(), written.isEmpty() ? of.lastSeq() : written.getLast().seq()),
                    step,
                    written));
  }

  /**
   * What a move of the consultation makes of its call, within the move's transaction and after its
   * update: with another operator or none the call ends, and to one who comes it is proposed anew.
   */
  Future<List<CallStep>> follow(
      Transaction tx, Consultation before, State to, CallRules rules, Instant now) {
    CallEnd end = CallRules.endedBy(before.state(), to);
    boolean comes = CallRules.operatorComes(before.state(), to);
    if (!(before.state() instanceof State.Active) && !comes) {
      return Future.succeededFuture(List.of());
    }
    return tx.first(FIND.with("id", before.id().value()), SqlRows::consultation)
        .map(Optional::orElseThrow)
        .compose(
            of -> {
              List<CallStep> steps = steps(of, to, end, comes, rules, now);
              Future<Void> saved = Future.succeededFuture();
              for (CallStep step : steps) {
                saved = saved.compose(done -> SqlCallWrites.save(tx, of, step, now));
              }
              return saved.map(steps);
            });
  }

  private static List<CallStep> steps(
      Consultation of, State to, CallEnd end, boolean comes, CallRules rules, Instant now) {
    List<CallStep> steps = new ArrayList<>();
    boolean goesOn = to instanceof State.Waiting || to instanceof State.Active;
    Mode mode = goesOn ? of.mode() : Mode.WRITE;
    boolean liveText = of.liveText() && end == null;
    switch (of.call()) {
      case Call.Proposed call when end != null ->
          steps.add(step(call.ended(end, now), mode, liveText, rules));
      case Call.Running call when end != null ->
          steps.add(step(call.ended(end, now), mode, liveText, rules));
      case null, default -> steps.add(new CallStep(of.call(), mode, liveText, List.of(), false));
    }
    if (comes && mode != Mode.WRITE) {
      steps.add(new CallStep(rules.proposedAnew(of, mode), mode, liveText, List.of(), true));
    }
    return steps;
  }

  private static CallStep step(Call.Ended call, Mode mode, boolean liveText, CallRules rules) {
    return new CallStep(call, mode, liveText, rules.ended(call).events(), true);
  }

  /** The events of the server, in their order. */
  Future<List<Entry>> appended(
      Transaction tx, ConsultationId id, List<Body.Event> events, Instant now) {
    Future<List<Entry>> written = Future.succeededFuture(new ArrayList<>());
    for (Body.Event event : events) {
      written =
          written.compose(
              list ->
                  entries
                      .appendEvent(tx, id, event, now)
                      .map(
                          entry -> {
                            list.add(entry);
                            return list;
                          }));
    }
    return written;
  }

  // ── by time ───────────────────────────────────────────────────────────────────────────────────

  /** This node holds these browsers now. */
  Future<Integer> seen(Collection<PeerId> peers, Instant now) {
    UUID[] keys = peers.stream().map(PeerId::value).toArray(UUID[]::new);
    return database.update(SEEN.with("peers", keys).with("now", now));
  }

  /** The newest version of those of these calls that have not ended. */
  Future<Map<CallId, Integer>> versions(Collection<CallId> calls) {
    UUID[] keys = calls.stream().map(CallId::value).toArray(UUID[]::new);
    return database
        .list(
            VERSIONS.with("calls", keys),
            row -> Map.entry(new CallId(row.getUUID("id")), row.getInteger("version")))
        .map(
            rows ->
                rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** The active consultations of those of these calls that have not ended. */
  Future<List<Consultation>> open(Collection<CallId> calls) {
    UUID[] keys = calls.stream().map(CallId::value).toArray(UUID[]::new);
    return database.list(FIND_BY_CALLS.with("calls", keys), SqlRows::consultation);
  }

  /**
   * Whose call is over by time.
   *
   * @param awayBefore members who are away since then are lost
   */
  Future<List<ConsultationId>> due(Instant now, Instant awayBefore, CallTimings timings) {
    return database.list(
        DUE.with("unansweredBefore", now.minus(timings.answer()))
            .with("longestBefore", now.minus(timings.longest()))
            .with("awayBefore", awayBefore)
            .with("most", DUE_AT_ONCE),
        row -> new ConsultationId(row.getUUID("consultation_id")));
  }

  /** The browsers of nodes that were not heard since then. */
  Future<List<Unseen>> unseen(Instant before) {
    return database.list(
        UNSEEN.with("unseenBefore", before).with("most", DUE_AT_ONCE),
        row ->
            new Unseen(
                new ConsultationId(row.getUUID("consultation_id")),
                new CallId(row.getUUID("id")),
                new PeerId(row.getUUID("peer_id")),
                row.getInteger("seat")));
  }
}
