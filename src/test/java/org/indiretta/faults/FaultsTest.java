package org.indiretta.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A short run of what breaks most often; {@code make faults} runs everything at length. */
class FaultsTest {
  @ParameterizedTest
  @ValueSource(strings = {"kill-node", "kill-all", "embedded-kill", "rolling-restart"})
  void p1_p2_p3_p4_p6_p9_nothingIsLost(String family) throws Exception {
    Report.Row row = Faults.run(Faults.family(family), 1, true, Path.of("target", "faults-brief"));
    assertThat(row.violations()).isEmpty();
  }
}
