package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a disk without room. */
final class DiskCheckTest {
  /** Where Linux never has a free byte. */
  private static final Path FULL = Path.of("/proc/indiretta/erasures");

  @Test
  void aListOfErasuresOnAFullDiskIsWrong() {
    assertThat(
            DiskCheck.look(new Settings.Storage(FULL, Optional.of(""), Optional.of(FULL), 1, 1, 1)))
        .anyMatch(
            finding ->
                finding.kind() == Finding.Kind.WRONG
                    && finding.says().startsWith("of the list of erasures: 0.0 of")
                    && finding.says().contains("make room"));
  }

  @Test
  void aDataFolderOnAFullDiskIsWrong() {
    assertThat(
            DiskCheck.look(new Settings.Storage(FULL, Optional.empty(), Optional.empty(), 1, 1, 1)))
        .anyMatch(
            finding ->
                finding.kind() == Finding.Kind.WRONG
                    && finding.says().contains("before PostgreSQL stops"));
  }
}
