package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/**
 * What is open now at a site; part of the body of {@code GET /api/v1/availability}.
 *
 * @param open the modes in which one can start now, per topic; a topic that is not named has none
 * @param topics what is not plainly open, per topic and mode; null for nothing
 * @param closure the text of a sudden closure of the whole site; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AvailabilityView(
    SiteId site,
    Map<TopicId, List<Mode>> open,
    Map<TopicId, Map<Mode, ModeState>> topics,
    Map<Language, String> closure) {
  /** Whether one can start; the words are those of {@code PROTOCOL.md}. */
  public enum State {
    /** Somebody could answer at once. */
    OPEN,
    /** Somebody could answer later. */
    BUSY,
    /** As many wait as may. */
    FULL,
    /** The calendar says closed, or nobody is there. */
    CLOSED
  }

  /**
   * A topic in a mode. What does not apply is null.
   *
   * @param expectedWait {@code wait} on the wire: until the answer, when BUSY and known
   * @param opensAt when one can start again, when CLOSED and known
   * @param byAppointment true while staff are there for appointments only
   * @param text what a sudden closure of this topic says
   * @param languages of those who could answer, where one of the site's is missing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ModeState(
      State state,
      @JsonProperty("wait") WaitRange expectedWait,
      Instant opensAt,
      Boolean byAppointment,
      Map<Language, String> text,
      List<Language> languages) {}
}
