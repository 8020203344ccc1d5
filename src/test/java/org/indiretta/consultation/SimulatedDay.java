package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import org.indiretta.bus.News;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.AwayReason;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.routing.CityDay;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;
import org.indiretta.sql.TestDatabase;

/**
 * Lives through a {@link CityDay} event by event: people come, operators answer, take pauses and go
 * home, some citizens give up. After every event what PostgreSQL holds is compared with what the
 * test knows (P9), and what a citizen is told first is kept beside what then happens.
 */
final class SimulatedDay {
  private static final Sql OPEN =
      Sql.of(
          """
          SELECT id, state, operator_id FROM consultation
          WHERE state IN ('WAITING', 'OFFERED', 'ACTIVE', 'WRAP_UP')
          """);

  private static final Sql UNENDED =
      Sql.of(
          """
          SELECT count(*) AS left_over FROM consultation
          WHERE state NOT IN ('CLOSED', 'ABANDONED')
          """);

  /** Sweeps come at least so often: within a heartbeat. */
  private static final double SWEEP_S = 55;

  /** The topics' target: from then on room is kept for calls. */
  private static final double TARGET_S = 120;

  private static final double UNDO_S = Timings.UNDO.toMillis() / 1_000.0 + 0.001;

  private final CityDay day;
  private final DayCity city;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingDouble(Event::atS));
  private final Map<ConsultationId, Visit> visits = new HashMap<>();
  private final Map<OperatorId, Integer> numberOf = new HashMap<>();
  private final Set<Integer> atWork = new HashSet<>();
  private final List<Visit> came = new ArrayList<>();
  private final Set<Integer> expiredLately = new HashSet<>();
  private int steps;
  private int open;
  private int arrived;
  private int expected;

  @FunctionalInterface
  private interface Act {
    void run() throws Exception;
  }

  private record Event(double atS, Act act) {}

  /** Somebody who came, and what became of it. */
  static final class Visit {
    final CityDay.Arrival arrival;
    ConsultationId id;
    int offeredTo = -1;
    int owner = -1;
    double offeredAtS;
    double answeredAtS = -1;
    double firstToldAtS = -1;
    ConsultationView told;
    boolean left;
    boolean closing;
    final Set<Integer> notTaken = new HashSet<>();

    Visit(CityDay.Arrival arrival) {
      this.arrival = arrival;
    }

    double waitedS() {
      return answeredAtS - arrival.atS();
    }
  }

  private SimulatedDay(TestDatabase database, CityDay day, long seed) throws Exception {
    this.day = day;
    this.city = new DayCity(database, day, seed);
    for (int i = 0; i < city.staff.size(); i++) {
      numberOf.put(city.staff.get(i).id(), i);
    }
  }

  /**
   * Lives through it to the end, when nobody is left.
   *
   * @param lastComesS who would come later stays at home
   */
  static Forecasts lived(TestDatabase database, long seed, double lastComesS) throws Exception {
    SimulatedDay day = new SimulatedDay(database, new CityDay(seed), seed);
    day.plan(lastComesS);
    day.live();
    return new Forecasts(seed, day.came, day.steps);
  }

  private void plan(double lastComesS) {
    for (CityDay.Worker worker : day.workers) {
      int n = worker.number();
      events.add(new Event(0, () -> await(city.desk.linked(city.staff.get(n)))));
      for (CityDay.Span span : worker.there()) {
        events.add(new Event(span.fromS(), () -> presence(n, true)));
        events.add(new Event(span.toS(), () -> presence(n, false)));
      }
    }
    for (CityDay.Arrival arrival : day.arrivals) {
      if (arrival.atS() <= lastComesS) {
        expected++;
        events.add(new Event(arrival.atS(), () -> comes(arrival)));
      }
    }
  }

  private void live() throws Exception {
    while (!events.isEmpty() && !(allCame() && nobodyLeft())) {
      Event next = events.poll();
      while (next.atS() - city.nowS() > SWEEP_S) {
        city.at(city.nowS() + SWEEP_S);
        step(() -> {});
      }
      city.at(next.atS());
      step(next.act());
    }
    city.at(city.nowS() + UNDO_S);
    await(city.desk.sweep());
    List<Integer> leftOver = await(city.database.list(UNENDED.bound(), row -> row.getInteger(0)));
    assertThat(leftOver).as("consultations that did not end").containsExactly(0);
  }

  private boolean allCame() {
    return arrived == expected;
  }

  private boolean nobodyLeft() {
    return open == 0;
  }

  private void later(double inS, Act act) {
    events.add(new Event(city.nowS() + inS, act));
  }

  private void step(Act act) throws Exception {
    city.bus.forget();
    act.run();
    await(city.desk.sweep());
    await(city.desk.sweep());
    steps++;
    hear();
    p9();
  }

  // ── what people do ────────────────────────────────────────────────────────────────────────────

  private void comes(CityDay.Arrival arrival) throws Exception {
    Visit visit = new Visit(arrival);
    arrived++;
    var citizen = city.citizens.get(arrival.number());
    await(city.desk.linked(citizen));
    Reply reply =
        await(
            city.desk.start(
                citizen,
                new Command.StartConsultation(
                    City.command(),
                    DayCity.topic(arrival.topic()),
                    arrival.mode(),
                    Language.IT,
                    "Una domanda",
                    null,
                    null,
                    null,
                    null)));
    if (reply instanceof Reply.Started started) {
      visit.id = started.consultation().id();
      visits.put(visit.id, visit);
      came.add(visit);
      open++;
      later(60.002, () -> {});
      later(120.002, () -> {});
      if (arrival.patienceS() < Double.POSITIVE_INFINITY) {
        later(arrival.patienceS(), () -> leaves(visit));
      }
    }
  }

  private void leaves(Visit visit) throws Exception {
    if (visit.owner < 0 && !visit.left) {
      visit.left =
          DayCity.done(
              city.desk.leave(
                  city.citizens.get(visit.arrival.number()),
                  new Command.LeaveConsultation(City.command(), visit.id)));
      open -= visit.left ? 1 : 0;
    }
  }

  private void presence(int number, boolean there) throws Exception {
    assertThat(
            DayCity.done(
                city.desk.setPresence(
                    city.staff.get(number),
                    there
                        ? new Command.SetPresence(
                            City.command(), PresenceState.AVAILABLE, null, null)
                        : new Command.SetPresence(
                            City.command(), PresenceState.AWAY, AwayReason.BREAK, null))))
        .isTrue();
    if (there) {
      atWork.add(number);
    } else {
      atWork.remove(number);
    }
  }

  private void answers(Visit visit, int number, double offeredAtS) throws Exception {
    if (visit.offeredTo == number && visit.offeredAtS == offeredAtS && visit.owner < 0) {
      boolean accepted =
          DayCity.done(
              city.desk.acceptOffer(
                  city.staff.get(number), new Command.AcceptOffer(City.command(), visit.id)));
      assertThat(accepted).isTrue();
      visit.owner = number;
      visit.offeredTo = -1;
      visit.answeredAtS = city.nowS();
      later(visit.arrival.worksS(), () -> closes(visit));
    }
  }

  private void closes(Visit visit) throws Exception {
    assertThat(
            DayCity.done(
                city.desk.close(
                    city.staff.get(visit.owner),
                    new Command.CloseConsultation(City.command(), visit.id, Outcome.RESOLVED))))
        .isTrue();
    visit.closing = true;
    later(UNDO_S, () -> open--);
  }

  // ── what they hear ────────────────────────────────────────────────────────────────────────────

  private void hear() {
    for (News.Pushed pushed : city.bus.all(News.Pushed.class)) {
      switch (pushed.push()) {
        case Push.OfferMade made -> {
          Visit visit = visits.get(made.waiting().id());
          offered(visit, numberOf.get(made.waiting().offeredTo()), made.expiresAt() != null);
        }
        case Push.OfferEnded ended -> ended(visits.get(ended.consultation()), ended.ending());
        case Push.ConsultationChanged changed -> told(changed.consultation());
        default -> {}
      }
    }
  }

  private void offered(Visit visit, int to, boolean counting) {
    if (visit.offeredTo == to) {
      return;
    }
    visit.offeredTo = to;
    visit.offeredAtS = city.nowS();
    double answerS = day.answerS(visit.arrival.number(), to);
    double offeredAtS = visit.offeredAtS;
    if (answerS >= 0 || !counting) {
      later(answerS >= 0 ? answerS : 15, () -> answers(visit, to, offeredAtS));
    } else {
      later(20.001, () -> {});
    }
  }

  private void ended(Visit visit, Push.OfferEnded.Ending ending) {
    int asked = visit.offeredTo;
    if (asked < 0) {
      return;
    }
    visit.offeredTo = -1;
    if (ending == Push.OfferEnded.Ending.EXPIRED) {
      visit.notTaken.add(asked);
      expiredLately.add(asked);
      later(
          30,
          () -> {
            expiredLately.remove(asked);
            if (atWork.contains(asked)) {
              presence(asked, true);
            }
          });
    }
  }

  private void told(ConsultationView view) {
    Visit visit = visits.get(view.id());
    if (visit != null
        && visit.firstToldAtS < 0
        && view.expectedWait() != null
        && view.state() == ConsultationState.WAITING) {
      visit.firstToldAtS = city.nowS();
      visit.told = view;
    }
  }

  // ── what holds ────────────────────────────────────────────────────────────────────────────────

  /** One owner each, the one who accepted; and nobody waits whom somebody free could take. */
  private void p9() throws Exception {
    Map<ConsultationId, UUID> rows = new HashMap<>();
    Set<ConsultationId> waiting = new HashSet<>();
    int[] used = new int[city.staff.size()];
    Set<Integer> asked = new HashSet<>();
    List<ConsultationId> read =
        await(
            city.database.list(
                OPEN.bound(),
                row -> {
                  ConsultationId id = new ConsultationId(row.getUUID("id"));
                  ConsultationState state = Rows.constant(ConsultationState.class, row, "state");
                  UUID operator = row.getUUID("operator_id");
                  rows.put(id, operator);
                  if (state == ConsultationState.WAITING) {
                    waiting.add(id);
                  } else {
                    int n = numberOf.get(new OperatorId(operator));
                    used[n] += weight(visits.get(id));
                    if (state == ConsultationState.OFFERED) {
                      asked.add(n);
                    }
                  }
                  return id;
                }));
    assertThat(visits.keySet()).containsAll(read);
    for (Visit visit : came) {
      if (!visit.left && !visit.closing) {
        assertThat(rows).as("nobody is forgotten").containsKey(visit.id);
      }
      if (visit.owner >= 0 && rows.containsKey(visit.id)) {
        assertThat(rows.get(visit.id)).isEqualTo(city.staff.get(visit.owner).id().value());
      }
    }
    Set<Integer> kept = new HashSet<>();
    Set<Visit> keptFor = new HashSet<>();
    for (ConsultationId id : waiting) {
      Visit visit = visits.get(id);
      for (int n : atWork) {
        boolean free = !asked.contains(n) && used[n] + weight(visit) <= 3;
        if (free && mayTake(visit, n) && !expiredLately.contains(n)) {
          List<Visit> before =
              waiting.stream()
                  .map(visits::get)
                  .filter(other -> mayBeKept(other, visit, n, used[n]))
                  .toList();
          if (!before.isEmpty()) {
            kept.add(n);
            keptFor.addAll(before);
            continue;
          }
          throw new AssertionError(
              "P9: %s waits at %.3f s, %s, topic %d, since %.3f, while operator %d is free (%d used)"
                  .formatted(
                      id,
                      city.nowS(),
                      visit.arrival.mode(),
                      visit.arrival.topic(),
                      visit.arrival.atS(),
                      n,
                      used[n]));
        }
      }
    }
    assertThat(kept.size()).as("one for each").isLessThanOrEqualTo(keptFor.size());
  }

  /** A call that stands before, waits for longer than the target, and does not fit (RT6). */
  private boolean mayBeKept(Visit other, Visit visit, int number, int usedBy) {
    return other.arrival.atS() < visit.arrival.atS()
        && city.nowS() - other.arrival.atS() >= TARGET_S - 0.001
        && usedBy + weight(other) > 3
        && mayTake(other, number);
  }

  private boolean mayTake(Visit visit, int number) {
    Map<Integer, Integer> levels = day.workers.get(number).levels();
    double waited = city.nowS() - visit.arrival.atS() - 0.001;
    int level = levels.getOrDefault(visit.arrival.topic(), 4);
    boolean overflow = levels.containsKey(CityDay.TOPICS - 1) && waited >= 120;
    boolean own = level == 1 || (level == 2 && waited >= 60) || (level == 3 && waited >= 120);
    return (own || overflow) && !visit.notTaken.contains(number);
  }

  private static int weight(Visit visit) {
    return visit.arrival.mode() == Mode.WRITE ? 1 : 3;
  }
}
