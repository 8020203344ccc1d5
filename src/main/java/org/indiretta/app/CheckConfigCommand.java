package org.indiretta.app;

import picocli.CommandLine.Command;

/**
 * Prints the effective settings, without secrets, and where each was said; fails on a wrong one.
 */
@Command(
    name = "check-config",
    description = "Print the effective settings, without secrets.",
    mixinStandardHelpOptions = true)
final class CheckConfigCommand extends ConfiguredCommand {
  @Override
  public Integer call() {
    SettingsReader reader = reader();
    reader.read();
    reader
        .effective()
        .forEach(
            (key, given) ->
                System.out.printf(
                    "%-22s %-32s (%s)%n",
                    key.path(), given.value().isEmpty() ? "-" : given.value(), given.source()));
    return 0;
  }
}
