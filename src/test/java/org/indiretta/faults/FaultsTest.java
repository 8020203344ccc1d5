package org.indiretta.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What runs the programs; a short run of each of them is a stage of {@code make test}. */
final class FaultsTest {
  @TempDir private Path folder;

  @Test
  void whatDoesNotHoldIsSaidAndItsFolderIsKept() throws Exception {
    Family family = new Made(scene -> scene.must(false, "P1: one is gone"));

    Report.Row row = Faults.run(family, 3, true, folder);

    assertThat(row.violations()).containsExactly("P1: one is gone");
    assertThat(row.seed()).isEqualTo(3);
    assertThat(Report.line(row)).contains("DOES NOT HOLD", "P1: one is gone");
    assertThat(folder.resolve("made-3")).isDirectory();
  }

  @Test
  void whatEndsEarlyDoesNotHold() throws Exception {
    Family family =
        new Made(
            scene -> {
              throw new IllegalStateException("no city");
            });

    Report.Row row = Faults.run(family, 1, true, folder);

    assertThat(row.violations())
        .containsExactly("it ended early: java.lang.IllegalStateException: no city");
  }

  @Test
  void whatHoldsLeavesItsFiguresAndNoFolder() throws Exception {
    Family family =
        new Made(
            scene -> {
              var _ = scene.newFile("journal", "jsonl").toFile().createNewFile();
              scene.add("rounds", scene.rounds(2, 20));
              scene.most("back after ms", scene.lasts(7, 70));
              scene.most("back after ms", 5);
            });

    Report.Row row = Faults.run(family, 1, true, folder);

    assertThat(row.violations()).isEmpty();
    assertThat(row.figures()).containsEntry("rounds", 2L).containsEntry("back after ms", 7L);
    assertThat(folder.resolve("made-1")).doesNotExist();
  }

  @Test
  void eachFamilyStandsInTheReportWithItsLastRun() throws Exception {
    Path file = folder.resolve("report.json");
    Family holdsNot = new Made(scene -> scene.violated("no"));
    Family holds = new Made(scene -> {});
    new Report(file).add(Faults.run(holdsNot, 1, true, folder));

    new Report(file).add(Faults.run(holds, 2, true, folder));

    JsonNode runs = new JsonMapper().readTree(file.toFile()).get("runs");
    assertThat(runs).hasSize(1);
    assertThat(runs.get(0).get("seed").asInt()).isEqualTo(2);
    assertThat(runs.get(0).get("violations")).isEmpty();
  }

  @Test
  void onlyShortRunsGoBesideEachOther() {
    CommandLine program = new CommandLine(new Faults());

    assertThat(program.execute("--beside", "2", "--folder", folder.toString())).isEqualTo(2);
    assertThat(program.execute("--beside", "0", "--brief", "--folder", folder.toString()))
        .isEqualTo(2);
  }

  /** A family that does this. */
  private record Made(Part part) implements Family {
    interface Part {
      void run(Scene scene) throws Exception;
    }

    @Override
    public String name() {
      return "made";
    }

    @Override
    public String fault() {
      return "made for this test";
    }

    @Override
    public void run(Scene scene) throws Exception {
      part.run(scene);
    }
  }
}
