package org.indiretta.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the server until it is told to stop. */
@Command(name = "serve", description = "Run the server.", mixinStandardHelpOptions = true)
final class ServeCommand extends ConfiguredCommand {
  /**
   * A server that was told to stop is gone by then, in seconds: the balancer notices (at most 10),
   * people go ({@link Rooms#DRAIN_S}), requests end ({@link HttpPort#REQUESTS_S}).
   */
  static final int STOPPED_WITHIN_S = 30;

  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  @Option(
      names = "--demo",
      description = "set up the demo city with sign-ins that everybody knows; on this machine only")
  boolean demo;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = settled(reader());
    LogOutput.configure(settings.log());
    Server server = Server.start(settings, demo);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(server)));
    server.greeting().forEach(System.out::println);
    System.out.printf(
        "Metrics for Prometheus:        http://%s:%d/metrics%n",
        settings.management().host(), server.managementPort());
    System.out.println("InDiretta is ready: " + settings.publicUrl());
    // Until SIGTERM or SIGINT: the shutdown hook closes the server and the process ends.
    new CountDownLatch(1).await();
    return 0;
  }

  /**
   * Drains; what has not closed by itself within {@link #STOPPED_WITHIN_S} is left behind, as after
   * a crash. Being told again meanwhile changes nothing.
   */
  private static void stop(Server server) {
    var _ =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    TimeUnit.SECONDS.sleep(STOPPED_WITHIN_S);
                    LOG.atError().log("the server does not stop by itself and is ended");
                    Runtime.getRuntime().halt(1);
                  } catch (InterruptedException nobodyDoes) {
                    Thread.currentThread().interrupt();
                  }
                });
    server.close();
  }

  /**
   * Checked; port 0 becomes a free one before anything starts: our own origin has the port in it.
   */
  private Settings settled(SettingsReader reader) {
    Settings settings = reader.read();
    if (demo) {
      onThisMachineOnly(SettingKey.HTTP_HOST, settings.http());
      onThisMachineOnly(SettingKey.MANAGEMENT_HOST, settings.management());
    }
    if (settings.http().port() != 0) {
      return settings;
    }
    try (ServerSocket free = new ServerSocket()) {
      free.bind(new InetSocketAddress(settings.http().host(), 0));
      return reader.flag(SettingKey.HTTP_PORT, Integer.toString(free.getLocalPort())).read();
    } catch (IOException e) {
      throw HttpPort.notOurs(settings.http(), SettingKey.HTTP_HOST);
    }
  }

  private static void onThisMachineOnly(SettingKey key, Settings.Http where) {
    if (!where.isLoopback()) {
      throw new SettingsException(
          "%s: --demo has sign-ins that everybody knows and serves 127.0.0.1 only, not '%s'"
              .formatted(key.path(), where.host()));
    }
  }
}
