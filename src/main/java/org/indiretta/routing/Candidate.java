package org.indiretta.routing;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
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
 * @param open how many consultations they own or are offered
 * @param asked whether an offer waits for their answer now
 * @param maxWrite how many they take at once
 * @param lastServed when they last got one; null for never
 * @param calling whether one of their consultations is held in TALK or SHOW, which takes their
 *     whole capacity
 * @param wrappingUp whether they complete a consultation: there, but not to be asked
 */
public record Candidate(
    OperatorId id,
    Map<TopicId, Integer> levels,
    Set<Language> languages,
    boolean enabled,
    boolean available,
    boolean linked,
    int open,
    boolean asked,
    int maxWrite,
    Instant lastServed,
    boolean calling,
    boolean wrappingUp) {

  /** One who is not in a call. */
  public Candidate(
      OperatorId id,
      Map<TopicId, Integer> levels,
      Set<Language> languages,
      boolean enabled,
      boolean available,
      boolean linked,
      int open,
      boolean asked,
      int maxWrite,
      Instant lastServed) {
    this(
        id,
        levels,
        languages,
        enabled,
        available,
        linked,
        open,
        asked,
        maxWrite,
        lastServed,
        false,
        false);
  }

  /** This candidate with one more offer to answer. */
  Candidate withOffer() {
    return new Candidate(
        id,
        levels,
        languages,
        enabled,
        available,
        linked,
        open + 1,
        true,
        maxWrite,
        lastServed,
        calling,
        wrappingUp);
  }

  /** Whether they can be asked for anything, however busy. */
  boolean isThere() {
    return enabled && available && linked;
  }

  /** Whether one more in this mode would find room with them now. */
  boolean hasRoom(Mode mode) {
    return isThere() && !wrappingUp && Eligibility.fits(mode, this);
  }

  /** Whether they are there for the topic, however busy. */
  public boolean thereFor(TopicId topic) {
    return enabled && available && linked && levels.containsKey(topic);
  }
}
