package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;
import org.indiretta.identity.TopicId;

/**
 * How the desk stands now and how today went, for a supervisor: nothing of what citizens say, and
 * no name of theirs. "Today" begins at midnight of the site.
 *
 * @param open what waits and what is answered now, those waiting first, in the order of service; at
 *     most {@link #OPEN_SHOWN}
 * @param openInAll how many there are in all
 * @param people the operators who serve these topics
 * @param offices how today went per office of at least {@link #PEOPLE_AT_LEAST} people
 */
public record BoardView(
    List<TopicFigures> topics,
    List<Open> open,
    int openInAll,
    List<Person> people,
    List<OfficeFigures> offices,
    PersonFigures personFigures) {
  /** The most consultations a board lists. */
  public static final int OPEN_SHOWN = 200;

  /** An office of fewer people has no figures of its own: they would be those of a person. */
  public static final int PEOPLE_AT_LEAST = 5;

  /**
   * One topic. {@code active} counts ACTIVE and WRAP_UP.
   *
   * @param longestSince since when the one waits who waits longest; null when nobody does
   * @param targetS within how many seconds one should be answered
   * @param answered how many got their first answer today
   * @param inTarget how many of those within the target, from the start to the first answer
   * @param left how many left today before an answer
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TopicFigures(
      TopicId topic,
      int waiting,
      int offered,
      int active,
      Instant longestSince,
      long targetS,
      int answered,
      int inTarget,
      int left) {}

  /**
   * A consultation that is not over.
   *
   * @param since since when it waits, or is answered
   * @param operator who answers, or to whom it is offered; null for nobody
   * @param joined who joined it openly
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Open(
      ConsultationId id,
      Reference reference,
      TopicId topic,
      Mode mode,
      ConsultationState state,
      Language language,
      Instant since,
      OperatorId operator,
      List<OperatorId> joined) {}

  /**
   * An operator.
   *
   * @param since since when in this state
   * @param until when a pause is expected to end; null when not said
   * @param load how much of {@code most} what they answer takes; over it where one was given
   * @param most their budget: a written consultation takes 1 of it, a call all, unless set
   *     otherwise
   * @param today their own figures; null unless {@link PersonFigures#on}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Person(
      OperatorId id,
      String firstName,
      String lastName,
      String office,
      PresenceState state,
      AwayReason reason,
      Instant since,
      Instant until,
      int load,
      int most,
      Figures today) {}

  /** How many were answered today, and how many of them within the target. */
  public record Figures(int answered, int inTarget) {}

  /** The figures of an office; {@code office} is empty for those without one. */
  public record OfficeFigures(String office, int people, Figures today) {}

  /**
   * Whether figures per person are shown.
   *
   * @param by the full name of who last switched them; null for nobody yet
   * @param at when; null for never
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PersonFigures(boolean on, String by, Instant at) {}

  /** For who may see nothing. */
  public static final BoardView EMPTY =
      new BoardView(
          List.of(), List.of(), 0, List.of(), List.of(), new PersonFigures(false, null, null));
}
