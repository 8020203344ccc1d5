package org.indiretta.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a server holds, as Linux and its JVM count it. */
final class Resources {
  private Resources() {}

  /** Resident memory of a process. */
  static long residentMib(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("process " + pid + " is gone");
  }
}
