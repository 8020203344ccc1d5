package org.indiretta.faults;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;

/** Many citizens in written consultations, whose operators are there. */
final class StormRows {
  /**
   * One of them.
   *
   * @param token what they show at the door
   */
  record Citizen(String consultation, String token) {}

  /** Of one operator. */
  private static final int EACH = 25;

  private StormRows() {}

  /** So many, after {@link CityRows} made the site. */
  static List<Citizen> citizens(Connection connection, int count) throws SQLException {
    connection.setAutoCommit(false);
    List<Citizen> citizens = new ArrayList<>();
    try (PreparedStatement operators = connection.prepareStatement(OPERATOR);
        PreparedStatement presences = connection.prepareStatement(PRESENCE);
        PreparedStatement people = connection.prepareStatement(CITIZEN);
        PreparedStatement consultations = connection.prepareStatement(CONSULTATION)) {
      Set<String> references = new HashSet<>();
      UUID operator = null;
      for (int i = 0; i < count; i++) {
        if (i % EACH == 0) {
          operator = OperatorId.next().value();
          batch(operators, operator, operator + "@storm.example");
          batch(presences, operator);
        }
        UUID citizen = CitizenId.next().value();
        UUID consultation = ConsultationId.next().value();
        String token = "storm" + "0".repeat(30) + "%08d".formatted(i);
        batch(people, citizen, token);
        batch(consultations, consultation, citizen, fresh(references), operator);
        citizens.add(new Citizen(consultation.toString(), token));
      }
      for (PreparedStatement each : List.of(operators, presences, people, consultations)) {
        int[] _ = each.executeBatch();
      }
    }
    connection.commit();
    return citizens;
  }

  private static final SecureRandom RANDOM = new SecureRandom();

  private static String fresh(Set<String> references) {
    String next = Reference.next(RANDOM).value();
    while (!references.add(next)) {
      next = Reference.next(RANDOM).value();
    }
    return next;
  }

  private static void batch(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.addBatch();
  }

  private static final String OPERATOR =
      """
      INSERT INTO operator (id, email, first_name, last_name, role, created_at)
      VALUES (?, ?, 'Anna', 'Prova', 'OPERATOR', now())
      """;

  /** Seen again only in an hour: they need no browser here. */
  private static final String PRESENCE =
      """
      INSERT INTO presence (operator_id, state, reason, since, linked_at)
      VALUES (?, 'AWAY', 'OTHER', now(), now() + interval '1 hour')
      """;

  private static final String CITIZEN =
      """
      INSERT INTO citizen (id, site_id, token_hash, created_at, expires_at)
      VALUES (?, 'fault', sha256(convert_to(?, 'UTF8')), now(), now() + interval '1 day')
      """;

  private static final String CONSULTATION =
      """
      INSERT INTO consultation (id, site_id, topic_id, citizen_id, reference, mode, state,
        language, question, operator_id, started_at, queued_at, answered_at)
      VALUES (?, 'fault', 'fault', ?, ?, 'WRITE', 'ACTIVE', 'it', 'È aperto?', ?, now(), now(),
        now())
      """;
}
