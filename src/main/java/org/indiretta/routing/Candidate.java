package org.indiretta.routing;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.indiretta.directory.Capacity;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;

/**
 * An operator as routing sees them at one moment.
 *
 * @param levels topic to level (1 first choice, 2 backup, 3 last resort)
 * @param available set AVAILABLE by themselves
 * @param linked a browser of theirs was connected a short while ago
 * @param open how many consultations they own or are offered, by mode
 * @param asked whether an offer waits for their answer now
 * @param capacity how much they take at once
 * @param autoAccept whether what is offered to them is theirs at once
 * @param lastServed when they last got one; null for never
 * @param wrappingUp whether they complete a consultation: there, but not to be asked
 * @param onCall whether a notice reaches them, who are not at the console; asked by {@code
 *     consultation}, not by a plan
 * @param kept whether a plan keeps their room for somebody who needs more of it
 */
public record Candidate(
    OperatorId id,
    Map<TopicId, Integer> levels,
    Set<Language> languages,
    boolean enabled,
    boolean available,
    boolean linked,
    Map<Mode, Integer> open,
    boolean asked,
    Capacity capacity,
    boolean autoAccept,
    Instant lastServed,
    boolean wrappingUp,
    boolean onCall,
    boolean kept) {

  /** How much of their budget is taken; more than all of it when they took more by hand. */
  public int used() {
    int used = 0;
    for (Map.Entry<Mode, Integer> each : open.entrySet()) {
      used += capacity.weight(each.getKey()) * each.getValue();
    }
    return used;
  }

  /** The share of the budget that is taken, so that who takes five is asked more often. */
  public double load() {
    return (double) used() / capacity.budget();
  }

  /** Whether one more in this mode fits beside what they have. */
  public boolean fits(Mode mode) {
    return capacity.fits(used(), mode);
  }

  /** Whether they are at their screen and take consultations, however busy. */
  public boolean there() {
    return enabled && available && linked;
  }

  /** Whether they are there for somebody of the chain, now or once it has widened. */
  public boolean thereFor(Chain chain) {
    return there() && chain.ever(this);
  }

  /** Whether there is anything they could be asked now. */
  boolean free() {
    return there() && !asked && !wrappingUp && !kept && used() < capacity.budget();
  }

  /** This candidate with one more that is offered to them. */
  Candidate withOffer(Mode mode) {
    return with(more(mode), true, lastServed, kept);
  }

  /** This candidate with one more that is theirs. */
  Candidate withOne(Mode mode, Instant at) {
    return with(more(mode), asked, at, kept);
  }

  /** This candidate with their room kept. */
  Candidate keeping() {
    return with(open, asked, lastServed, true);
  }

  /** How much must end until one more in this mode fits. */
  int lacks(Mode mode) {
    return used() + capacity.weight(mode) - capacity.budget();
  }

  private Map<Mode, Integer> more(Mode mode) {
    Map<Mode, Integer> more = new HashMap<>(open);
    more.merge(mode, 1, Integer::sum);
    return Map.copyOf(more);
  }

  private Candidate with(Map<Mode, Integer> work, boolean isAsked, Instant served, boolean isKept) {
    return new Candidate(
        id,
        levels,
        languages,
        enabled,
        available,
        linked,
        work,
        isAsked,
        capacity,
        autoAccept,
        served,
        wrappingUp,
        onCall,
        isKept);
  }

  /** Whether one more in this mode would find room with them now. */
  boolean hasRoom(Mode mode) {
    return there() && !wrappingUp && fits(mode);
  }
}
