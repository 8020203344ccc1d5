package org.indiretta.routing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Queries;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;

/** The kept reasons: why consultations went to whom. They go with the consultation's transcript. */
public final class SqlChoices {
  /** How many are kept of one consultation at most; then the oldest stay. */
  public static final int KEPT = 2_000;

  private static final Sql KEEP =
      Sql.of(
          """
          INSERT INTO choice (id, consultation_id, operator_id, at, reasons)
          SELECT :choice, :id, :operator::uuid, :now, :reasons
          WHERE (SELECT count(*) FROM choice WHERE consultation_id = :id) < :most
          """);

  /** Not again what was kept last, whichever node it kept. */
  private static final Sql KEEP_NOBODY =
      Sql.of(
          """
          INSERT INTO choice (id, consultation_id, at, reasons)
          SELECT :choice, c.id, :now, :reasons FROM consultation c
          WHERE c.id = :id AND c.state = 'WAITING'
            AND (SELECT count(*) FROM choice WHERE consultation_id = :id) < :most
            AND NOT EXISTS (
              SELECT 1 FROM (SELECT operator_id, reasons FROM choice WHERE consultation_id = :id
                             ORDER BY at DESC, id DESC LIMIT 1) AS last
              WHERE last.operator_id IS NULL
                AND last.reasons - 'waitedS' = :reasons::jsonb - 'waitedS')
          """);

  private static final Sql OF =
      Sql.of(
          """
          SELECT c.operator_id, c.at, c.reasons, o.ending, o.ended_at
          FROM choice c
          LEFT JOIN offer o ON o.consultation_id = c.consultation_id AND o.id = c.id
          WHERE c.consultation_id = :id ORDER BY c.at, c.id
          """);

  private final Database database;

  /** Reads and writes on this pool. */
  public SqlChoices(Database database) {
    this.database = database;
  }

  /**
   * One kept choice.
   *
   * @param operator who was chosen; null: nobody could be asked
   * @param ending how the offer ended; null while it goes on, and for none
   */
  public record Choice(
      OperatorId operator, Instant at, Reasons reasons, String ending, Instant endedAt) {}

  /**
   * Keeps why somebody was chosen, in the transaction that makes it true.
   *
   * @param id the id of the offer; any other when there is none
   */
  public static Future<Integer> keep(
      Queries within,
      UUID id,
      ConsultationId consultation,
      OperatorId operator,
      Reasons reasons,
      Instant now) {
    return within.update(
        KEEP.with("choice", id)
            .with("id", consultation.value())
            .with("operator", operator.value())
            .with("now", now)
            .with("reasons", JsonObject.mapFrom(reasons))
            .with("most", KEPT));
  }

  /** Keeps why nobody could be asked, unless that is what was kept last; how many rows it wrote. */
  Future<Integer> keepNobody(ConsultationId consultation, Reasons reasons, Instant now) {
    return database.update(
        KEEP_NOBODY
            .with("choice", UUID.randomUUID())
            .with("id", consultation.value())
            .with("now", now)
            .with("reasons", JsonObject.mapFrom(reasons))
            .with("most", KEPT));
  }

  /** What was kept of one consultation, the oldest first. */
  public Future<List<Choice>> of(ConsultationId consultation) {
    return database.list(OF.with("id", consultation.value()), SqlChoices::choice);
  }

  private static Choice choice(Row row) {
    UUID operator = row.getUUID("operator_id");
    return new Choice(
        operator == null ? null : new OperatorId(operator),
        Rows.instant(row, "at"),
        row.getJsonObject("reasons").mapTo(Reasons.class),
        row.getString("ending"),
        Rows.instant(row, "ended_at"));
  }
}
