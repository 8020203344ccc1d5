package org.indiretta.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the server until it is told to stop. */
@Command(name = "serve", description = "Run the server.", mixinStandardHelpOptions = true)
final class ServeCommand extends ConfiguredCommand {
  @Option(
      names = "--demo",
      description = "set up the demo city with sign-ins that everybody knows; on this machine only")
  boolean demo;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = settled(reader());
    LogOutput.configure(settings.log());
    Server server = Server.start(settings, demo);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
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
