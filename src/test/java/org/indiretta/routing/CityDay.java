package org.indiretta.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.indiretta.identity.Mode;

/**
 * One day of a city hall, drawn from a seed: who comes when and with what, who works when, how long
 * things take. Times are seconds since the doors open. Nothing of it is known to the server before
 * it happens.
 */
public final class CityDay {
  /** How many topics; the last one is the front desk's. */
  public static final int TOPICS = 16;

  /** Who works there: the first two at the front desk. */
  public static final int OPERATORS = 12;

  /** How many come. */
  public static final int CONSULTATIONS = 600;

  /** From eight to half past five people come. */
  public static final double LAST_COMES_S = 9.5 * 3600;

  /** Half take longer than the median by this much, as a logarithm: few are long. */
  private static final double SIGMA = 0.55;

  private static final int OFFICES = 4;

  /**
   * Somebody who comes.
   *
   * @param worksS how long the work for them takes
   * @param patienceS after so long without an answer they leave; infinite for most
   */
  public record Arrival(
      int number, double atS, int topic, Mode mode, double worksS, double patienceS) {}

  /** A time at which somebody is there. */
  public record Span(double fromS, double toS) {}

  /**
   * Somebody who works there.
   *
   * @param levels topic to level
   * @param there without the breaks, in order
   */
  public record Worker(int number, Map<Integer, Integer> levels, List<Span> there) {}

  public final List<Arrival> arrivals;
  public final List<Worker> workers;
  private final SplittableRandom random;
  private final long seed;
  private final double[] medianS = new double[TOPICS];

  public CityDay(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    for (int topic = 0; topic < TOPICS; topic++) {
      medianS[topic] = 60 * (4 + 7 * random.nextDouble());
    }
    this.arrivals = arrivals();
    this.workers = workers();
  }

  /** How long an operator takes to answer an offer; negative for one they let expire. */
  public double answerS(int consultation, int operator) {
    SplittableRandom own = new SplittableRandom(seed * 31 + consultation * 7_919L + operator);
    double u = own.nextDouble();
    return u < 0.02 ? -1 : 2 + 11 * own.nextDouble();
  }

  /** A duration of the topic in the mode, as they were on the days before. */
  public double durationS(SplittableRandom from, int topic, Mode mode) {
    double factor =
        switch (mode) {
          case WRITE -> 1.0;
          case TALK -> 0.8;
          case SHOW -> 1.2;
        };
    return medianS[topic] * factor * Math.exp(SIGMA * from.nextGaussian());
  }

  private List<Arrival> arrivals() {
    List<Arrival> list = new ArrayList<>();
    while (list.size() < CONSULTATIONS) {
      double u = random.nextDouble();
      double at =
          u < 0.3
              ? random.nextDouble() * LAST_COMES_S
              : (u < 0.7 ? 2.2 : 6.7) * 3600 + random.nextGaussian() * 2_700;
      if (at >= 0 && at <= LAST_COMES_S) {
        double m = random.nextDouble();
        Mode mode = m < 0.7 ? Mode.WRITE : m < 0.9 ? Mode.TALK : Mode.SHOW;
        int topic = (int) (TOPICS * Math.pow(random.nextDouble(), 1.4));
        double patience =
            random.nextDouble() < 0.12
                ? -600 * Math.log(random.nextDouble())
                : Double.POSITIVE_INFINITY;
        list.add(
            new Arrival(list.size(), at, topic, mode, durationS(random, topic, mode), patience));
      }
    }
    list.sort(Comparator.comparingDouble(Arrival::atS));
    return List.copyOf(list);
  }

  private List<Worker> workers() {
    List<Worker> list = new ArrayList<>();
    for (int n = 0; n < OPERATORS; n++) {
      Map<Integer, Integer> levels = new HashMap<>();
      for (int topic = 0; topic < TOPICS; topic++) {
        if (n < 2) {
          levels.put(topic, topic == TOPICS - 1 ? 1 : 2);
        } else if (topic % OFFICES == n % OFFICES) {
          levels.put(topic, 1);
        } else if (topic == TOPICS - 1) {
          levels.put(topic, 3);
        }
      }
      list.add(new Worker(n, Map.copyOf(levels), there(n)));
    }
    return List.copyOf(list);
  }

  /** A shift with a coffee before and after, and a lunch; short shifts have no lunch. */
  private List<Span> there(int number) {
    double from = number % 3 == 1 ? 1_800 * random.nextInt(5) : 0;
    double to = number % 4 == 3 ? 5 * 3600 + from : 10.5 * 3600;
    List<Span> there = new ArrayList<>();
    double at = from;
    double lunch = (3.5 + 0.5 * random.nextInt(5)) * 3600;
    for (Span pause :
        List.of(
            pause(1.25 * 3600 + 5_400 * random.nextDouble(), 600 + 600 * random.nextDouble()),
            pause(lunch, 1_800 + 1_800 * random.nextDouble()),
            pause(7 * 3600 + 5_400 * random.nextDouble(), 600 + 600 * random.nextDouble()))) {
      if (pause.fromS() > at && pause.toS() < to) {
        there.add(new Span(at, pause.fromS()));
        at = pause.toS();
      }
    }
    there.add(new Span(at, to));
    return List.copyOf(there);
  }

  private static Span pause(double fromS, double lastsS) {
    return new Span(fromS, fromS + lastsS);
  }
}
