package org.indiretta.app;

import java.lang.reflect.InvocationTargetException;

/**
 * First class of the jar. It is compiled for Java 17 and uses nothing of the rest, so that somebody
 * with an older Java reads one clear sentence instead of an {@code UnsupportedClassVersionError}.
 */
public final class Launcher {
  /** The oldest Java feature release that the server runs on. */
  static final int NEEDED_JAVA = 25;

  /** Exit code for "this Java is too old", the same as for a wrong command line. */
  static final int EXIT_WRONG_JAVA = 2;

  private Launcher() {}

  /**
   * Starts {@code org.indiretta.app.Main} with the same arguments, or ends the process with {@link
   * #EXIT_WRONG_JAVA} when the running Java is older than {@link #NEEDED_JAVA}.
   *
   * @param arguments the command line, handed on as it is
   * @throws Throwable whatever {@code Main} throws
   */
  public static void main(String[] arguments) throws Throwable {
    int running = Runtime.version().feature();
    if (running < NEEDED_JAVA) {
      System.err.println(wrongJava(running, System.getProperty("java.home")));
      System.exit(EXIT_WRONG_JAVA);
    }
    try {
      Class.forName("org.indiretta.app.Main")
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  static String wrongJava(int running, String javaHome) {
    return "InDiretta needs Java "
        + NEEDED_JAVA
        + " or newer, and this is Java "
        + running
        + " ("
        + javaHome
        + "): start it with the bin/java of a newer one.";
  }
}
