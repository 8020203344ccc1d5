package org.indiretta.consultation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.indiretta.identity.ContactRequestId;
import org.indiretta.identity.Language;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;

/** Contact requests in PostgreSQL. */
final class SqlContactRequests {
  private static final Sql INSERT =
      Sql.of(
          """
          INSERT INTO contact_request (id, site_id, topic_id, reference, language, name, email,
            telephone, text, state, created_at)
          SELECT :id, :site, :topic, :reference, :language, :name, :email, :telephone, :text, 'OPEN',
            :now
          WHERE NOT EXISTS (SELECT 1 FROM contact_request
                            WHERE site_id = :site AND reference = :reference)
          """);

  private static final Sql LIST =
      Sql.of(
          """
          SELECT * FROM contact_request
          WHERE state <> 'DONE' AND (topic_id = ANY(:topics) OR operator_id = :operator)
          ORDER BY state, created_at, id LIMIT :most
          """);

  private static final Sql LIST_DONE =
      Sql.of(
          """
          SELECT * FROM contact_request
          WHERE state = 'DONE' AND (topic_id = ANY(:topics) OR operator_id = :operator)
          ORDER BY done_at DESC, id LIMIT :most
          """);

  private static final Sql FIND = Sql.of("SELECT * FROM contact_request WHERE id = :id");

  private static final Sql TAKE =
      Sql.of(
          """
          UPDATE contact_request SET state = 'TAKEN', operator_id = :operator
          WHERE id = :id AND state = 'OPEN' AND topic_id = ANY(:topics)
          """);

  private static final Sql DONE =
      Sql.of(
          """
          UPDATE contact_request SET state = 'DONE', done_at = :now
          WHERE id = :id AND state = 'TAKEN' AND operator_id = :operator
          """);

  private final Database database;

  SqlContactRequests(Database database) {
    this.database = database;
  }

  /** False when the reference is used. */
  Future<Boolean> insert(ContactRequest request) {
    return database
        .update(
            INSERT
                .with("id", request.id().value())
                .with("site", request.site().value())
                .with("topic", request.topic().value())
                .with("reference", request.reference().value())
                .with("language", request.language().code())
                .with("name", request.answer().name())
                .with("email", request.answer().email())
                .with("telephone", request.answer().telephone())
                .with("text", request.text())
                .with("now", request.createdAt()))
        .map(count -> count > 0);
  }

  Future<List<ContactRequest>> list(OperatorId operator, List<TopicId> topics, int most) {
    return database.list(
        LIST.with("topics", keys(topics)).with("operator", operator.value()).with("most", most),
        SqlContactRequests::request);
  }

  Future<List<ContactRequest>> listDone(OperatorId operator, List<TopicId> topics, int most) {
    return database.list(
        LIST_DONE
            .with("topics", keys(topics))
            .with("operator", operator.value())
            .with("most", most),
        SqlContactRequests::request);
  }

  Future<Optional<ContactRequest>> find(ContactRequestId id) {
    return database.first(FIND.with("id", id.value()), SqlContactRequests::request);
  }

  Future<Boolean> take(ContactRequestId id, OperatorId operator, List<TopicId> topics) {
    return database
        .update(
            TAKE.with("id", id.value())
                .with("operator", operator.value())
                .with("topics", keys(topics)))
        .map(count -> count > 0);
  }

  Future<Boolean> done(ContactRequestId id, OperatorId operator, Instant now) {
    return database
        .update(DONE.with("id", id.value()).with("operator", operator.value()).with("now", now))
        .map(count -> count > 0);
  }

  private static String[] keys(List<TopicId> topics) {
    return topics.stream().map(TopicId::value).toArray(String[]::new);
  }

  private static ContactRequest request(Row row) {
    return new ContactRequest(
        new ContactRequestId(row.getUUID("id")),
        new SiteId(row.getString("site_id")),
        new TopicId(row.getString("topic_id")),
        new Reference(row.getString("reference")),
        Language.of(row.getString("language")),
        new ContactRequest.Answer(
            row.getString("name"), row.getString("email"), row.getString("telephone")),
        row.getString("text"),
        Rows.constant(ContactRequest.State.class, row, "state"),
        SqlRows.operator(row, "operator_id"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "done_at"));
  }
}
