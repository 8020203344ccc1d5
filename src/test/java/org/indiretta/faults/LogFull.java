package org.indiretta.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import org.indiretta.cluster.ServerProcess;

/** The volume of the server's log is full: chat goes on, and later the log does too. */
final class LogFull implements Family {
  private static final int PAIRS = 6;
  private static final int VOLUME_MIB = 1;
  private static final long PART_MS = 10_000;
  private static final long BRIEF_PART_MS = 1_000;

  @Override
  public String name() {
    return "log-full";
  }

  @Override
  public String fault() {
    return "the volume of the log is full while there is much to log";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Volume volume = scene.closing(Volume.mount(scene.folder().resolve("volume"), VOLUME_MIB));
    Path log = volume.folder().resolve("server.log");
    Servers servers =
        Servers.start(scene, 1, (city, node) -> node.log(log).with("INDIRETTA_LOG_LEVEL", "debug"));
    ServerProcess server = servers.node(0);
    try (Crowd crowd = Crowd.of(scene, servers, PAIRS)) {
      crowd.awaitMessages(scene.rounds(100, 200));
      volume.fill(log);
      servers.postgres().kill();
      crowd.pass(1_000);
      servers.postgres().start();
      crowd.mustHeal("PostgreSQL was there again, with a full log");
      crowd.pass(scene.lasts(BRIEF_PART_MS, PART_MS));
      scene.must(server.isReady(), "the server is not ready");
      volume.empty();
      long before = Files.size(log);
      servers.postgres().kill();
      crowd.pass(1_000);
      servers.postgres().start();
      crowd.mustHeal("PostgreSQL was there again");
      scene.must(Files.size(log) > before, "nothing is logged any more");
      crowd.awaitMessages(100);
      Checker.Verdict _ = crowd.settleAndCheck();
    }
  }
}
