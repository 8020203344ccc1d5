package org.indiretta.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** What a process is started with so that its clock can be wrong (libfaketime). */
final class FakeTime {
  private FakeTime() {}

  /** Variables of its environment, beside the one that says what its clock says. */
  static Map<String, String> variables() throws IOException {
    return Map.of(
        "LD_PRELOAD", library().toString(),
        // What counts time goes on as it is, as in a machine whose clock is set.
        "DONT_FAKE_MONOTONIC", "1",
        // Ages of files are left alone: the JVM would not take its archive of classes.
        "NO_FAKE_STAT", "1");
  }

  /** What {@code .ci/need-faketime} fetched, or the machine's own. */
  private static Path library() throws IOException {
    for (Path folder : java.util.List.of(Path.of("target", "faketime"), Path.of("/usr/lib"))) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          var found = files.filter(file -> file.endsWith("libfaketime.so.1")).findFirst();
          if (found.isPresent()) {
            return found.get().toAbsolutePath();
          }
        }
      }
    }
    throw new IOException("libfaketime is missing: run .ci/need-faketime");
  }
}
