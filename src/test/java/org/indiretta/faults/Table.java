package org.indiretta.faults;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What PostgreSQL holds of one consultation.
 *
 * @param readers the ids of those who may read it: its citizen, its operator, whoever wrote in it
 */
record Table(String consultation, long lastSeq, Set<String> readers, List<Row> rows) {
  /** One entry. */
  record Row(
      long seq, String writer, String writerId, String id, String kind, String text, String event) {
    /** As a reader of that side may see it, in the words of {@link Line.Saw}. */
    String shownTo(String side) {
      return switch (kind) {
        case "MESSAGE" -> writer + " message " + text;
        case "NOTE" -> side.equals("CITIZEN") ? "withheld" : writer + " note " + text;
        case "EVENT" -> "event " + event;
        case "ERASED" -> "erased";
        default -> kind;
      };
    }
  }

  static Table read(Connection connection, String consultation) throws SQLException {
    UUID id = UUID.fromString(consultation);
    Set<String> readers = new HashSet<>();
    long lastSeq = -1;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT last_seq, citizen_id, operator_id FROM consultation WHERE id = ?")) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        if (row.next()) {
          lastSeq = row.getLong(1);
          readers.add(row.getString(2));
          readers.add(row.getString(3));
        }
      }
    }
    List<Row> rows = rows(connection, id);
    rows.forEach(row -> readers.add(row.writerId()));
    readers.remove(null);
    return new Table(consultation, lastSeq, readers, rows);
  }

  private static List<Row> rows(Connection connection, UUID id) throws SQLException {
    List<Row> all = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT seq, writer, writer_id, client_message_id, kind, text, data ->> 'event'
            FROM entry WHERE consultation_id = ? ORDER BY seq
            """)) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          all.add(
              new Row(
                  row.getLong(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  row.getString(7)));
        }
      }
    }
    return all;
  }

  /** P2, and that nothing is there which nobody sent. */
  void check(Collection<ClientStory> stories, Consumer<String> violated) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).seq() != i + 1) {
        violated.accept(
            "P2: %s has place %d where %d is due"
                .formatted(consultation, rows.get(i).seq(), i + 1));
        return;
      }
    }
    if (lastSeq != rows.size()) {
      violated.accept(
          "P2: %s says last_seq %d and holds %d".formatted(consultation, lastSeq, rows.size()));
    }
    Set<String> sent = new HashSet<>();
    for (ClientStory story : stories) {
      if (story.consultation().equals(consultation)) {
        story.sentIds().forEach(id -> sent.add(story.person() + " " + id));
      }
    }
    Set<String> found = new HashSet<>();
    for (Row row : rows) {
      String key = row.writerId() + " " + row.id();
      if (row.id() != null && !sent.contains(key)) {
        violated.accept("nobody sent %s of %s".formatted(key, consultation));
      }
      if (row.id() != null && !found.add(key)) {
        violated.accept("P3: %s stands twice in %s".formatted(key, consultation));
      }
    }
  }
}
