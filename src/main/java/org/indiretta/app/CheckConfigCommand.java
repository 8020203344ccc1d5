package org.indiretta.app;

import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Command;

/**
 * Prints the effective settings, without secrets, and where each was said; fails on a wrong one,
 * and on a certificate that cannot be served.
 */
@Command(
    name = "check-config",
    description = "Print the effective settings, without secrets.",
    mixinStandardHelpOptions = true)
final class CheckConfigCommand extends ConfiguredCommand {
  @Override
  public Integer call() {
    SettingsReader reader = reader();
    Settings settings = reader.read();
    Optional<TlsPair> tls = settings.tls().map(TlsPair::read);
    reader
        .effective()
        .forEach(
            (key, given) ->
                System.out.printf(
                    "%-22s %-32s (%s)%n",
                    key.path(), given.value().isEmpty() ? "-" : given.value(), given.source()));
    if (settings.isInsecure()) {
      System.out.println("Warning: " + Server.INSECURE);
    }
    tls.ifPresent(pair -> show(pair, settings.publicUrl().getHost()));
    return 0;
  }

  private static void show(TlsPair pair, String host) {
    System.out.println("Certificate: " + pair.described());
    // No database is asked here, so this machine's time has to do.
    pair.warnings(InstantSource.system().instant(), host)
        .forEach(warning -> System.out.println("Warning: " + warning));
  }
}
