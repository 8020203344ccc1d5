package org.indiretta.directory;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.indiretta.identity.GroupId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Role;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Sql;
import org.indiretta.sql.Transaction;
import org.indiretta.telemetry.Clock;

/** Writes the directory. PostgreSQL's constraints decide; they are told as a {@link Change}. */
final class SqlDirectoryChanges {
  static final Sql PUT_SITE =
      Sql.of(
          """
          INSERT INTO site (id, name, origins, languages, time_zone, channels, emergency, privacy,
                            retention_days, file_retention_days)
          VALUES (:id, :name, :origins, :languages, :time_zone, :channels, :emergency, :privacy,
                  :retention_days, :file_retention_days)
          ON CONFLICT (id) DO UPDATE SET
            name = :name, origins = :origins, languages = :languages, time_zone = :time_zone,
            channels = :channels, emergency = :emergency, privacy = :privacy,
            retention_days = :retention_days, file_retention_days = :file_retention_days
          """);
  static final Sql ADD_GROUP =
      Sql.of(
          "INSERT INTO topic_group (id, site_id, position, name) VALUES (:id, :site, :position, :name)");
  static final Sql CHANGE_GROUP =
      Sql.of(
          """
          UPDATE topic_group SET position = :position, name = :name
          WHERE id = :id AND site_id = :site
          """);
  static final Sql REMOVE_GROUP = Sql.of("DELETE FROM topic_group WHERE id = :id");
  static final Sql ADD_TOPIC =
      Sql.of(
          """
          INSERT INTO topic (id, site_id, group_id, position, name, ready, link, modes, front_desk,
                             disabled_at, widen_after_s, overflow_after_s, overflow_topic,
                             max_waiting, target_s, on_call_opens, requests_always, office_email)
          SELECT :id, g.site_id, g.id, :position, :name, :ready, :link, :modes, :front_desk,
                 CASE WHEN :enabled THEN NULL ELSE :now::timestamptz END, :widen_after_s,
                 :overflow_after_s, :overflow_topic, :max_waiting, :target_s, :on_call_opens,
                 :requests_always, :office_email
          FROM topic_group g WHERE g.id = :group AND g.site_id = :site
          """);
  static final Sql CHANGE_TOPIC =
      Sql.of(
          """
          UPDATE topic t SET group_id = g.id, position = :position, name = :name, ready = :ready,
            link = :link, modes = :modes, front_desk = :front_desk,
            disabled_at = CASE WHEN :enabled THEN NULL ELSE coalesce(t.disabled_at, :now::timestamptz) END,
            widen_after_s = :widen_after_s, overflow_after_s = :overflow_after_s,
            overflow_topic = :overflow_topic, max_waiting = :max_waiting, target_s = :target_s,
            on_call_opens = :on_call_opens, requests_always = :requests_always,
            office_email = :office_email
          FROM topic_group g
          WHERE t.id = :id AND t.site_id = :site AND g.id = :group AND g.site_id = :site
            AND (:enabled OR NOT EXISTS (
              SELECT 1 FROM consultation c
              WHERE c.topic_id = t.id AND c.state IN ('WAITING', 'OFFERED')))
          """);
  private static final Sql PEOPLE_WAIT =
      Sql.of(
          """
          SELECT 1 FROM consultation
          WHERE topic_id = :id AND state IN ('WAITING', 'OFFERED') LIMIT 1
          """);
  private static final Sql LOCK_OVERFLOW =
      Sql.of(
          "SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtext('indiretta-overflow'))) AS l");

  /** Where an overflow leads: itself, its own overflow, and so on. */
  private static final Sql OVERFLOWS =
      Sql.of(
          """
          WITH RECURSIVE path AS (
            SELECT id, overflow_topic FROM topic WHERE id = :overflow AND site_id = :site
            UNION
            SELECT t.id, t.overflow_topic FROM topic t JOIN path p ON t.id = p.overflow_topic)
          SELECT id FROM path
          """);

  static final Sql ADD_REPLY =
      Sql.of(
          """
          INSERT INTO canned_reply (id, site_id, topic_id, shortcut, text)
          VALUES (:id, :site, :topic, :shortcut, :text)
          """);
  private static final Sql CHANGE_REPLY =
      Sql.of(
          """
          UPDATE canned_reply SET site_id = :site, topic_id = :topic, shortcut = :shortcut, text = :text
          WHERE id = :id
          """);
  private static final Sql REMOVE_REPLY = Sql.of("DELETE FROM canned_reply WHERE id = :id");
  static final Sql ADD_OPERATOR =
      Sql.of(
          """
          INSERT INTO operator (id, email, first_name, last_name, office, role, rights, languages,
                                max_write, weights, auto_accept, wrap_up_s, created_at)
          VALUES (:id, :email, :first_name, :last_name, :office, :role, :rights, :languages,
                  :max_write, :weights, :auto_accept, :wrap_up_s, :now)
          """);
  private static final Sql CHANGE_OPERATOR =
      Sql.of(
          """
          UPDATE operator SET email = :email, first_name = :first_name, last_name = :last_name,
            office = :office, role = :role, rights = :rights, languages = :languages,
            max_write = :max_write, weights = :weights, auto_accept = :auto_accept,
            wrap_up_s = :wrap_up_s
          WHERE id = :id
          """);
  private static final Sql DISABLE_OPERATOR =
      Sql.of("UPDATE operator SET disabled_at = coalesce(disabled_at, :now) WHERE id = :id");
  private static final Sql ENABLE_OPERATOR =
      Sql.of("UPDATE operator SET disabled_at = NULL WHERE id = :id");

  /** Locks all admins, so that two of them cannot take each other's role away at the same time. */
  private static final Sql ADMINS =
      Sql.of(
          "SELECT id FROM operator WHERE role = 'ADMIN' AND disabled_at IS NULL ORDER BY id FOR UPDATE");

  static final Sql SERVE =
      Sql.of(
          """
          INSERT INTO competence (operator_id, topic_id, level)
          SELECT o.id, :topic, :level FROM operator o
          WHERE o.id = :operator AND o.disabled_at IS NULL
          ON CONFLICT (operator_id, topic_id) DO UPDATE SET level = :level
          """);
  static final Sql SERVE_NO_LONGER =
      Sql.of("DELETE FROM competence WHERE operator_id = :operator AND topic_id = :topic");
  private static final Sql CHOOSE =
      Sql.of(
          "UPDATE operator SET preferences = :preferences, show_photo = :show_photo WHERE id = :id");
  private static final Sql SET_ON_CALL =
      Sql.of("UPDATE operator SET on_call = :on_call WHERE id = :id");
  private static final Sql SET_PHOTO =
      Sql.of("UPDATE operator SET photo = :photo, photo_type = :photo_type WHERE id = :id");

  private final Database database;
  private final Clock clock;

  SqlDirectoryChanges(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Future<Change> put(Site site) {
    return SqlOutcome.of(database.update(bound(site)), Change.NOT_FOUND);
  }

  Future<Change> add(Group group) {
    return SqlOutcome.of(database.update(bound(ADD_GROUP, group)), Change.NOT_FOUND);
  }

  Future<Change> change(Group group) {
    return SqlOutcome.of(database.update(bound(CHANGE_GROUP, group)), Change.NOT_FOUND);
  }

  Future<Change> remove(GroupId group) {
    return SqlOutcome.of(database.update(REMOVE_GROUP.with("id", group.value())), Change.NOT_FOUND)
        .map(change -> change == Change.UNKNOWN_REFERENCE ? Change.IN_USE : change);
  }

  Future<Change> add(Topic topic) {
    return withOverflow(topic, bound(ADD_TOPIC, topic), Change.UNKNOWN_REFERENCE);
  }

  Future<Change> change(Topic topic) {
    return withOverflow(topic, bound(CHANGE_TOPIC, topic), Change.NOT_FOUND)
        .compose(
            change ->
                change == Change.NOT_FOUND && !topic.enabled()
                    ? peopleWait(topic)
                    : Future.succeededFuture(change));
  }

  private Future<Change> peopleWait(Topic topic) {
    return database
        .first(PEOPLE_WAIT.with("id", topic.id().value()), row -> true)
        .map(some -> some.isPresent() ? Change.PEOPLE_WAITING : Change.NOT_FOUND);
  }

  /** One at a time, so that two changes cannot close a circle together. */
  private Future<Change> withOverflow(Topic topic, Sql.Bound statement, Change whenNone) {
    TopicId overflow = topic.service().overflow();
    if (overflow == null) {
      return SqlOutcome.of(database.update(statement), whenNone);
    }
    return database
        .inTransaction(
            transaction ->
                transaction
                    .list(LOCK_OVERFLOW.bound(), row -> row.getInteger("locked"))
                    .compose(
                        locked ->
                            transaction.list(
                                OVERFLOWS
                                    .with("overflow", overflow.value())
                                    .with("site", topic.site().value()),
                                row -> row.getString("id")))
                    .compose(
                        path -> {
                          if (path.isEmpty()) {
                            return Future.succeededFuture(Change.UNKNOWN_REFERENCE);
                          }
                          return path.contains(topic.id().value())
                              ? Future.succeededFuture(Change.OVERFLOW_CYCLE)
                              : transaction
                                  .update(statement)
                                  .map(rows -> rows == 0 ? whenNone : Change.DONE);
                        }))
        .recover(SqlOutcome::refused);
  }

  Future<Change> add(CannedReply reply) {
    return SqlOutcome.of(database.update(bound(ADD_REPLY, reply)), Change.NOT_FOUND);
  }

  Future<Change> change(CannedReply reply) {
    return SqlOutcome.of(database.update(bound(CHANGE_REPLY, reply)), Change.NOT_FOUND);
  }

  Future<Change> removeCannedReply(UUID reply) {
    return SqlOutcome.of(database.update(REMOVE_REPLY.with("id", reply)), Change.NOT_FOUND);
  }

  Future<Change> add(OperatorId id, OperatorFields fields) {
    return SqlOutcome.of(
        database.update(bound(ADD_OPERATOR, id, fields).with("now", clock.now())),
        Change.NOT_FOUND);
  }

  Future<Change> change(OperatorId id, OperatorFields fields) {
    Sql.Bound statement = bound(CHANGE_OPERATOR, id, fields);
    return fields.role() == Role.ADMIN
        ? SqlOutcome.of(database.update(statement), Change.NOT_FOUND)
        : unlessLastAdmin(id, statement);
  }

  Future<Change> disable(OperatorId id) {
    return unlessLastAdmin(id, DISABLE_OPERATOR.with("id", id.value()).with("now", clock.now()));
  }

  Future<Change> enable(OperatorId id) {
    return SqlOutcome.of(database.update(ENABLE_OPERATOR.with("id", id.value())), Change.NOT_FOUND);
  }

  Future<Change> serve(OperatorId operator, TopicId topic, int level) {
    return SqlOutcome.of(
        database.update(
            SERVE
                .with("operator", operator.value())
                .with("topic", topic.value())
                .with("level", level)),
        Change.DISABLED);
  }

  Future<Change> serveNoLonger(OperatorId operator, TopicId topic) {
    return SqlOutcome.of(
        database.update(
            SERVE_NO_LONGER.with("operator", operator.value()).with("topic", topic.value())),
        Change.NOT_FOUND);
  }

  Future<Change> choose(OperatorId id, Preferences preferences, boolean showPhoto) {
    return SqlOutcome.of(
        database.update(
            CHOOSE
                .with("id", id.value())
                .with("preferences", JsonObject.mapFrom(preferences))
                .with("show_photo", showPhoto)),
        Change.NOT_FOUND);
  }

  Future<Change> setOnCall(OperatorId id, OnCall onCall) {
    return SqlOutcome.of(
        database.update(
            SET_ON_CALL.with("id", id.value()).with("on_call", SqlDirectory.json(onCall.hours()))),
        Change.NOT_FOUND);
  }

  Future<Change> setPhoto(OperatorId id, Buffer bytes, String contentType) {
    return SqlOutcome.of(
        database.update(
            SET_PHOTO.with("id", id.value()).with("photo", bytes).with("photo_type", contentType)),
        Change.NOT_FOUND);
  }

  private Future<Change> unlessLastAdmin(OperatorId id, Sql.Bound statement) {
    return database
        .inTransaction(transaction -> unlessLastAdmin(transaction, id, statement))
        .recover(SqlOutcome::refused);
  }

  private static Future<Change> unlessLastAdmin(
      Transaction transaction, OperatorId id, Sql.Bound statement) {
    return transaction
        .list(ADMINS.bound(), row -> row.getUUID("id"))
        .compose(
            admins -> {
              if (admins.size() == 1 && admins.getFirst().equals(id.value())) {
                return Future.succeededFuture(Change.LAST_ADMIN);
              }
              return transaction
                  .update(statement)
                  .map(rows -> rows == 0 ? Change.NOT_FOUND : Change.DONE);
            });
  }

  static Sql.Bound bound(Site site) {
    return PUT_SITE
        .with("id", site.id().value())
        .with("name", SqlDirectory.json(site.name()))
        .with("origins", site.origins().toArray(String[]::new))
        .with("languages", SqlDirectory.codes(site.languages()))
        .with("time_zone", site.timeZone())
        .with("channels", JsonObject.mapFrom(site.channels()))
        .with("emergency", SqlDirectory.json(site.emergency()))
        .with("privacy", JsonObject.mapFrom(site.privacy()))
        .with("retention_days", site.retentionDays())
        .with("file_retention_days", site.fileRetentionDays());
  }

  static Sql.Bound bound(Sql sql, Group group) {
    return sql.with("id", group.id().value())
        .with("site", group.site().value())
        .with("position", group.position())
        .with("name", SqlDirectory.json(group.name()));
  }

  Sql.Bound bound(Sql sql, Topic topic) {
    Topic.Service service = topic.service();
    return sql.with("id", topic.id().value())
        .with("site", topic.site().value())
        .with("group", topic.group().value())
        .with("position", topic.position())
        .with("name", SqlDirectory.json(topic.name()))
        .with("ready", SqlDirectory.json(topic.ready()))
        .with("link", SqlDirectory.json(topic.link()))
        .with("modes", SqlDirectory.names(topic.modes()))
        .with("front_desk", topic.frontDesk())
        .with("enabled", topic.enabled())
        .with("now", clock.now())
        .with("widen_after_s", Math.toIntExact(service.widenAfter().toSeconds()))
        .with("overflow_after_s", Math.toIntExact(service.overflowAfter().toSeconds()))
        .with("overflow_topic", service.overflow() == null ? null : service.overflow().value())
        .with("max_waiting", service.maxWaiting())
        .with("target_s", Math.toIntExact(service.target().toSeconds()))
        .with("on_call_opens", service.onCallOpens())
        .with("requests_always", service.requestsAlways())
        .with("office_email", service.officeEmail());
  }

  static Sql.Bound bound(Sql sql, CannedReply reply) {
    return sql.with("id", reply.id())
        .with("site", reply.site().value())
        .with("topic", reply.topic() == null ? null : reply.topic().value())
        .with("shortcut", reply.shortcut())
        .with("text", SqlDirectory.json(reply.text()));
  }

  static Sql.Bound bound(Sql sql, OperatorId id, OperatorFields fields) {
    return sql.with("id", id.value())
        .with("email", fields.email())
        .with("first_name", fields.firstName())
        .with("last_name", fields.lastName())
        .with("office", fields.office())
        .with("role", fields.role())
        .with("rights", SqlDirectory.names(fields.rights()))
        .with("languages", SqlDirectory.codes(fields.languages()))
        .with("max_write", fields.maxWrite())
        .with("weights", SqlDirectory.json(fields.weights()))
        .with("auto_accept", fields.autoAccept())
        .with("wrap_up_s", fields.wrapUpS());
  }
}
