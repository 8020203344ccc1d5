package org.indiretta.durability;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;
import org.indiretta.sql.DatabaseUrl;

/** Consultations under way, written into the tables, and what stands there afterwards. */
final class KillCity implements AutoCloseable {
  /**
   * One consultation and what its two people show at the door.
   *
   * @param tickets one for each time the operator connects
   */
  record Pair(ConsultationId consultation, String citizenToken, Deque<String> tickets) {}

  /** One stored entry. */
  record Stored(long seq, String writer, String clientMessageId, String text) {}

  private static final int TICKETS = 200;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Connection connection;

  KillCity(DatabaseUrl url) throws SQLException {
    connection =
        DriverManager.getConnection(
            "jdbc:postgresql://%s:%d/%s".formatted(url.host(), url.port(), url.database()),
            url.user(),
            url.password());
  }

  /** The site, its topic, and so many consultations that are active. */
  List<Pair> pairs(int count) throws Exception {
    try (Statement statement = connection.createStatement()) {
      int _ =
          statement.executeUpdate(
              """
              INSERT INTO site (id, name) VALUES ('kill', '{"it": "Prova"}') ON CONFLICT DO NOTHING;
              INSERT INTO topic_group (id, site_id, position, name)
              VALUES ('kill', 'kill', 1, '{"it": "Prova"}') ON CONFLICT DO NOTHING;
              INSERT INTO topic (id, site_id, group_id, position, name, front_desk)
              VALUES ('kill', 'kill', 'kill', 1, '{"it": "Prova"}', true) ON CONFLICT DO NOTHING;
              """);
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(pair());
    }
    return pairs;
  }

  private Pair pair() throws Exception {
    UUID operator = OperatorId.next().value();
    UUID signIn = UUID.randomUUID();
    insert(
        """
        INSERT INTO operator (id, email, first_name, last_name, role, created_at)
        VALUES (?, ?, 'Anna', 'Prova', 'OPERATOR', now())
        """,
        operator,
        operator + "@kill.example");
    insert(
        """
        INSERT INTO presence (operator_id, state, reason, since, linked_at)
        VALUES (?, 'AWAY', 'OTHER', now(), now())
        """,
        operator);
    insert(
        """
        INSERT INTO sign_in (id, token_hash, operator_id, created_at, last_seen_at)
        VALUES (?, ?, ?, now(), now())
        """,
        signIn,
        hash(secret()),
        operator);
    Deque<String> tickets = new ArrayDeque<>();
    for (int i = 0; i < TICKETS; i++) {
      tickets.add(secret());
      insert(
          """
          INSERT INTO socket_ticket (token_hash, sign_in_id, expires_at)
          VALUES (?, ?, now() + interval '1 hour')
          """,
          hash(tickets.getLast()),
          signIn);
    }
    String token = secret();
    return new Pair(consultation(operator, token), token, tickets);
  }

  private ConsultationId consultation(UUID operator, String token) throws Exception {
    UUID citizen = CitizenId.next().value();
    ConsultationId id = ConsultationId.next();
    insert(
        """
        INSERT INTO citizen (id, site_id, token_hash, created_at, expires_at)
        VALUES (?, 'kill', ?, now(), now() + interval '1 day')
        """,
        citizen,
        hash(token));
    insert(
        """
        INSERT INTO consultation (id, site_id, topic_id, citizen_id, reference, mode, state,
          language, question, operator_id, started_at, queued_at, answered_at)
        VALUES (?, 'kill', 'kill', ?, ?, 'WRITE', 'ACTIVE', 'it', 'È aperto?', ?, now(), now(),
          now())
        """,
        id.value(),
        citizen,
        Reference.next(RANDOM).value(),
        operator);
    return id;
  }

  /** The whole transcript, in order. */
  List<Stored> transcript(ConsultationId consultation) throws SQLException {
    List<Stored> all = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT seq, writer, client_message_id, text FROM entry
            WHERE consultation_id = ? ORDER BY seq
            """)) {
      statement.setObject(1, consultation.value());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(
              new Stored(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4)));
        }
      }
    }
    return all;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
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

  private static byte[] hash(String secret) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
  }
}
