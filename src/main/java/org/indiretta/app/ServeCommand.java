package org.indiretta.app;

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
    Settings settings = reader().read();
    if (demo) {
      onThisMachineOnly(SettingKey.HTTP_HOST, settings.http());
      onThisMachineOnly(SettingKey.MANAGEMENT_HOST, settings.management());
    }
    LogOutput.configure(settings.log());
    Server server = Server.start(settings, demo);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
    server.greeting().forEach(System.out::println);
    System.out.println("InDiretta is ready: " + settings.publicUrl());
    // Until SIGTERM or SIGINT: the shutdown hook closes the server and the process ends.
    new CountDownLatch(1).await();
    return 0;
  }

  private static void onThisMachineOnly(SettingKey key, Settings.Http where) {
    if (!where.isLoopback()) {
      throw new SettingsException(
          "%s: --demo has sign-ins that everybody knows and serves 127.0.0.1 only, not '%s'"
              .formatted(key.path(), where.host()));
    }
  }
}
