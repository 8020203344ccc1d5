package org.indiretta.consultation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How good the first thing said about the wait was, over those who waited a minute or more. */
final class Forecasts {
  private static final double COUNTS_FROM_S = 60;

  private final String of;
  private final int came;
  private final int left;
  private final int steps;
  private final List<Double> errors = new ArrayList<>();
  private final List<Double> naive = new ArrayList<>();
  private final List<Double> widths = new ArrayList<>();
  private final List<Double> waits = new ArrayList<>();
  private int inside;
  private int untold;

  Forecasts(long seed, List<SimulatedDay.Visit> visits, int steps) {
    this.of = "seed %20d".formatted(seed);
    this.came = visits.size();
    this.steps = steps;
    this.left = (int) visits.stream().filter(visit -> visit.left).count();
    Map<Integer, Double> meanS = means(visits);
    for (SimulatedDay.Visit visit : visits) {
      if (!visit.left && visit.waitedS() >= COUNTS_FROM_S) {
        add(visit, meanS.get(visit.arrival.topic()));
      }
    }
  }

  /** Of several days together. */
  Forecasts(List<Forecasts> days) {
    this.of = "%d days together".formatted(days.size());
    this.came = days.stream().mapToInt(day -> day.came).sum();
    this.left = days.stream().mapToInt(day -> day.left).sum();
    this.steps = days.stream().mapToInt(day -> day.steps).sum();
    for (Forecasts day : days) {
      errors.addAll(day.errors);
      naive.addAll(day.naive);
      widths.addAll(day.widths);
      waits.addAll(day.waits);
      inside += day.inside;
      untold += day.untold;
    }
  }

  private static Map<Integer, Double> means(List<SimulatedDay.Visit> visits) {
    Map<Integer, List<Double>> byTopic = new HashMap<>();
    visits.forEach(
        visit ->
            byTopic
                .computeIfAbsent(visit.arrival.topic(), topic -> new ArrayList<>())
                .add(visit.arrival.worksS()));
    Map<Integer, Double> means = new HashMap<>();
    byTopic.forEach(
        (topic, all) ->
            means.put(topic, all.stream().mapToDouble(value -> value).average().orElse(0)));
    return means;
  }

  private void add(SimulatedDay.Visit visit, double meanS) {
    if (visit.told == null) {
      untold++;
      return;
    }
    double actual = visit.answeredAtS - visit.firstToldAtS;
    int from = visit.told.expectedWait().fromS();
    int to = visit.told.expectedWait().toS();
    waits.add(actual);
    errors.add(Math.abs((from + to) / 2.0 - actual) / actual);
    naive.add(Math.abs((visit.told.ahead() + 1) * meanS - actual) / actual);
    widths.add((to - from) / actual);
    inside += actual >= from && actual <= to ? 1 : 0;
  }

  /** Median of |first estimate − actual| / actual; the middle of the range is the estimate. */
  double error() {
    return median(errors);
  }

  /** The same for "place × mean duration". */
  double naiveError() {
    return median(naive);
  }

  /** The share of the true waits inside the range. */
  double inside() {
    return (double) inside / Math.max(1, waits.size());
  }

  /** Median of the range's width / the actual wait. */
  double width() {
    return median(widths);
  }

  /** How many waited that long. */
  int counted() {
    return waits.size();
  }

  /** Those of them who were told nothing. */
  int untold() {
    return untold;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %d came, %d left, %d steps; %d waited a minute or more (median %.0f s): error"
            + " %.2f, inside the range %.0f %%, width %.2f of the wait; place × mean duration: error"
            + " %.2f",
        of,
        came,
        left,
        steps,
        counted(),
        median(waits),
        error(),
        100 * inside(),
        width(),
        naiveError());
  }
}
