package org.indiretta.notify;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.indiretta.identity.Language;
import org.indiretta.identity.NoticeId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Queries;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;

/** The table of notices. */
final class SqlNotices {
  private static final Sql INSERT =
      Sql.of(
          """
          INSERT INTO notice (id, kind, recipient, language, subject, text, created_at, next_at)
          VALUES (:id, :kind, :to, :language, :subject, :text, :now, :now)
          """);

  /** Of two servers one gets it. */
  private static final Sql TAKE =
      Sql.of(
          """
          UPDATE notice SET tries = tries + 1, next_at = :lease
          WHERE id IN (SELECT id FROM notice
                       WHERE ended_at IS NULL AND next_at <= :now AND kind = ANY (:kinds)
                       ORDER BY next_at, id LIMIT :most FOR UPDATE SKIP LOCKED)
          RETURNING id, kind, recipient, language, subject, text, tries, created_at
          """);

  private static final Sql LATER =
      Sql.of("UPDATE notice SET next_at = :next WHERE id = :id AND ended_at IS NULL");

  /** One that was sent is known after a restore too, and not sent again. */
  private static final Sql END =
      Sql.of(
          """
          WITH ended AS (
            UPDATE notice SET ended_at = :now::timestamptz, standing = :standing::text,
              recipient = '', subject = NULL, text = ''
            WHERE id = :id AND ended_at IS NULL
            RETURNING id, standing
          )
          INSERT INTO erasure (at, kind, subject)
          SELECT :now::timestamptz, 'NOTICE', id FROM ended WHERE standing = 'SENT'
          """);

  private static final Sql FORGET = Sql.of("DELETE FROM notice WHERE ended_at < :before");

  /**
   * One to be tried now.
   *
   * @param tries this one included
   */
  record Due(NoticeId id, Notice notice, int tries, Instant createdAt) {}

  Future<NoticeId> insert(Queries on, Notice notice, Instant now) {
    NoticeId id = NoticeId.next();
    return on.update(
            INSERT
                .with("id", id.value())
                .with("kind", notice.kind().name())
                .with("to", notice.to())
                .with("language", notice.language().code())
                .with("subject", notice instanceof Notice.Mail mail ? mail.subject() : null)
                .with("text", notice.text())
                .with("now", now))
        .map(id);
  }

  Future<List<Due>> take(
      Database database, Set<Notice.Kind> kinds, Instant now, Instant lease, int most) {
    return database.list(
        TAKE.with("kinds", kinds.stream().map(Enum::name).toArray(String[]::new))
            .with("now", now)
            .with("lease", lease)
            .with("most", (long) most),
        SqlNotices::due);
  }

  Future<Void> later(Database database, NoticeId id, Instant next) {
    return database.update(LATER.with("id", id.value()).with("next", next)).mapEmpty();
  }

  Future<Void> end(Database database, NoticeId id, Notices.Standing how, Instant now) {
    return database
        .update(END.with("id", id.value()).with("standing", how.name()).with("now", now))
        .mapEmpty();
  }

  Future<Void> forget(Database database, Instant before) {
    return database.update(FORGET.with("before", before)).mapEmpty();
  }

  private static Due due(Row row) {
    String to = row.getString("recipient");
    Language language = Language.of(row.getString("language"));
    String text = row.getString("text");
    Notice notice =
        switch (Rows.constant(Notice.Kind.class, row, "kind")) {
          case MAIL -> new Notice.Mail(to, language, row.getString("subject"), text);
          case SMS -> new Notice.Sms(to, language, text);
        };
    return new Due(
        new NoticeId(row.getUUID("id")),
        notice,
        row.getInteger("tries"),
        Rows.instant(row, "created_at"));
  }
}
