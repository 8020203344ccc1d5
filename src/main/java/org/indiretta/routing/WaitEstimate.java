package org.indiretta.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.TopicId;

/**
 * How many are served before somebody who waits, and how long until their answer.
 *
 * <p>The queue is played through many times from now on by the true rules: lanes, chains, capacity,
 * what every operator works on and for how long already. Each time all durations are drawn anew
 * from those that were measured. The range leaves out the shortest and the longest of the waits
 * that came out. Draws depend on the consultations' ids alone, so that the same scene gives the
 * same answer on every node, and a small change a small one.
 *
 * <p>Of those whom nobody there can ever take, all of the same topic count.
 *
 * @param ahead those before them in the order whom, in the likely course, an operator takes first
 *     who could have taken them; nobody whom others will serve (RT20)
 * @param known false when nobody there could ever take it; the times are 0 then
 * @param fromS at least so many seconds from now
 * @param toS at most so many
 * @param atOnce somebody could be asked now
 */
public record WaitEstimate(int ahead, boolean known, double fromS, double toS, boolean atOnce) {
  /** The share of the courses that are shorter than the range. */
  static final double SHORTEST = 0.14;

  /** The share of the courses that are shorter than the end of the range. */
  static final double LONGEST = 0.86;

  /** A longer wait is not foretold. */
  static final double HORIZON_S = 4 * 3600;

  /** Stands for never, and is a number. */
  private static final double BEYOND_S = 2 * HORIZON_S;

  /** The most courses that are played. */
  static final int MOST_COURSES = 80;

  /** The fewest courses that are played, however many wait. */
  static final int FEWEST_COURSES = 16;

  /** About so many waits are played in all. */
  static final int WAITS_PLAYED = 20_000;

  /** A topic in one mode. */
  public record Kind(TopicId topic, Mode mode) {}

  /**
   * All estimates of one scene.
   *
   * @param newcomers of who would come now
   */
  public record All(Map<ConsultationId, WaitEstimate> waiting, Map<Kind, WaitEstimate> newcomers) {}

  /** Foretells the waits of everybody in the scene, and of who would come now. */
  public static All of(QueueScene scene) {
    QueuePlan plan = new QueuePlan(scene);
    QueueCourse likely = new QueueCourse(plan, Chance.LIKELY).played();
    int courses = Math.clamp(WAITS_PLAYED / Math.max(1, plan.all), FEWEST_COURSES, MOST_COURSES);
    double[][] waits = new double[plan.all][courses];
    for (int run = 0; run < courses; run++) {
      QueueCourse course = new QueueCourse(plan, new Chance(run)).played();
      for (int i = 0; i < plan.all; i++) {
        waits[i][run] = course.answeredS[i];
      }
    }
    Map<ConsultationId, WaitEstimate> waiting = new HashMap<>();
    Map<Kind, WaitEstimate> newcomers = new HashMap<>();
    for (int i = 0; i < plan.all; i++) {
      WaitEstimate estimate = of(ahead(plan, likely, i), waits[i], likely.startS[i]);
      if (i < plan.waiting) {
        waiting.put(scene.queue().get(i).id(), estimate);
      } else {
        newcomers.put(plan.kinds.get(i - plan.waiting), estimate);
      }
    }
    return new All(Map.copyOf(waiting), Map.copyOf(newcomers));
  }

  /** From how long it took in each course; infinite where nobody came. */
  static WaitEstimate of(int ahead, double[] waits, double likelyStartS) {
    // Between two that are infinite there is no number.
    for (int i = 0; i < waits.length; i++) {
      waits[i] = Math.min(waits[i], BEYOND_S);
    }
    Arrays.sort(waits);
    double from = quantile(waits, SHORTEST);
    double to = quantile(waits, LONGEST);
    boolean atOnce = likelyStartS <= 0;
    return from > HORIZON_S
        ? new WaitEstimate(ahead, false, 0, 0, atOnce)
        : new WaitEstimate(ahead, true, from, Math.min(to, HORIZON_S), atOnce);
  }

  private static double quantile(double[] sorted, double u) {
    double place = u * (sorted.length - 1);
    int below = (int) place;
    return below + 1 >= sorted.length
        ? sorted[below]
        : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
  }

  /** Those before it in the order who are taken first, by somebody who could have taken it. */
  private static int ahead(QueuePlan plan, QueueCourse likely, int of) {
    double[] after = plan.after[plan.topicOf[of]];
    int count = 0;
    for (int before = 0; before < Math.min(of, plan.waiting); before++) {
      int by = likely.by[before];
      boolean first =
          by >= 0
              ? likely.startS[before] <= likely.startS[of]
                  && after[by] <= plan.waitedS[of] + likely.startS[of]
              : likely.by[of] < 0 && plan.topicOf[before] == plan.topicOf[of];
      count += first ? 1 : 0;
    }
    return count;
  }

  /** The kinds of consultations that the scene's topics offer. */
  static List<Kind> kinds(QueueScene scene) {
    List<Kind> kinds = new ArrayList<>();
    for (QueueScene.Offered offered : scene.offered()) {
      offered.modes().forEach(mode -> kinds.add(new Kind(offered.topic(), mode)));
    }
    return kinds;
  }
}
