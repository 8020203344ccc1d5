package org.indiretta.consultation;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.ContactRequestId;
import org.indiretta.identity.Language;
import org.indiretta.identity.NoticeId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.notify.Notices;
import org.indiretta.sql.Database;
import org.indiretta.sql.Queries;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;

/** Contact requests in PostgreSQL. */
final class SqlContactRequests {
  private static final Sql INSERT =
      Sql.of(
          """
          INSERT INTO contact_request (id, site_id, topic_id, reference, kind, language, name, email,
            telephone, text, state, created_at, due_at, follow_hash, consultation_id, written,
            forwarded_by, consent)
          SELECT :id, :site, :topic, :reference, :kind, :language, :name, :email, :telephone, :text,
            'OPEN', :now, :due, :follow, :consultation, :written, :by::uuid, :by::uuid IS NOT NULL
          WHERE NOT EXISTS (SELECT 1 FROM contact_request
                            WHERE site_id = :site AND reference = :reference)
          """);

  private static final String SELECT =
      """
      SELECT r.*, n.id IS NOT NULL AS notice_known, n.standing
      FROM contact_request r LEFT JOIN notice n ON n.id = r.answer_notice
      """;

  private static final Sql LIST =
      Sql.of(
          SELECT
              + """
              WHERE r.state <> 'DONE' AND (r.topic_id = ANY(:topics) OR r.operator_id = :operator)
              ORDER BY r.state, r.due_at, r.created_at, r.id LIMIT :most
              """);

  private static final Sql LIST_DONE =
      Sql.of(
          SELECT
              + """
              WHERE r.state = 'DONE' AND (r.topic_id = ANY(:topics) OR r.operator_id = :operator)
              ORDER BY r.done_at DESC, r.id LIMIT :most
              """);

  private static final Sql FIND = Sql.of(SELECT + "WHERE r.id = :id");

  private static final Sql FOLLOW = Sql.of(SELECT + "WHERE r.follow_hash = :follow");

  private static final Sql TAKE =
      Sql.of(
          """
          UPDATE contact_request SET state = 'TAKEN', operator_id = :operator
          WHERE id = :id AND state = 'OPEN' AND topic_id = ANY(:topics)
          """);

  private static final Sql DONE =
      Sql.of(
          """
          UPDATE contact_request
          SET state = 'DONE', done_at = :now, note = :note, answer = :answer
          WHERE id = :id AND state = 'TAKEN' AND operator_id = :operator
          """);

  private static final Sql ANSWERED_BY =
      Sql.of("UPDATE contact_request SET answer_notice = :notice WHERE id = :id");

  private final Database database;

  SqlContactRequests(Database database) {
    this.database = database;
  }

  /** False when the reference is used. */
  Future<Boolean> insert(Queries on, ContactRequest request, Buffer follow) {
    ContactRequest.From from = request.from();
    return on.update(
            INSERT
                .with("id", request.id().value())
                .with("site", request.site().value())
                .with("topic", request.topic().value())
                .with("reference", request.reference().value())
                .with("kind", request.kind().name())
                .with("language", request.language().code())
                .with("name", request.contact().name())
                .with("email", request.contact().email())
                .with("telephone", request.contact().telephone())
                .with("text", request.text())
                .with("now", request.createdAt())
                .with("due", request.dueAt())
                .with("follow", follow)
                .with(
                    "consultation",
                    from.consultation() == null ? null : from.consultation().value())
                .with("written", from.written())
                .with("by", from.by() == null ? null : from.by().value()))
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

  Future<Optional<ContactRequest>> follow(Buffer hash) {
    return database.first(FOLLOW.with("follow", hash), SqlContactRequests::request);
  }

  Future<Boolean> take(ContactRequestId id, OperatorId operator, List<TopicId> topics) {
    return database
        .update(
            TAKE.with("id", id.value())
                .with("operator", operator.value())
                .with("topics", keys(topics)))
        .map(count -> count > 0);
  }

  /** Of two who try one ends it; {@code answer} and {@code note} may be null. */
  Future<Boolean> done(
      Queries on,
      ContactRequestId id,
      OperatorId operator,
      Instant now,
      String answer,
      String note) {
    return on.update(
            DONE.with("id", id.value())
                .with("operator", operator.value())
                .with("now", now)
                .with("answer", answer)
                .with("note", note))
        .map(count -> count > 0);
  }

  Future<Void> answeredBy(Queries on, ContactRequestId id, NoticeId notice) {
    return on.update(ANSWERED_BY.with("id", id.value()).with("notice", notice.value())).mapEmpty();
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
        Rows.constant(ContactRequest.Kind.class, row, "kind"),
        Language.of(row.getString("language")),
        new ContactRequest.Contact(
            row.getString("name"), row.getString("email"), row.getString("telephone")),
        row.getString("text"),
        new ContactRequest.From(
            row.getUUID("consultation_id") == null
                ? null
                : new ConsultationId(row.getUUID("consultation_id")),
            row.getString("written"),
            SqlRows.operator(row, "forwarded_by")),
        Rows.constant(ContactRequest.State.class, row, "state"),
        SqlRows.operator(row, "operator_id"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "due_at"),
        row.getValue("done_at") == null ? null : done(row));
  }

  private static ContactRequest.Done done(Row row) {
    return new ContactRequest.Done(
        Rows.instant(row, "done_at"),
        row.getString("answer"),
        standing(row),
        row.getString("note"));
  }

  private static Notices.Standing standing(Row row) {
    if (!Boolean.TRUE.equals(row.getBoolean("notice_known"))) {
      return null;
    }
    return row.getString("standing") == null
        ? Notices.Standing.WAITING
        : Rows.constant(Notices.Standing.class, row, "standing");
  }
}
