package org.indiretta.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback address that nobody listens on, for programs that are told theirs before
 * they start, and keep it when they start again. Below those that Linux itself gives to sockets
 * (32768 and up), so that no connection and no other test takes one meanwhile.
 */
public final class FreePorts {
  private static final int LOWEST = 20_000;
  private static final int BEYOND = 32_000;

  /** A file for each port that a JVM of these tests has given: two run beside one another. */
  private static final Path TAKEN = Path.of("target", "ports").toAbsolutePath();

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePorts() {}

  /** One that was free a moment ago; never the same twice, in no JVM that runs now. */
  public static int next() throws IOException {
    Files.createDirectories(TAKEN);
    while (GIVEN.size() < BEYOND - LOWEST) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
      if (GIVEN.add(port) && take(port) && isFree(port)) {
        return port;
      }
    }
    throw new IOException("no port is free");
  }

  /** False when another JVM has given it; one that was killed keeps those it gave. */
  private static boolean take(int port) throws IOException {
    try {
      Files.createFile(TAKEN.resolve(Integer.toString(port))).toFile().deleteOnExit();
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
