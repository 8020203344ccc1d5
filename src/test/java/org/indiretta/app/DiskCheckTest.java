package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void aListOfErasuresThatCannotBeWrittenIsWrong_alsoForRoot(@TempDir Path folder) {
    Path inProc = Path.of("/proc/erasures");
    assertThat(erasures(inProc).kind()).isEqualTo(Finding.Kind.WRONG);
    assertThat(erasures(inProc).says()).contains("give /proc to the server's account");
    assertThat(erasures(folder).kind()).as("it is a folder").isEqualTo(Finding.Kind.WRONG);
    // The server makes none: on a disk that is not mounted it would be the wrong disk's.
    assertThat(erasures(folder.resolve("new/list")).kind()).isEqualTo(Finding.Kind.WRONG);
    assertThat(erasures(folder.resolve("new/list")).says()).contains("Mount its disk, or make it");
    assertThat(erasures(folder.resolve("list")).kind()).isEqualTo(Finding.Kind.OK);
    assertThat(folder).as("nothing is left there").isEmptyDirectory();
  }

  private static Finding erasures(Path list) {
    return DiskCheck.look(new Settings.Storage(list, Optional.of(""), Optional.of(list), 1, 1, 1))
        .stream()
        .filter(finding -> finding.about().equals("erasures"))
        .findFirst()
        .orElseThrow();
  }
}
