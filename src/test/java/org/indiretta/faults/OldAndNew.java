package org.indiretta.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import org.indiretta.cluster.ServerProcess;

/**
 * The version before the newest migration and the present one on one database: two servers of the
 * old one are updated one after the other under load, and in between the old one starts again on
 * tables that are newer than it is.
 */
final class OldAndNew implements Family {
  private static final int PAIRS = 6;
  private static final int MESSAGES = 200;
  private static final int MESSAGES_BRIEF = 60;
  private static final int NO_SUCH_COMMIT = 3;
  private static final String REDIS_URL = "INDIRETTA_REDIS_URL";
  private static final String REDIS_ROOM = "org/indiretta/redis/RedisClient.class";

  @Override
  public String name() {
    return "old-and-new";
  }

  @Override
  public String fault() {
    return "two versions, a migration apart, side by side on one database under load";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Optional<Path> built = old(scene);
    if (built.isEmpty()) {
      return;
    }
    String jar = built.get().toAbsolutePath().toString();
    boolean knowsRedis = holds(jar, REDIS_ROOM);
    scene.measured("old", built.get().getFileName().toString().substring(0, 10));
    scene.measured("old one knows Redis", knowsRedis);
    String present = System.getProperty("java.class.path");
    Servers servers =
        Servers.start(
            scene,
            2,
            node -> {
              node.classPath(jar);
              if (!knowsRedis) {
                node.without(REDIS_URL);
              }
            });
    try (Crowd crowd = Crowd.of(scene, servers, PAIRS)) {
      crowd.awaitMessages(scene.rounds(MESSAGES_BRIEF, MESSAGES));
      ServerProcess second = servers.node(1);
      second.stop();
      second.classPath(present).with(REDIS_URL, servers.redis().url()).start();
      writesOn(scene, crowd, "old and new side by side");
      ServerProcess first = servers.node(0);
      first.kill();
      first.start();
      writesOn(scene, crowd, "the old one started again on the newer tables");
      first.stop();
      first.classPath(present).with(REDIS_URL, servers.redis().url()).start();
      writesOn(scene, crowd, "both new");
      Checker.Verdict _ = crowd.settleAndCheck();
    }
  }

  private static void writesOn(Scene scene, Crowd crowd, String when) throws Exception {
    long backMs = crowd.awaitEverybodyWrites();
    scene.mustTake("everybody writes again", when, backMs, Crowd.HEALED_S * 1_000L);
    crowd.awaitMessages(scene.rounds(MESSAGES_BRIEF, MESSAGES));
  }

  /** Where there is no such commit the report says why. */
  private static Optional<Path> old(Scene scene) throws IOException, InterruptedException {
    Process building =
        new ProcessBuilder(".ci/old-version")
            .redirectError(scene.newFile("old-version", "log").toFile())
            .start();
    String said =
        new String(building.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int code = building.waitFor();
    if (code == NO_SUCH_COMMIT) {
      scene.measured("not run", said);
      return Optional.empty();
    }
    scene.must(code == 0, "the old version could not be built: exit code " + code);
    return code == 0 ? Optional.of(Path.of(said)) : Optional.empty();
  }

  private static boolean holds(String jar, String entry) throws IOException {
    try (JarFile file = new JarFile(jar)) {
      return file.getEntry(entry) != null;
    }
  }
}
