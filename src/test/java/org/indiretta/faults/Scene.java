package org.indiretta.faults;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One run of a family: its seed and folder, what it measured, and what did not hold. */
final class Scene implements AutoCloseable {
  private static final int BESIDE_OTHERS = 3;

  private static final int MOST_TRIES = 12;

  private final long seed;
  private final boolean brief;
  private final Path folder;
  private final Vertx vertx;
  private final Random random;
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final List<String> violations = new ArrayList<>();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private int files;

  /**
   * A run of its own.
   *
   * @param brief the fewest rounds that still show it, for {@code make test}
   */
  Scene(Vertx vertx, long seed, boolean brief, Path folder) {
    this.vertx = vertx;
    this.seed = seed;
    this.brief = brief;
    this.folder = folder;
    this.random = new Random(seed);
  }

  Vertx vertx() {
    return vertx;
  }

  long seed() {
    return seed;
  }

  Random random() {
    return random;
  }

  /** How many rounds: {@code all} in {@code make faults}, {@code few} in {@code make test}. */
  int rounds(int few, int all) {
    return brief ? few : all;
  }

  /** How long a part lasts: {@code few} ms in {@code make test}, {@code all} at length. */
  long lasts(long few, long all) {
    return brief ? few : all;
  }

  /**
   * Whether others may run beside this one, so that nothing can be compared with control rounds.
   */
  boolean isBrief() {
    return brief;
  }

  /**
   * Whether round {@code round}, counted from 0, is run: {@code all} in {@code make faults}; in
   * {@code make test} until something was counted, which is a matter of chance.
   */
  boolean isRound(int round, int all, String counted) {
    return brief ? round < MOST_TRIES && !hasCounted(counted) : round < all;
  }

  /** Whether a figure is more than nothing by now. */
  boolean hasCounted(String figure) {
    return (Long) figures.getOrDefault(figure, 0L) > 0;
  }

  Path folder() {
    return folder;
  }

  /** A file of the scene that is not there yet. */
  Path newFile(String name, String ending) throws IOException {
    Files.createDirectories(folder);
    return folder.resolve("%s-%d.%s".formatted(name, ++files, ending));
  }

  /** Closed at the end of the scene, last first. */
  <T extends AutoCloseable> T closing(T resource) {
    open.push(resource);
    return resource;
  }

  /** Lets time pass; a program decides how long it lasts. */
  void pass(long ms) throws InterruptedException {
    new Progress().pass(ms);
  }

  // ── what came out ──────────────────────────────────────────────────────────────────────────────

  /** A figure for the table; the last one counts. */
  void measured(String what, Object figure) {
    figures.put(what, figure);
  }

  /** Adds to a figure. */
  void add(String what, long more) {
    figures.merge(what, more, (before, now) -> (Long) before + (Long) now);
  }

  /** Keeps the largest. */
  void most(String what, long figure) {
    figures.merge(what, figure, (before, now) -> Math.max((Long) before, (Long) now));
  }

  /** A figure in ms, the largest counts, which must stay within a limit: {@link #must}. */
  void mustTake(String what, long ms, long limitMs) {
    mustTake(what, what, ms, limitMs);
  }

  /** The same, with more to say than the figure's name when it does not. */
  void mustTake(String figure, String what, long ms, long limitMs) {
    most(figure + ", ms", ms);
    must(ms <= limitMs * slowdown(), "%s: %d ms, not %d".formatted(what, ms, limitMs));
  }

  /** How much longer everything may take: beside others thrice as long. */
  private int slowdown() {
    return brief ? BESIDE_OTHERS : 1;
  }

  /** Something that must hold, as a sentence. */
  void must(boolean holds, String sentence) {
    if (!holds) {
      violated(sentence);
    }
  }

  /** Something did not hold. */
  void violated(String sentence) {
    violations.add(sentence);
  }

  Map<String, Object> figures() {
    return figures;
  }

  List<String> violations() {
    return violations;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        violated("it could not be taken down: " + e);
      }
    }
  }
}
