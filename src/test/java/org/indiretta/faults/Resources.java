package org.indiretta.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server holds, as Linux and its JVM count it.
 *
 * @param heapKib after a full collection
 * @param directKib memory outside of the heap that Java asked for (native memory tracking, "Other")
 */
record Resources(long heapKib, long directKib, long files, long threads) {
  /** For {@code ServerProcess.jvm}: without it direct memory is not known. */
  static final String TRACKING = "-XX:NativeMemoryTracking=summary";

  /** The same: all of the heap is there from the start, so that what grows is something else. */
  static final String[] WHOLE_HEAP = {"-Xms256m", "-XX:+AlwaysPreTouch"};

  private static final Pattern HEAP = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
  private static final Pattern DIRECT =
      Pattern.compile("Other \\(reserved=\\d+KB, committed=(\\d+)KB");

  /** Collects, and counts. */
  static Resources of(long pid) throws IOException {
    long files = 0;
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
      for (Path _ : open) {
        files++;
      }
    }
    return new Resources(
        figure(HEAP, jcmd(pid, "GC.class_histogram")) / 1024,
        figure(DIRECT, jcmd(pid, "VM.native_memory", "summary")),
        files,
        status(pid, "Threads:"));
  }

  /** Resident memory of a process. */
  static long residentMib(long pid) throws IOException {
    return status(pid, "VmRSS:") / 1024;
  }

  private static long status(long pid, String name) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("process " + pid + " is gone");
  }

  private static long figure(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("the JVM does not say " + pattern + ":\n" + text);
    }
    return Long.parseLong(matcher.group(1));
  }

  private static String jcmd(long pid, String... command) throws IOException {
    var line = new java.util.ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    line.add(Long.toString(pid));
    line.addAll(java.util.List.of(command));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
