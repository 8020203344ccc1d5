package org.indiretta.transcript;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.References;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.TestDatabase;

/** A site with a topic, an operator and consultations, written straight into the tables. */
public final class Desk {
  /**
   * For rules that have nothing to do with time: a busy machine may take longer than people wait.
   */
  public static final AppendLimits PATIENT =
      new AppendLimits(400, 1 << 20, 2, 20_000, 32 << 20, 20_000, 20_000);

  private final DatabaseUrl url;
  public final OperatorId operator = OperatorId.next();

  /** A consultation and its citizen. */
  public record Talk(ConsultationId id, CitizenId citizen) {}

  private Desk(DatabaseUrl url) {
    this.url = url;
  }

  /** Makes the site {@code rivalago}, the topic {@code passport} and one operator. */
  public static Desk in(DatabaseUrl url) throws SQLException {
    Desk desk = new Desk(url);
    desk.sql(
        """
        INSERT INTO site (id, name) VALUES ('rivalago', '{"it":"Città di Rivalago"}');
        INSERT INTO topic_group (id, site_id, position, name) VALUES ('people', 'rivalago', 1, '{}');
        INSERT INTO topic (id, site_id, group_id, position, name)
        VALUES ('passport', 'rivalago', 'people', 1, '{"it":"Passaporto","en":"Passport"}');
        INSERT INTO operator (id, email, first_name, last_name, office, role, created_at)
        VALUES ('%s', 'marta-%s@rivalago.example', 'Marta', 'Bernasconi', 'Sportello', 'OPERATOR', now())
        """
            .formatted(desk.operator, desk.operator));
    return desk;
  }

  /** A consultation in a state, owned by the operator. */
  public Talk talk(String state) throws SQLException {
    return talks(state, 1).getFirst();
  }

  /** Many of them. */
  public List<Talk> talks(String state, int count) throws SQLException {
    List<Talk> talks = new ArrayList<>();
    StringBuilder citizens = new StringBuilder();
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < count; i++) {
      Talk talk = new Talk(ConsultationId.next(), CitizenId.next());
      talks.add(talk);
      String comma = i == 0 ? "" : ",";
      citizens.append(
          "%s('%s','rivalago',decode('%s','hex'),now(),now() + interval '1 day')"
              .formatted(comma, talk.citizen(), UUID.randomUUID().toString().replace("-", "")));
      rows.append(
          "%s('%s','rivalago','passport','%s','%s','WRITE','%s','it','%s',now(),now(),%s)"
              .formatted(
                  comma,
                  talk.id(),
                  talk.citizen(),
                  References.next(),
                  state,
                  operator,
                  state.equals("CLOSED") ? "now()" : "NULL"));
    }
    sql("INSERT INTO citizen (id,site_id,token_hash,created_at,expires_at) VALUES " + citizens);
    sql(
        "INSERT INTO consultation (id,site_id,topic_id,citizen_id,reference,mode,state,language,"
            + "operator_id,started_at,queued_at,ended_at) VALUES "
            + rows);
    return talks;
  }

  /** Runs SQL over JDBC. */
  public void sql(String statements) throws SQLException {
    TestDatabase.execute(url, statements);
  }
}
