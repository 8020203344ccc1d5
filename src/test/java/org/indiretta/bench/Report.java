package org.indiretta.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a bench says: the table for people, the JSON for machines.
 *
 * @param goals the promises about speed, and whether they were kept
 * @param more what else stands in the JSON
 */
record Report(
    Machine machine, boolean quick, Results results, List<Goal> goals, Map<String, Object> more) {
  /** One promise about speed. */
  record Goal(String what, String wanted, String measured, boolean met) {}

  String table() {
    StringBuilder text = new StringBuilder();
    text.append("\nMachine: ").append(machine).append("; ").append(Instant.now()).append('\n');
    if (quick) {
      text.append("**Quick run: these figures are for trying things, not for quoting.**\n");
    }
    if (!results.runs().isEmpty()) {
      text.append(results.rows());
    }
    text.append("\n| goal | wanted | measured | |\n|---|---|---|---|\n");
    for (Goal goal : goals) {
      text.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  goal.what(), goal.wanted(), goal.measured(), goal.met() ? "met" : "missed"));
    }
    return text.toString();
  }

  /** Prints the table and writes the JSON. */
  void publish(Path file) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", Instant.now().toString());
    json.put("quick", quick);
    json.put("machine", machine);
    json.put("jvmFlags", ServerProcess.JVM_FLAGS);
    json.put("medians", results.medians());
    json.put("goals", goals);
    json.put("runs", results.runs());
    json.putAll(more);
    Files.createDirectories(file.toAbsolutePath().getParent());
    JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValue(file.toFile(), json);
    System.out.println(table());
    System.out.println("written to " + file);
  }
}
