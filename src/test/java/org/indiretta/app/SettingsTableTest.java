package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's table of settings is the table of the code. */
final class SettingsTableTest {
  @Test
  void readmeTellsEverySetting() throws Exception {
    List<String> readme = Files.readAllLines(Path.of("README.md"));

    assertThat(readme)
        .containsSubsequence(Arrays.stream(SettingKey.values()).map(this::row).toList());
  }

  private String row(SettingKey key) {
    return "| `%s` | `%s`%s | `%s` | %s | %s |"
        .formatted(
            key.path(),
            key.variable(),
            key.secret() ? " or `…_FILE`" : "",
            key.flag(),
            key.preset().isEmpty() ? "–" : "`" + key.preset() + "`",
            key.meaning());
  }
}
