package org.indiretta.faults;

import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Pairs of people who write to each other, their journal, and how they fare. The citizen of a pair
 * knocks first at one door, the operator at the next: with two servers each pair is split.
 */
final class Crowd implements AutoCloseable {
  /** Within which everybody writes again after whatever happened. */
  static final int HEALED_S = 10;

  private static final int ANSWER_S = 120;

  /** In a short run people write less, and more slowly, for others run beside it. */
  private static final int BRIEF_PART = 3;

  private final Scene scene;
  private final Servers servers;
  private final World world;
  private final WebSocketClient web;
  private final List<Person> people = new ArrayList<>();
  private int[] lossesBefore = new int[0];

  private Crowd(Scene scene, Servers servers, List<Integer> doors) throws IOException {
    this.scene = scene;
    this.servers = servers;
    web =
        scene
            .vertx()
            .createWebSocketClient(
                new WebSocketClientOptions().setMaxFrameSize(1 << 20).setMaxMessageSize(1 << 22));
    world = World.of(scene, servers, web, doors);
  }

  /** So many pairs, who connect at once and write as soon as they may. */
  static Crowd of(Scene scene, Servers servers, int pairs) throws IOException, SQLException {
    return of(scene, servers, pairs, servers.doors());
  }

  /** The same, writing in another way. */
  static Crowd of(Scene scene, Servers servers, int pairs, Style style)
      throws IOException, SQLException {
    return of(scene, servers, Collections.nCopies(pairs, style), servers.doors());
  }

  /** The same by way of other ports, such as those of proxies. */
  static Crowd of(Scene scene, Servers servers, int pairs, List<Integer> doors)
      throws IOException, SQLException {
    return of(scene, servers, Collections.nCopies(pairs, Style.CHAT), doors);
  }

  /** A pair for each of these. */
  static Crowd of(Scene scene, Servers servers, List<Style> styles, List<Integer> doors)
      throws IOException, SQLException {
    Crowd crowd = new Crowd(scene, servers, doors);
    try (Connection connection = servers.connect()) {
      int home = 0;
      Iterator<Style> style = styles.iterator();
      for (CityRows.Pair pair : CityRows.pairs(connection, styles.size())) {
        crowd.add(pair, home, scene.isBrief() ? style.next().slower() : style.next());
        home += doors.size() == 2 ? 1 : 0;
      }
    }
    scene.vertx().runOnContext(v -> crowd.people.forEach(Person::start));
    return crowd;
  }

  private void add(CityRows.Pair pair, int home, Style style) {
    String id = pair.consultation();
    var tickets = new ConcurrentLinkedQueue<>(pair.tickets());
    people.add(
        new Person(world, new Who("CITIZEN", pair.citizen(), id, pair::citizenToken, home), style));
    people.add(
        new Person(
            world, new Who("OPERATOR", pair.operator(), id, tickets::remove, home + 1), style));
  }

  List<Person> people() {
    return people;
  }

  /** What all of them have written down until now, but for what is under way. */
  Path journal() {
    return world.journal().file();
  }

  Latencies acks() {
    return world.acks();
  }

  Latencies deliveries() {
    return world.deliveries();
  }

  Latencies refusals() {
    return world.refusals();
  }

  int acknowledged() {
    return people.stream().mapToInt(Person::acknowledged).sum();
  }

  /** Messages that stand in the table though nobody was told; asked while a server is down. */
  long unacknowledgedInTable() throws IOException, SQLException {
    long count = 0;
    try (Connection connection = servers.connect()) {
      for (Person person : people) {
        Table table = Table.read(connection, person.who().consultation());
        long stored =
            table.rows().stream()
                .filter(row -> person.who().id().equals(row.writerId()) && row.id() != null)
                .count();
        count += Math.max(0, stored - person.acknowledged());
      }
    }
    return count;
  }

  /** Messages of citizens that are acknowledged and that their operator was not shown yet. */
  long undelivered() throws InterruptedException {
    long count = 0;
    for (int i = 0; i < people.size(); i += 2) {
      count += Math.max(0, people.get(i).acknowledged() - people.get(i + 1).shownOfOthers());
    }
    return count;
  }

  /** Waits until so many more messages are acknowledged; in a short run until a third of them. */
  void awaitMessages(int more) throws InterruptedException {
    int some = Math.toIntExact(scene.lasts(Math.ceilDiv(more, BRIEF_PART), more));
    int wanted = acknowledged() + some;
    await(some + " more messages", () -> acknowledged() >= wanted);
  }

  /** Waits until something that depends on these people is true. */
  void await(String what, java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    world.progress().await(what, ANSWER_S, condition);
  }

  /** Whether it comes true within so many seconds. */
  boolean within(int seconds, java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    return world.progress().within(seconds * 1_000L, condition);
  }

  /** Lets time pass while everybody goes on. */
  void pass(long ms) throws InterruptedException {
    world.progress().pass(ms);
  }

  /** Everybody is there and writes; links that were lost on the way count no longer. */
  void awaitSteady() throws InterruptedException {
    long _ = awaitEverybodyWrites();
    lossesBefore = people.stream().mapToInt(Person::losses).toArray();
  }

  /** Links lost since {@link #awaitSteady}, by who lost most. */
  int losses() {
    int most = 0;
    for (int i = 0; i < people.size(); i++) {
      most = Math.max(most, people.get(i).losses() - lossesBefore[i]);
    }
    return most;
  }

  /** Everybody has had an ack of something they wrote after now; how many ms that took. */
  long awaitEverybodyWrites() throws InterruptedException {
    return awaitEverybodyWrites(everybody -> true);
  }

  /** Everybody writes again, at the latest after {@link #HEALED_S}; the longest is measured. */
  void mustHeal(String after) throws InterruptedException {
    long backMs = awaitEverybodyWrites();
    scene.mustTake("back", "the last one wrote again after " + after, backMs, HEALED_S * 1_000L);
  }

  /**
   * Between two moments somebody was refused, and nobody waited longer than so many ms for it (P8).
   * Who got neither an ack nor a refusal over a link that was there waited, too.
   */
  void mustRefuseWithin(double limitMs, long fromNanos, long untilNanos) {
    scene.must(world.refusals().count(fromNanos, untilNanos) > 0, "P8: nobody was refused");
    mustAnswerWithin(limitMs, fromNanos, untilNanos);
  }

  /** The same where it is a matter of chance whether anybody is refused. */
  void mustAnswerWithin(double limitMs, long fromNanos, long untilNanos) {
    long limit = Math.round(limitMs);
    long refusedMs = Math.round(world.refusals().longest(fromNanos, untilNanos));
    scene.mustTake("longest wait for a refusal", refusedMs, limit);
    long answeredMs = Math.round(world.answers().longest(fromNanos, untilNanos));
    scene.mustTake("longest wait for an ack or a refusal", answeredMs, limit);
  }

  /** The same for some of them. */
  long awaitEverybodyWrites(Predicate<Person> who) throws InterruptedException {
    long now = System.nanoTime();
    await(
        "everybody writes again",
        () -> people.stream().filter(who).allMatch(person -> person.wroteSince(now)));
    return (System.nanoTime() - now) / 1_000_000;
  }

  /** An operator beside them, linked at this door, is dismissed: their link ends in time (P7). */
  void mustEndRights(int door) throws IOException, SQLException, InterruptedException {
    try (Connection connection = servers.connect()) {
      long tookMs = Dismissed.at(world, connection, door);
      scene.mustTake("a dismissed operator's link ended after", tookMs, Dismissed.LIMIT_MS);
    }
  }

  /** From here on they write, or nobody begins a message any more. */
  void write(boolean now) throws InterruptedException {
    people.forEach(person -> person.write(now));
    // Who was about to write one has begun it, and it counts as open.
    CountDownLatch passed = new CountDownLatch(1);
    scene.vertx().runOnContext(v -> passed.countDown());
    if (!passed.await(ANSWER_S, TimeUnit.SECONDS)) {
      throw new AssertionError("the people stood still for " + ANSWER_S + " s");
    }
  }

  /**
   * The quiet after: everybody finishes what is open and asks once more; then the checker compares.
   * What it finds goes to the scene.
   */
  Checker.Verdict settleAndCheck() throws InterruptedException, IOException, SQLException {
    write(false);
    await("every message acknowledged", () -> people.stream().allMatch(Person::hasNothingOpen));
    await("everybody linked", () -> people.stream().allMatch(Person::isCaughtUp));
    people.forEach(Person::wakeUp);
    await("everybody asked for the rest", () -> people.stream().allMatch(Person::isComplete));
    Checker.Verdict verdict = Checker.check(world.journal().finished(), servers.database());
    verdict.violations().forEach(scene::violated);
    scene.add("messages", verdict.acknowledged());
    return verdict;
  }

  /** Everybody leaves. */
  @Override
  public void close() throws IOException, TimeoutException {
    people.forEach(Person::leave);
    var _ = web.close().await(ANSWER_S, TimeUnit.SECONDS);
    world.journal().close();
  }
}
