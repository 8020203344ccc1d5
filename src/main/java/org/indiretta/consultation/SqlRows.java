package org.indiretta.consultation;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.Telephone;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Page;
import org.indiretta.sql.Rows;

/** Reads rows of the table {@code consultation} with what is joined to them. */
final class SqlRows {
  /**
   * The columns that {@link #consultation} reads; {@code c}, {@code z} and {@code r} are joined.
   */
  static final String COLUMNS =
      " c.*, z.says_to_be, r.score AS rating, e.reference AS earlier_reference, "
          + SqlCallRows.OPEN_CALL
          + ", (c.state = 'OFFERED' AND EXISTS (SELECT 1 FROM offer o WHERE o.consultation_id = c.id"
          + " AND o.on_call AND o.ended_at IS NULL)) AS offered_on_call ";

  /** The joins that {@link #COLUMNS} needs. */
  static final String JOINS =
      " JOIN citizen z ON z.id = c.citizen_id LEFT JOIN rating r ON r.consultation_id = c.id"
          + " LEFT JOIN consultation e ON e.id = c.earlier_id ";

  private SqlRows() {}

  static Consultation consultation(Row row) {
    String page = row.getString("page");
    CitizenId citizen = new CitizenId(row.getUUID("citizen_id"));
    return new Consultation(
        new ConsultationId(row.getUUID("id")),
        new SiteId(row.getString("site_id")),
        new TopicId(row.getString("topic_id")),
        new Reference(row.getString("reference")),
        Rows.constant(Mode.class, row, "mode"),
        Language.of(row.getString("language")),
        row.getString("question"),
        state(row),
        Rows.instant(row, "started_at"),
        citizen,
        new Consultation.About(
            row.getString("name"),
            row.getString("says_to_be"),
            page == null ? null : new Page(page),
            Rows.instant(row, "citizen_gone_at"),
            Rows.constant(Mode.class, row, "citizen_gone_in"),
            callBack(row),
            earlier(row)),
        row.getLong("last_seq"),
        new Consultation.Read(row.getLong("read_by_citizen"), row.getLong("read_by_staff")),
        row.getInteger("rating"),
        SqlCallRows.open(row, citizen),
        row.getBoolean("live_text"),
        operators(row, "joined"));
  }

  private static State state(Row row) {
    return switch (Rows.constant(ConsultationState.class, row, "state")) {
      case WAITING -> new State.Waiting(place(row), hold(row));
      case OFFERED ->
          new State.Offered(
              place(row),
              operator(row, "operator_id"),
              Rows.instant(row, "offer_expires_at"),
              row.getBoolean("offered_on_call"));
      case ACTIVE ->
          new State.Active(
              operator(row, "operator_id"),
              Rows.instant(row, "answered_at"),
              handOver(row),
              Rows.instant(row, "warned_at"));
      case WRAP_UP ->
          new State.WrapUp(
              operator(row, "operator_id"),
              Rows.instant(row, "answered_at"),
              Rows.instant(row, "warned_at"),
              Rows.constant(Outcome.class, row, "outcome"),
              Rows.instant(row, "wrap_up_at"));
      case CLOSED ->
          new State.Closed(
              operator(row, "operator_id"),
              Rows.constant(Outcome.class, row, "outcome"),
              Rows.instant(row, "ended_at"),
              row.getBoolean("citizen_lost"));
      case ABANDONED ->
          new State.Abandoned(Rows.instant(row, "ended_at"), row.getBoolean("citizen_lost"));
      case REFUSED -> new State.Refused(Rows.instant(row, "ended_at"));
    };
  }

  private static Place place(Row row) {
    return new Place(LaneNumber.lane(row.getInteger("lane")), Rows.instant(row, "queued_at"));
  }

  private static Hold hold(Row row) {
    OperatorId heldFor = operator(row, "held_for");
    return heldFor == null ? null : new Hold(heldFor, Rows.instant(row, "held_until"));
  }

  private static HandOver handOver(Row row) {
    OperatorId to = operator(row, "hand_over_to");
    String topic = row.getString("hand_over_topic");
    String note = row.getString("hand_over_note");
    Instant at = Rows.instant(row, "hand_over_at");
    if (topic == null) {
      return to == null ? null : new HandOver.ToColleague(to, note, at);
    }
    return new HandOver.ToTopic(
        new TopicId(topic),
        note,
        Rows.instant(row, "hand_over_since"),
        to,
        at,
        Rows.instant(row, "hand_over_expires_at"));
  }

  private static CallBack callBack(Row row) {
    Instant since = Rows.instant(row, "call_back_at");
    String telephone = row.getString("call_back_telephone");
    return since == null
        ? null
        : new CallBack(since, telephone == null ? null : new Telephone(telephone));
  }

  private static Consultation.Earlier earlier(Row row) {
    UUID id = row.getUUID("earlier_id");
    String reference = row.getString("earlier_reference");
    return id == null || reference == null
        ? null
        : new Consultation.Earlier(new ConsultationId(id), new Reference(reference));
  }

  /** An array of operators; none for null. */
  static List<OperatorId> operators(Row row, String column) {
    UUID[] ids = row.getArrayOfUUIDs(column);
    return ids == null ? List.of() : Arrays.stream(ids).map(OperatorId::new).toList();
  }

  static OperatorId operator(Row row, String column) {
    UUID id = row.getUUID(column);
    return id == null ? null : new OperatorId(id);
  }
}
