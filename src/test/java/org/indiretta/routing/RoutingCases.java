package org.indiretta.routing;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;

/** Operators and consultations for the tests of the pure functions; all ids are speaking ones. */
final class RoutingCases {
  static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  static final TopicId PASSPORT = new TopicId("passport");
  static final TopicId TAX = new TopicId("tax");

  static final int RETURNED = 0;
  static final int APPOINTMENT = 1;
  static final int NORMAL = 3;

  private RoutingCases() {}

  static OperatorId operator(int number) {
    return new OperatorId(new UUID(1, number));
  }

  /** Available, linked, idle, Italian, serves PASSPORT first, takes three. */
  static Candidate free(int number) {
    return new Candidate(
        operator(number),
        Map.of(PASSPORT, 1),
        Set.of(Language.IT),
        true,
        true,
        true,
        0,
        false,
        3,
        null);
  }

  static Candidate serving(int number, Map<TopicId, Integer> levels) {
    Candidate base = free(number);
    return new Candidate(base.id(), levels, base.languages(), true, true, true, 0, false, 3, null);
  }

  static Candidate speaking(int number, Language language) {
    return new Candidate(
        operator(number),
        Map.of(PASSPORT, 1),
        Set.of(language),
        true,
        true,
        true,
        0,
        false,
        3,
        null);
  }

  static Candidate with(
      int number, boolean enabled, boolean available, boolean linked, int open, boolean asked) {
    return new Candidate(
        operator(number),
        Map.of(PASSPORT, 1),
        Set.of(Language.IT),
        enabled,
        available,
        linked,
        open,
        asked,
        3,
        null);
  }

  static Candidate lastServed(int number, int open, Instant at) {
    return new Candidate(
        operator(number),
        Map.of(PASSPORT, 1),
        Set.of(Language.IT),
        true,
        true,
        true,
        open,
        false,
        3,
        at);
  }

  static ConsultationId consultation(int number) {
    return new ConsultationId(new UUID(2, number));
  }

  static QueuedConsultation waiting(int number) {
    return waiting(number, PASSPORT, NORMAL, NINE.plusSeconds(number));
  }

  static QueuedConsultation waiting(int number, TopicId topic, int lane, Instant since) {
    return new QueuedConsultation(
        consultation(number), topic, Language.IT, lane, since, null, null, null, null, Set.of());
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
        Set.of());
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
        Set.of());
  }

  static QueuedConsultation paused(int number, int operator) {
    return new QueuedConsultation(
        consultation(number),
        PASSPORT,
        Language.IT,
        NORMAL,
        NINE,
        null,
        null,
        null,
        null,
        Set.of(operator(operator)));
  }
}
