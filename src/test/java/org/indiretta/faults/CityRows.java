package org.indiretta.faults;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;

/** Consultations under way, written straight into the tables in one transaction. */
final class CityRows {
  /**
   * One consultation and what its two people show at the door.
   *
   * @param tickets one for each time the operator connects
   */
  record Pair(
      String consultation,
      String citizen,
      String citizenToken,
      String operator,
      List<String> tickets) {}

  /** Somebody of staff, and a ticket for each time they connect. */
  record Operator(String id, List<String> tickets) {}

  /** Somebody with a token. */
  record Citizen(String id, String token) {}

  private static final int TICKETS = 300;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Connection connection;

  private CityRows(Connection connection) {
    this.connection = connection;
  }

  /** So many consultations that are active. */
  static List<Pair> pairs(Connection connection, int count) throws SQLException {
    connection.setAutoCommit(false);
    CityRows rows = new CityRows(connection);
    rows.site();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(rows.pair());
    }
    connection.commit();
    return pairs;
  }

  private void site() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int _ =
          statement.executeUpdate(
              """
              INSERT INTO site (id, name) VALUES ('fault', '{"it": "Prova"}')
              ON CONFLICT DO NOTHING;
              INSERT INTO topic_group (id, site_id, position, name)
              VALUES ('fault', 'fault', 1, '{"it": "Prova"}') ON CONFLICT DO NOTHING;
              INSERT INTO topic (id, site_id, group_id, position, name, front_desk)
              VALUES ('fault', 'fault', 'fault', 1, '{"it": "Prova"}', true)
              ON CONFLICT DO NOTHING;
              """);
    }
  }

  private Pair pair() throws SQLException {
    Operator operator = operator("AWAY");
    Citizen citizen = citizen();
    return new Pair(
        consultation(citizen, operator),
        citizen.id(),
        citizen.token(),
        operator.id(),
        operator.tickets());
  }

  /** So many operators who serve the topic, three at a time, and are available. */
  static List<Operator> operators(Connection connection, int count) throws SQLException {
    connection.setAutoCommit(false);
    CityRows rows = new CityRows(connection);
    rows.site();
    List<Operator> operators = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Operator operator = rows.operator("AVAILABLE");
      rows.insert(
          "INSERT INTO competence (operator_id, topic_id, level) VALUES (?, 'fault', 1)",
          UUID.fromString(operator.id()));
      operators.add(operator);
    }
    connection.commit();
    return operators;
  }

  /** So many citizens who have not started yet. */
  static List<Citizen> citizens(Connection connection, int count) throws SQLException {
    connection.setAutoCommit(false);
    CityRows rows = new CityRows(connection);
    List<Citizen> citizens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      citizens.add(rows.citizen());
    }
    connection.commit();
    return citizens;
  }

  private Operator operator(String presence) throws SQLException {
    UUID operator = OperatorId.next().value();
    UUID signIn = UUID.randomUUID();
    insert(
        """
        INSERT INTO operator (id, email, first_name, last_name, role, created_at)
        VALUES (?, ?, 'Anna', 'Prova', 'OPERATOR', now())
        """,
        operator,
        operator + "@fault.example");
    insert(
        """
        INSERT INTO presence (operator_id, state, reason, since, linked_at)
        VALUES (?, ?, ?, now(), now())
        """,
        operator,
        presence,
        presence.equals("AWAY") ? "OTHER" : null);
    insert(
        """
        INSERT INTO sign_in (id, token_hash, operator_id, created_at, last_seen_at)
        VALUES (?, ?, ?, now(), now())
        """,
        signIn,
        hash(secret()),
        operator);
    return new Operator(operator.toString(), tickets(signIn));
  }

  private List<String> tickets(UUID signIn) throws SQLException {
    List<String> tickets = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO socket_ticket (token_hash, sign_in_id, expires_at)
            VALUES (?, ?, now() + interval '1 hour')
            """)) {
      for (int i = 0; i < TICKETS; i++) {
        tickets.add(secret());
        statement.setObject(1, hash(tickets.getLast()));
        statement.setObject(2, signIn);
        statement.addBatch();
      }
      int[] _ = statement.executeBatch();
    }
    return tickets;
  }

  private Citizen citizen() throws SQLException {
    UUID citizen = CitizenId.next().value();
    String token = secret();
    insert(
        """
        INSERT INTO citizen (id, site_id, token_hash, created_at, expires_at)
        VALUES (?, 'fault', ?, now(), now() + interval '1 day')
        """,
        citizen,
        hash(token));
    return new Citizen(citizen.toString(), token);
  }

  private String consultation(Citizen citizen, Operator operator) throws SQLException {
    UUID id = ConsultationId.next().value();
    insert(
        """
        INSERT INTO consultation (id, site_id, topic_id, citizen_id, reference, mode, state,
          language, question, operator_id, started_at, queued_at, answered_at)
        VALUES (?, 'fault', 'fault', ?, ?, 'WRITE', 'ACTIVE', 'it', 'È aperto?', ?, now(), now(),
          now())
        """,
        id,
        UUID.fromString(citizen.id()),
        Reference.next(RANDOM).value(),
        UUID.fromString(operator.id()));
    return id.toString();
  }

  private void insert(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      int _ = statement.executeUpdate();
    }
  }

  private static String secret() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(secret.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
