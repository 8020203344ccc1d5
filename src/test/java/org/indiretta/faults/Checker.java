package org.indiretta.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.indiretta.sql.DatabaseUrl;

/**
 * Compares a journal with PostgreSQL, knowing nothing of what happened: every acknowledged message
 * is there exactly once at the place that was said, places are 1..n, one sender's entries stand in
 * the order of their acks, nothing is there that nobody sent, everybody was shown what the table
 * holds after the projection of what they may see, and nothing of others. By hand: {@code Checker
 * JOURNAL postgresql://…}.
 */
final class Checker {
  /** So many sentences are kept; a thousand say no more than twenty. */
  private static final int MOST_VIOLATIONS = 20;

  /**
   * What was found.
   *
   * @param violations sentences; none: everything holds
   */
  record Verdict(
      List<String> violations, int consultations, int clients, int acknowledged, int refused) {}

  private final List<Line> lines;
  private final Connection connection;
  private final List<String> violations = new ArrayList<>();
  private final Map<String, Line.Came> clients = new LinkedHashMap<>();
  private final Map<String, Table> tables = new HashMap<>();

  private Checker(List<Line> lines, Connection connection) {
    this.lines = lines;
    this.connection = connection;
  }

  /** Reads both and compares. */
  static Verdict check(Path journal, DatabaseUrl url) throws IOException, SQLException {
    try (Connection connection =
        DriverManager.getConnection(
            "jdbc:postgresql://%s:%d/%s".formatted(url.host(), url.port(), url.database()),
            url.user(),
            url.password())) {
      return new Checker(Journal.read(journal), connection).verdict();
    }
  }

  /** The same as a program; exit code 1 when something does not hold. */
  public static void main(String[] arguments) throws IOException, SQLException {
    Verdict verdict = check(Path.of(arguments[0]), DatabaseUrl.parse(arguments[1]));
    System.out.println(verdict);
    System.exit(verdict.violations().isEmpty() ? 0 : 1);
  }

  private Verdict verdict() throws SQLException {
    Map<String, ClientStory> stories = new LinkedHashMap<>();
    for (Line line : lines) {
      if (line instanceof Line.Came came) {
        clients.put(came.client(), came);
      } else {
        String consultation = consultationOf(line);
        if (consultation == null) {
          violated(line.client() + ": " + ((Line.Complained) line).of());
        } else {
          stories
              .computeIfAbsent(line.client() + " " + consultation, key -> story(line, consultation))
              .add(line);
        }
      }
    }
    for (ClientStory story : stories.values()) {
      story.check(table(story.consultation()), this::violated);
    }
    for (Table table : tables.values()) {
      table.check(stories.values(), this::violated);
    }
    int acknowledged = stories.values().stream().mapToInt(ClientStory::acknowledged).sum();
    int refused = (int) lines.stream().filter(Line.Refused.class::isInstance).count();
    return new Verdict(
        List.copyOf(violations), tables.size(), clients.size(), acknowledged, refused);
  }

  private ClientStory story(Line line, String consultation) {
    return new ClientStory(clients.get(line.client()), consultation);
  }

  private static String consultationOf(Line line) {
    return switch (line) {
      case Line.Sent sent -> sent.consultation();
      case Line.Again again -> again.consultation();
      case Line.Acked acked -> acked.consultation();
      case Line.Refused refused -> refused.consultation();
      case Line.Saw saw -> saw.consultation();
      case Line.Complete complete -> complete.consultation();
      case Line.Came _, Line.Complained _ -> null;
    };
  }

  private Table table(String consultation) throws SQLException {
    Table known = tables.get(consultation);
    if (known == null) {
      known = Table.read(connection, consultation);
      tables.put(consultation, known);
    }
    return known;
  }

  private void violated(String sentence) {
    if (violations.size() < MOST_VIOLATIONS) {
      violations.add(sentence);
    }
  }
}
