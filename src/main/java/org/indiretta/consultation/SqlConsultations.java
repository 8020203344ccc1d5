package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.indiretta.directory.Topic;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.Page;
import org.indiretta.sql.Database;
import org.indiretta.sql.Gathered;
import org.indiretta.sql.Sql;

/** Reads consultations and writes what is not a move: pages, read marks, ratings. */
final class SqlConsultations {
  /** The most that a citizen is told of with the welcome. */
  private static final int READABLE = 20;

  /** The most consultations of one statement. */
  static final int FOUND_AT_ONCE = 200;

  private static final String FROM =
      "SELECT" + SqlRows.COLUMNS + "FROM consultation c" + SqlRows.JOINS;

  private static final Sql FIND = Sql.of(FROM + "WHERE c.id = :id");

  private static final Sql FIND_ALL = Sql.of(FROM + "WHERE c.id = ANY(:ids)");

  private static final Sql OPEN_OF_CITIZENS =
      Sql.of(
          FROM
              + "WHERE c.citizen_id = ANY(:citizens) AND c.state IN ('WAITING', 'OFFERED', 'ACTIVE',"
              + " 'WRAP_UP')");

  private static final Sql READABLE_OF_CITIZENS =
      Sql.of(
          FROM
              + "WHERE c.citizen_id = ANY(:citizens) AND (c.state IN ('WAITING', 'OFFERED', 'ACTIVE',"
              + " 'WRAP_UP') OR c.ended_at > :since) ORDER BY c.started_at DESC");

  private static final Sql ACTIVE_OF_OPERATOR =
      Sql.of("SELECT id FROM consultation WHERE operator_id = :operator AND state = 'ACTIVE'");

  private static final Sql READ_BY_CITIZEN =
      Sql.of(
          """
          UPDATE consultation SET read_by_citizen = least(:seq, last_seq)
          WHERE id = :id AND citizen_id = :reader AND read_by_citizen < least(:seq, last_seq)
          """);

  private static final Sql READ_BY_STAFF =
      Sql.of(
          """
          UPDATE consultation SET read_by_staff = least(:seq, last_seq)
          WHERE id = :id AND operator_id = :reader AND state IN ('ACTIVE', 'WRAP_UP')
            AND read_by_staff < least(:seq, last_seq)
          """);

  private static final Sql PAGE =
      Sql.of(
          """
          UPDATE consultation SET page = :page
          WHERE id = :id AND citizen_id = :citizen
            AND state IN ('WAITING', 'OFFERED', 'ACTIVE', 'WRAP_UP')
          """);

  private static final Sql KEEP_PLACE =
      Sql.of(
          """
          UPDATE consultation SET call_back_at = :now, call_back_telephone = :telephone
          WHERE id = :id AND citizen_id = :citizen AND state IN ('WAITING', 'OFFERED')
          """);

  private static final Sql RATE =
      Sql.of(
          """
          INSERT INTO rating (consultation_id, score, comment, at)
          SELECT id, :score, :comment, :now FROM consultation
          WHERE id = :id AND citizen_id = :citizen AND state = 'CLOSED' AND ended_at > :since
          ON CONFLICT (consultation_id)
          DO UPDATE SET score = excluded.score, comment = excluded.comment, at = excluded.at
          """);

  private static final Sql OPEN_BY_STATE =
      Sql.of(
          """
          SELECT state, count(*) AS count FROM consultation
          WHERE state IN ('WAITING', 'OFFERED', 'ACTIVE', 'WRAP_UP') GROUP BY state
          """);

  private static final Sql WAITING_FOR =
      Sql.of(
          """
          SELECT id FROM consultation WHERE state IN ('WAITING', 'OFFERED') AND topic_id = :topic
          ORDER BY lane, queued_at, id LIMIT :most
          """);

  private final Database database;
  private final Gathered<ConsultationId, Consultation> finding =
      new Gathered<>(
          FOUND_AT_ONCE,
          ids ->
              findAll(ids)
                  .map(
                      all ->
                          all.stream()
                              .collect(Collectors.toMap(Consultation::id, Function.identity()))));

  SqlConsultations(Database database) {
    this.database = database;
  }

  Future<Optional<Consultation>> find(ConsultationId id) {
    return database.first(FIND.with("id", id.value()), SqlRows::consultation);
  }

  Future<List<Consultation>> findAll(Collection<ConsultationId> ids) {
    UUID[] keys = ids.stream().map(ConsultationId::value).toArray(UUID[]::new);
    return database.list(FIND_ALL.with("ids", keys), SqlRows::consultation);
  }

  Future<Optional<Consultation>> openOf(CitizenId citizen) {
    return openOf(Set.of(citizen)).map(open -> Optional.ofNullable(open.get(citizen)));
  }

  /** The open ones of these citizens. */
  Future<Map<CitizenId, Consultation>> openOf(Set<CitizenId> citizens) {
    return database
        .list(OPEN_OF_CITIZENS.with("citizens", keys(citizens)), SqlRows::consultation)
        .map(
            all ->
                all.stream().collect(Collectors.toMap(Consultation::citizen, Function.identity())));
  }

  private static UUID[] keys(Set<CitizenId> citizens) {
    return citizens.stream().map(CitizenId::value).toArray(UUID[]::new);
  }

  /**
   * The open ones of these citizens and those that ended after {@code since}, the newest first, at
   * most {@link #READABLE} of each.
   */
  Future<Map<CitizenId, List<Consultation>>> readableOf(Set<CitizenId> citizens, Instant since) {
    return database
        .list(
            READABLE_OF_CITIZENS.with("citizens", keys(citizens)).with("since", since),
            SqlRows::consultation)
        .map(
            all -> {
              Map<CitizenId, List<Consultation>> readable = new HashMap<>();
              for (Consultation of : all) {
                List<Consultation> theirs =
                    readable.computeIfAbsent(of.citizen(), key -> new ArrayList<>());
                if (theirs.size() < READABLE) {
                  theirs.add(of);
                }
              }
              return readable;
            });
  }

  /** As {@link #find}, asked together with others that come at the same moment. */
  Future<Optional<Consultation>> findWithOthers(ConsultationId id) {
    return finding.of(id);
  }

  /** What this operator answers now. */
  Future<List<ConsultationId>> activeOf(OperatorId operator) {
    return database.list(
        ACTIVE_OF_OPERATOR.with("operator", operator.value()),
        row -> new ConsultationId(row.getUUID("id")));
  }

  /** Those who wait for a topic or are offered, in the order of service; at most as many as may. */
  Future<List<ConsultationId>> waitingFor(TopicId topic) {
    return database.list(
        WAITING_FOR.with("topic", topic.value()).with("most", Topic.Service.MOST_WAITING),
        row -> new ConsultationId(row.getUUID("id")));
  }

  /** True when it moved forward. */
  Future<Boolean> readByCitizen(ConsultationId id, CitizenId citizen, long seq) {
    return read(READ_BY_CITIZEN, id, citizen.value(), seq);
  }

  /** True when it moved forward. */
  Future<Boolean> readByStaff(ConsultationId id, OperatorId operator, long seq) {
    return read(READ_BY_STAFF, id, operator.value(), seq);
  }

  private Future<Boolean> read(Sql statement, ConsultationId id, UUID reader, long seq) {
    return database
        .update(statement.with("id", id.value()).with("reader", reader).with("seq", seq))
        .map(count -> count > 0);
  }

  /** False when it is not this citizen's open one. */
  Future<Boolean> page(ConsultationId id, CitizenId citizen, Page page) {
    return database
        .update(
            PAGE.with("id", id.value()).with("citizen", citizen.value()).with("page", page.value()))
        .map(count -> count > 0);
  }

  /** False when it is not this citizen's waiting one. */
  Future<Boolean> keepPlace(ConsultationId id, CitizenId citizen, CallBack callBack) {
    String telephone = callBack.telephone() == null ? null : callBack.telephone().value();
    return database
        .update(
            KEEP_PLACE
                .with("id", id.value())
                .with("citizen", citizen.value())
                .with("now", callBack.since())
                .with("telephone", telephone))
        .map(count -> count > 0);
  }

  /** False when it is not this citizen's, not closed, or ended before {@code since}. */
  Future<Boolean> rate(
      ConsultationId id, CitizenId citizen, int score, String comment, Instant now, Instant since) {
    return database
        .update(
            RATE.with("id", id.value())
                .with("citizen", citizen.value())
                .with("score", score)
                .with("comment", comment)
                .with("now", now)
                .with("since", since))
        .map(count -> count > 0);
  }

  Future<Map<String, Long>> openByState() {
    return database
        .list(OPEN_BY_STATE.bound(), row -> Map.entry(row.getString("state"), row.getLong("count")))
        .map(all -> all.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
