package org.indiretta.directory;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.indiretta.identity.Mode;

/**
 * How much one operator takes at once: consultations weigh by their mode, and together no more than
 * the budget. The constructor checks every field.
 *
 * @param budget 1 to {@value #MOST}
 * @param weights 1 to {@value #MOST} per mode; a mode without a weight takes the whole budget
 */
public record Capacity(int budget, Map<Mode, Integer> weights) {
  /** The largest budget and weight. */
  public static final int MOST = 20;

  /** What a consultation in writing weighs unless said otherwise; calls take all. */
  public static final Map<Mode, Integer> WEIGHTS = Map.of(Mode.WRITE, 1);

  /** Three in writing, or one call. */
  public static final Capacity DEFAULT = new Capacity(3, WEIGHTS);

  public Capacity {
    Texts.within(budget, 1, MOST, "maxWrite");
    Map<Mode, Integer> checked = new EnumMap<>(Mode.class);
    Texts.present(weights, "weights")
        .forEach(
            (mode, weight) ->
                checked.put(
                    mode,
                    Texts.within(Texts.present(weight, "weights"), 1, MOST, "weights." + mode)));
    weights = Collections.unmodifiableMap(checked);
  }

  /** What one consultation in this mode takes of the budget: never more than all of it. */
  public int weight(Mode mode) {
    return Math.min(budget, weights.getOrDefault(mode, budget));
  }

  /** Whether one more in this mode fits beside what weighs {@code used} already. */
  public boolean fits(int used, Mode mode) {
    return used + weight(mode) <= budget;
  }
}
