package org.indiretta.sql;

import java.io.IOException;
import java.nio.file.Path;

/** Removes the folders of tests in other rooms. */
public final class TestFolders {
  private TestFolders() {}

  /** The folder and all in it. */
  public static void remove(Path folder) throws IOException {
    PostgresBinaries.removeTree(folder);
  }
}
