package org.indiretta.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.indiretta.directory.Capacity;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;

/** Operators and consultations for the tests of the pure functions; all ids are speaking ones. */
final class RoutingCases {
  static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  static final TopicId PASSPORT = new TopicId("passport");
  static final TopicId TAX = new TopicId("tax");

  /** After so long room is kept for who needs it. */
  static final Duration KEEP_AFTER = Duration.ofMinutes(2);

  static final int RETURNED = 0;
  static final int APPOINTMENT = 1;
  static final int NORMAL = 3;

  private RoutingCases() {}

  /** Every level of the topic at once, and nobody helps out. */
  static Chain flat(TopicId topic) {
    return new Chain(List.of(new Chain.Tier(topic, 3, Duration.ZERO)), KEEP_AFTER);
  }

  /** A turn at nine, with everybody who serves the topic reached. */
  static Turn turn(QueuedConsultation consultation) {
    return new Turn(consultation, flat(consultation.topic()), NINE, OfferTimings.PAUSE);
  }

  static OperatorId operator(int number) {
    return new OperatorId(new UUID(1, number));
  }

  /** Somebody who is there; what is not said is ordinary. */
  static final class Somebody {
    private final int number;
    private Map<TopicId, Integer> levels = Map.of(PASSPORT, 1);
    private Set<Language> languages = Set.of(Language.IT);
    private boolean enabled = true;
    private boolean available = true;
    private boolean linked = true;
    private Map<Mode, Integer> open = Map.of();
    private boolean asked;
    private Capacity capacity = Capacity.DEFAULT;
    private boolean autoAccept;
    private Instant lastServed;

    Somebody(int number) {
      this.number = number;
    }

    Somebody serving(Map<TopicId, Integer> topics) {
      levels = topics;
      return this;
    }

    Somebody speaking(Language language) {
      languages = Set.of(language);
      return this;
    }

    Somebody disabled() {
      enabled = false;
      return this;
    }

    Somebody away() {
      available = false;
      return this;
    }

    Somebody unlinked() {
      linked = false;
      return this;
    }

    Somebody with(Mode mode, int count) {
      open = count == 0 ? Map.of() : Map.of(mode, count);
      return this;
    }

    Somebody asked() {
      asked = true;
      return with(Mode.WRITE, 1);
    }

    Somebody taking(Capacity most) {
      capacity = most;
      return this;
    }

    Somebody accepting() {
      autoAccept = true;
      return this;
    }

    Somebody served(Instant at) {
      lastServed = at;
      return this;
    }

    Candidate here() {
      return new Candidate(
          operator(number),
          levels,
          languages,
          enabled,
          available,
          linked,
          open,
          asked,
          capacity,
          autoAccept,
          lastServed,
          false,
          false,
          false);
    }
  }

  static Somebody somebody(int number) {
    return new Somebody(number);
  }

  /** Available, linked, idle, Italian, serves PASSPORT first, takes three. */
  static Candidate free(int number) {
    return somebody(number).here();
  }

  static Candidate serving(int number, Map<TopicId, Integer> levels) {
    return somebody(number).serving(levels).here();
  }

  static ConsultationId consultation(int number) {
    return new ConsultationId(new UUID(2, number));
  }

  static QueuedConsultation waiting(int number) {
    return waiting(number, PASSPORT, NORMAL, NINE.plusSeconds(number));
  }

  static QueuedConsultation waiting(int number, TopicId topic, int lane, Instant since) {
    return waiting(number, topic, lane, since, Map.of(), Mode.WRITE);
  }

  static QueuedConsultation waiting(
      int number,
      TopicId topic,
      int lane,
      Instant since,
      Map<OperatorId, Declined> declined,
      Mode mode) {
    return new QueuedConsultation(
        consultation(number),
        topic,
        Language.IT,
        lane,
        since,
        null,
        null,
        null,
        null,
        declined,
        mode);
  }

  static QueuedConsultation offered(int number, int to, Instant expiresAt) {
    return new QueuedConsultation(
        consultation(number),
        PASSPORT,
        Language.IT,
        NORMAL,
        NINE,
        operator(to),
        expiresAt,
        null,
        null,
        Map.of(),
        Mode.WRITE);
  }

  static QueuedConsultation held(int number, int operator, Instant until) {
    return new QueuedConsultation(
        consultation(number),
        PASSPORT,
        Language.IT,
        RETURNED,
        NINE,
        null,
        null,
        operator(operator),
        until,
        Map.of(),
        Mode.WRITE);
  }

  /** Declined so long before nine by this one. */
  static QueuedConsultation declined(int number, int operator, Duration ago) {
    return waiting(
        number,
        PASSPORT,
        NORMAL,
        NINE.minusSeconds(600),
        Map.of(operator(operator), new Declined(1, NINE.minus(ago))),
        Mode.WRITE);
  }
}
