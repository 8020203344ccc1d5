package org.indiretta.api;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Reference;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;

/** What is asked of a consultation before somebody may have its files and transcript. */
final class SqlReaders {
  private static final Sql FIND =
      Sql.of(
          """
          SELECT site_id, topic_id, reference, language, name, citizen_id, operator_id,
                 hand_over_to, also_in_call || joined AS also_in_call, state, started_at, ended_at
          FROM consultation WHERE id = :id
          """);

  /**
   * A consultation.
   *
   * @param name what the citizen wanted to be called; may be null
   * @param operator the owner; null when nobody owns it, or it is only offered
   * @param handOverTo who is asked to go on; null when nobody is
   * @param alsoInCall colleagues and guests in the running call, and who joined openly
   * @param endedAt null while it is open
   */
  record Facts(
      SiteId site,
      TopicId topic,
      Reference reference,
      Language language,
      String name,
      UUID citizen,
      UUID operator,
      UUID handOverTo,
      List<UUID> alsoInCall,
      String state,
      Instant startedAt,
      Instant endedAt) {}

  private final Database database;

  SqlReaders(Database database) {
    this.database = database;
  }

  Future<Optional<Facts>> find(ConsultationId id) {
    return database.first(FIND.with("id", id.value()), SqlReaders::facts);
  }

  private static Facts facts(Row row) {
    String state = row.getString("state");
    return new Facts(
        new SiteId(row.getString("site_id")),
        new TopicId(row.getString("topic_id")),
        new Reference(row.getString("reference")),
        Language.of(row.getString("language")),
        row.getString("name"),
        row.getUUID("citizen_id"),
        "OFFERED".equals(state) ? null : row.getUUID("operator_id"),
        row.getUUID("hand_over_to"),
        row.getValue("also_in_call") == null
            ? List.of()
            : List.of(row.getArrayOfUUIDs("also_in_call")),
        state,
        Rows.instant(row, "started_at"),
        Rows.instant(row, "ended_at"));
  }
}
