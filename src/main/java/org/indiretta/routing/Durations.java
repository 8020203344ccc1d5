package org.indiretta.routing;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.indiretta.identity.Mode;
import org.indiretta.identity.TopicId;

/**
 * How long consultations take, by topic and mode, as measured; few values lean on those of the mode
 * in all topics, and these on what is usual elsewhere. Immutable.
 */
public final class Durations {
  /** So many measured values weigh as much as what is assumed without them. */
  static final int TRUST_AFTER = 10;

  /** What is assumed before anything was measured: half of the consultations take less. */
  private static final Map<Mode, Spread> ASSUMED =
      Map.of(
          Mode.WRITE, Spread.around(360, 0.7),
          Mode.TALK, Spread.around(480, 0.7),
          Mode.SHOW, Spread.around(480, 0.7));

  /** From the offer to the operator's answer, before anything was measured. */
  private static final Spread ASSUMED_ANSWER = Spread.around(6, 0.7);

  /**
   * What was measured of one topic and mode.
   *
   * @param topic null for all topics together
   * @param count how many consultations
   * @param seconds equally likely durations
   */
  public record Measured(TopicId topic, Mode mode, int count, Spread seconds) {}

  /**
   * What was measured of people.
   *
   * @param answers from the offer to its acceptance; null when there were none
   * @param answered how many of those
   * @param leavingPerS how many of those who wait leave in a second of waiting; 0 for none
   */
  public record People(Spread answers, int answered, double leavingPerS) {
    /** Nothing is known. */
    public static final People UNKNOWN = new People(null, 0, 0);
  }

  private record Key(TopicId topic, Mode mode) {}

  private final Map<Key, Spread> byTopic;
  private final Map<Mode, Spread> byMode;
  private final Spread answers;
  private final double leavingPerS;

  private Durations(
      Map<Key, Spread> byTopic, Map<Mode, Spread> byMode, Spread answers, double leavingPerS) {
    this.byTopic = byTopic;
    this.byMode = byMode;
    this.answers = answers;
    this.leavingPerS = leavingPerS;
  }

  /** Nothing was measured yet. */
  public static Durations assumed() {
    return of(List.of(), People.UNKNOWN);
  }

  /** Of what was measured, in any order. */
  public static Durations of(List<Measured> measured, People people) {
    Map<Mode, Spread> byMode = new EnumMap<>(ASSUMED);
    for (Measured one : measured) {
      if (one.topic() == null) {
        byMode.put(one.mode(), trusted(one.seconds(), one.count(), ASSUMED.get(one.mode())));
      }
    }
    Map<Key, Spread> byTopic = new HashMap<>();
    for (Measured one : measured) {
      if (one.topic() != null) {
        byTopic.put(
            new Key(one.topic(), one.mode()),
            trusted(one.seconds(), one.count(), byMode.get(one.mode())));
      }
    }
    return new Durations(
        Map.copyOf(byTopic),
        byMode,
        people.answers() == null
            ? ASSUMED_ANSWER
            : trusted(people.answers(), people.answered(), ASSUMED_ANSWER),
        people.leavingPerS());
  }

  private static Spread trusted(Spread measured, int count, Spread otherwise) {
    return measured.mixedWith(otherwise, (double) count / (count + TRUST_AFTER));
  }

  /** From the operator's answer to the end of the work for it. */
  public Spread of(TopicId topic, Mode mode) {
    Spread known = byTopic.get(new Key(topic, mode));
    return known == null ? byMode.get(mode) : known;
  }

  /** From the offer to the operator's answer. */
  Spread answers() {
    return answers;
  }

  /** How many of those who wait leave in a second. */
  double leavingPerS() {
    return leavingPerS;
  }
}
