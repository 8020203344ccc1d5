package org.indiretta.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A command that reads the settings: {@code --config FILE}, then one flag for each {@link
 * SettingKey}.
 */
abstract class ConfiguredCommand implements Callable<Integer> {
  /** Read when it is there and {@code --config} names no other. */
  private static final Path USUAL_FILE = Path.of("indiretta.yaml");

  @Spec CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file with settings (default: indiretta.yaml, when there is one)")
  Path config;

  /** Adds a flag for each setting; picocli has no annotation for a table. */
  static void addFlags(CommandSpec spec) {
    for (SettingKey key : SettingKey.values()) {
      spec.addOption(
          OptionSpec.builder(key.flag())
              .paramLabel("VALUE")
              .type(String.class)
              .description(
                  key.meaning()
                      + " ("
                      + (key.preset().isEmpty() ? "" : "default: " + key.preset() + "; ")
                      + key.variable()
                      + (key.secret() ? " or " + key.variable() + "_FILE" : "")
                      + ")")
              .build());
    }
  }

  /** All layers, in order. */
  SettingsReader reader() {
    SettingsReader reader = new SettingsReader();
    if (config != null) {
      reader.file(config);
    } else if (Files.isRegularFile(USUAL_FILE)) {
      reader.file(USUAL_FILE);
    }
    reader.environment(System.getenv());
    for (SettingKey key : SettingKey.values()) {
      String value = spec.commandLine().getParseResult().matchedOptionValue(key.flag(), null);
      if (value != null) {
        reader.flag(key, value);
      }
    }
    return reader;
  }
}
