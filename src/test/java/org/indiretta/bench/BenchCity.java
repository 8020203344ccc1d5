package org.indiretta.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.indiretta.identity.CallId;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;
import org.indiretta.sql.DatabaseUrl;

/**
 * The rows of a city whose consultations are under way, written before the server starts. Only what
 * the limits on addresses would make slow is prepared so (a thousand starts from one address are a
 * flood, and rightly slowed); everything that is measured goes through the socket.
 */
final class BenchCity implements AutoCloseable {
  /** What a pair shows at the door. */
  record PairKeys(String consultation, String token, String ticket) {
    List<Greeting.Guest> guests() {
      return List.of(
          guest(hello("token", token), consultation), guest(hello("ticket", ticket), consultation));
    }
  }

  /** What a waiting citizen shows at the door. */
  record WaitingKeys(String consultation, String token) {
    Greeting.Guest guest() {
      return BenchCity.guest(hello("token", token), consultation);
    }
  }

  private static final String LIVE = "/live/websocket";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Connection connection;
  private final Set<Reference> references = new HashSet<>();

  BenchCity(DatabaseUrl url) throws SQLException {
    connection = connect(url);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO site (id, name) VALUES ('bench', '{"it": "Banco di prova"}');
          INSERT INTO topic_group (id, site_id, position, name)
          VALUES ('bench', 'bench', 1, '{"it": "Prova"}');
          INSERT INTO topic (id, site_id, group_id, position, name, front_desk)
          VALUES ('bench', 'bench', 'bench', 1, '{"it": "Prova"}', true);
          """);
    }
    connection.commit();
  }

  /** Active consultations, each with a citizen and an operator of its own. */
  List<PairKeys> pairs(int count) throws SQLException {
    List<PairKeys> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String token = secret();
      String ticket = secret();
      UUID operator = operator(i, ticket);
      UUID consultation = consultation("ACTIVE", token, operator);
      keys.add(new PairKeys(consultation.toString(), token, ticket));
    }
    connection.commit();
    return keys;
  }

  /** What a pair in a call shows at the door. */
  record CallKeys(PairKeys pair, String call) {
    /** The second side joins by its own reply, as the first. */
    List<Greeting.Guest> guests(Consumer<String> first, Consumer<String> second) {
      List<Greeting.Guest> guests = pair.guests();
      return List.of(joining(guests.getFirst(), first), joining(guests.getLast(), second));
    }

    private Greeting.Guest joining(Greeting.Guest guest, Consumer<String> hears) {
      List<String> says = new ArrayList<>(guest.says());
      says.add(
          "{\"type\":\"joinCall\",\"id\":\"%%s\",\"consultation\":\"%s\",\"call\":\"%s\"}"
              .formatted(pair.consultation(), call));
      return new Greeting.Guest(guest.path(), says, hears);
    }
  }

  /**
   * Active consultations with a call that was accepted and that nobody has joined yet, and with
   * real-time text.
   */
  List<CallKeys> calls(int count) throws SQLException {
    List<CallKeys> keys = new ArrayList<>();
    for (PairKeys pair : pairs(count)) {
      UUID call = CallId.next().value();
      UUID consultation = UUID.fromString(pair.consultation());
      insert("UPDATE consultation SET mode = 'TALK', live_text = true WHERE id = ?", consultation);
      insert(
          """
          INSERT INTO call (id, consultation_id, mode, state, proposed_at, started_at)
          VALUES (?, ?, 'TALK', 'RUNNING', now(), now())
          """,
          call,
          consultation);
      insert(
          """
          INSERT INTO call_member (call_id, position, operator_id, away_since, microphone, on_hold)
          SELECT ?, p, CASE p WHEN 1 THEN c.operator_id END, now() + interval '10 minutes', 'OFF',
                 false
          FROM consultation c, generate_series(0, 1) p WHERE c.id = ?
          """,
          call,
          consultation);
      keys.add(new CallKeys(pair, call.toString()));
    }
    connection.commit();
    return keys;
  }

  /** Citizens who wait. */
  List<WaitingKeys> waiting(int count) throws SQLException {
    List<WaitingKeys> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String token = secret();
      keys.add(new WaitingKeys(consultation("WAITING", token, null).toString(), token));
    }
    connection.commit();
    return keys;
  }

  /** Messages of people, as the database has them. */
  static long messages(DatabaseUrl url) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM entry WHERE kind = 'MESSAGE'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static Connection connect(DatabaseUrl url) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(url.host(), url.port(), url.database()),
        url.user(),
        url.password());
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private UUID operator(int number, String ticket) throws SQLException {
    UUID id = OperatorId.next().value();
    insert(
        """
        INSERT INTO operator (id, email, first_name, last_name, office, role, created_at)
        VALUES (?, ?, 'Anna', 'Prova', 'Anagrafe', 'OPERATOR', now())
        """,
        id,
        "anna%d@bench.example".formatted(number));
    insert("INSERT INTO competence (operator_id, topic_id, level) VALUES (?, 'bench', 1)", id);
    insert(
        "INSERT INTO presence (operator_id, state, reason, since, linked_at) VALUES (?, 'AWAY', 'OTHER', now(), now())",
        id);
    UUID signIn = UUID.randomUUID();
    insert(
        """
        INSERT INTO sign_in (id, token_hash, operator_id, created_at, last_seen_at)
        VALUES (?, ?, ?, now(), now())
        """,
        signIn,
        hash(secret()),
        id);
    insert(
        """
        INSERT INTO socket_ticket (token_hash, sign_in_id, expires_at)
        VALUES (?, ?, now() + interval '1 hour')
        """,
        hash(ticket),
        signIn);
    return id;
  }

  private UUID consultation(String state, String token, UUID operator) throws SQLException {
    UUID citizen = CitizenId.next().value();
    insert(
        """
        INSERT INTO citizen (id, site_id, token_hash, created_at, expires_at)
        VALUES (?, 'bench', ?, now(), now() + interval '1 day')
        """,
        citizen,
        hash(token));
    UUID id = ConsultationId.next().value();
    insert(
        """
        INSERT INTO consultation (id, site_id, topic_id, citizen_id, reference, mode, state, language,
          question, operator_id, started_at, queued_at, answered_at)
        VALUES (?, 'bench', 'bench', ?, ?, 'WRITE', ?, 'it', 'È aperto?', ?, now(), now(),
          CASE WHEN ?::uuid IS NULL THEN NULL ELSE now() END)
        """,
        id,
        citizen,
        reference(),
        state,
        operator,
        operator);
    return id;
  }

  /** References are drawn by chance, and of ten thousand some are drawn twice. */
  private String reference() {
    Reference drawn = Reference.next(RANDOM);
    while (!references.add(drawn)) {
      drawn = Reference.next(RANDOM);
    }
    return drawn.value();
  }

  private void insert(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private static Greeting.Guest guest(String hello, String consultation) {
    String resume =
        "{\"type\":\"resume\",\"id\":\"%%s\",\"consultation\":\"%s\",\"after\":0}"
            .formatted(consultation);
    return new Greeting.Guest(LIVE, List.of(hello, resume));
  }

  private static String hello(String kind, String secret) {
    return "{\"type\":\"hello\",\"id\":\"%%s\",\"protocol\":1,\"language\":\"it\",\"credential\":{\"type\":\"%s\",\"value\":\"%s\"}}"
        .formatted(kind, secret);
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
