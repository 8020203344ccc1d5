package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** The first class of the jar, for whoever has an older Java. */
final class LauncherTest {
  /** Of Java 17 (JVMS 4.1, table 4.1-A). */
  private static final int JAVA_17 = 61;

  private static final int MAGIC = 0xCAFEBABE;

  @Test
  void whoHasAnOlderJavaReadsWhichOneIsNeededAndWhatToDo() {
    assertThat(Launcher.wrongJava(17, "/usr/lib/jvm/java-17"))
        .isEqualTo(
            "InDiretta needs Java 25 or newer, and this is Java 17 (/usr/lib/jvm/java-17):"
                + " start it with the bin/java of a newer one.");
  }

  @Test
  void java17CanLoadIt() throws IOException {
    try (InputStream file = Launcher.class.getResourceAsStream("Launcher.class");
        DataInputStream in = new DataInputStream(file)) {
      assertThat(in.readInt()).isEqualTo(MAGIC);
      int _ = in.readUnsignedShort();
      assertThat(in.readUnsignedShort()).isEqualTo(JAVA_17);
    }
  }
}
