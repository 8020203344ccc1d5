package org.indiretta.faults;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code target/faults/report.json}, and the same as a table for people. */
final class Report {
  /**
   * One run of a family.
   *
   * @param figures what was measured
   * @param violations what did not hold; none: it passed
   */
  record Row(
      String family,
      String fault,
      long seed,
      String at,
      double seconds,
      Map<String, Object> figures,
      List<String> violations) {}

  private record All(List<Row> runs) {}

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path file;
  private final List<Row> rows = new ArrayList<>();

  /** Goes on with what is in the file: a family that runs again takes the place of its last run. */
  Report(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      rows.addAll(JSON.readValue(file.toFile(), All.class).runs());
    }
  }

  static Row row(Family family, Scene scene, double seconds) {
    return new Row(
        family.name(),
        family.fault(),
        scene.seed(),
        Instant.now().toString(),
        Math.round(seconds * 10) / 10.0,
        scene.figures(),
        scene.violations());
  }

  /** May be called by families that run beside each other. */
  synchronized void add(Row row) throws IOException {
    rows.removeIf(before -> before.family().equals(row.family()));
    rows.add(row);
    Files.createDirectories(file.toAbsolutePath().getParent());
    JSON.writeValue(file.toFile(), new All(rows));
  }

  /** One line of the table. */
  static String line(Row row) {
    StringBuilder text = new StringBuilder();
    text.append(
        "| %s | seed %d | %.1f s | %s | %s |"
            .formatted(
                row.family(),
                row.seed(),
                row.seconds(),
                row.violations().isEmpty() ? "holds" : "DOES NOT HOLD",
                row.figures().toString().replaceAll("[{}]", "")));
    row.violations().forEach(sentence -> text.append("\n    ").append(sentence));
    return text.toString();
  }
}
