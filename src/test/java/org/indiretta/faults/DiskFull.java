package org.indiretta.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.indiretta.cluster.ServerProcess;

/**
 * The volume of the data folder is full: what cannot be committed is refused, nothing is
 * acknowledged that is not there, and once there is room again everything goes on without anybody
 * starting anything, also when PostgreSQL ended meanwhile and could not start.
 */
final class DiskFull implements Family {
  private static final int PAIRS = 6;
  private static final int VOLUME_MIB = 600;
  private static final int LONGEST_S = 60;
  private static final Style LONG_MESSAGES = new Style(30, 3_900);

  /** Of PostgreSQL that refuses for it, and of one that does not even start. */
  private static final Pattern REASON =
      Pattern.compile("disk of the database is full|does not start.*freeMib=\"?0\\b");

  /** PostgreSQL that ended starts again with what it finds in its log: that takes its time. */
  private static final long HEALED_MS = 20_000;

  @Override
  public String name() {
    return "disk-full";
  }

  @Override
  public String fault() {
    return "the volume of the database is full";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Volume volume = scene.closing(Volume.mount(scene.folder().resolve("volume"), VOLUME_MIB));
    Servers servers = Servers.embedded(scene, volume.folder().resolve("data"));
    ServerProcess server = servers.node(0);
    for (boolean killed : scene.rounds(1, 2) == 1 ? List.of(false) : List.of(false, true)) {
      try (Crowd crowd = Crowd.of(scene, servers, PAIRS, LONG_MESSAGES)) {
        crowd.awaitMessages(300);
        volume.fill();
        long full = System.nanoTime();
        scene.must(
            crowd.within(LONGEST_S, () -> crowd.refusals().count(full, System.nanoTime()) > 0),
            "nobody was refused within " + LONGEST_S + " s");
        if (killed) {
          server.killEmbeddedPostgres();
        }
        crowd.pass(scene.lasts(2_000, 5_000));
        crowd.mustRefuseWithin(PostgresKill.REFUSED_WITHIN_MS, full, System.nanoTime());
        scene.must(
            REASON.matcher(Files.readString(server.log())).find(),
            "the log does not say that it is full");
        volume.empty();
        long backMs = crowd.awaitEverybodyWrites();
        scene.mustTake("back", "the last one wrote again", backMs, HEALED_MS);
        crowd.await("the server is ready", () -> isReady(server));
        crowd.awaitMessages(100);
        Checker.Verdict verdict = crowd.settleAndCheck();
        scene.add("refused with a retry-after", verdict.refused());
      }
      scene.add("rounds", 1);
    }
  }

  private static boolean isReady(ServerProcess server) {
    try {
      return server.isReady();
    } catch (IOException e) {
      return false;
    }
  }
}
