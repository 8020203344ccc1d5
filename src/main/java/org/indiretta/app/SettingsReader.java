package org.indiretta.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * Reads the settings in three layers, each over the one before: YAML file, {@code INDIRETTA_*}
 * environment, flags. A key nobody knows is refused by name: a typing error must not pass as a
 * default.
 */
final class SettingsReader {
  private static final String FILE_SUFFIX = "_FILE";

  private final Map<SettingKey, Given> given = new EnumMap<>(SettingKey.class);

  /** A value and where it was said. */
  record Given(String value, String source) {}

  SettingsReader() {
    for (SettingKey key : SettingKey.values()) {
      given.put(key, new Given(key.preset(), "default"));
    }
  }

  /**
   * Reads a YAML file; keys may be nested ({@code http: {port: 8080}}) or written out ({@code
   * http.port: 8080}).
   */
  @CanIgnoreReturnValue
  SettingsReader file(Path file) {
    try {
      YAMLMapper yaml =
          YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
      JsonNode root = yaml.readTree(Files.readString(file));
      if (root != null && !root.isMissingNode() && !root.isNull()) {
        flatten("", root, file.toString());
      }
      return this;
    } catch (JsonProcessingException e) {
      throw new SettingsException(file + ": not valid YAML" + why(e));
    } catch (IOException e) {
      throw new SettingsException(file + ": cannot be read: " + e.getMessage());
    }
  }

  /** The first line of it; what follows shows the file, which may hold a secret. */
  private static String why(JsonProcessingException e) {
    String first = e.getOriginalMessage().lines().findFirst().orElse("");
    return e.getLocation() == null
        ? ": " + first
        : " in line " + e.getLocation().getLineNr() + ": " + first;
  }

  private void flatten(String path, JsonNode node, String source) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        String below = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
        flatten(below, field.getValue(), source);
      }
      return;
    }
    SettingKey key =
        SettingKey.atPath(path)
            .orElseThrow(
                () -> new SettingsException(source + ": there is no setting '" + path + "'"));
    given.put(key, new Given(text(node), source));
  }

  private static String text(JsonNode node) {
    if (!node.isArray()) {
      return node.isNull() ? "" : node.asText();
    }
    StringBuilder list = new StringBuilder();
    for (JsonNode element : node) {
      list.append(list.isEmpty() ? "" : ",").append(element.asText());
    }
    return list.toString();
  }

  /** Reads the environment; for a secret, {@code …_FILE} names a file that holds it. */
  @CanIgnoreReturnValue
  SettingsReader environment(Map<String, String> environment) {
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      if (SettingKey.isOurs(variable.getKey())) {
        variable(variable.getKey(), variable.getValue());
      }
    }
    return this;
  }

  private void variable(String name, String value) {
    SettingKey key = SettingKey.ofVariable(name).orElse(null);
    if (key != null) {
      given.put(key, new Given(value, name));
      return;
    }
    if (name.endsWith(FILE_SUFFIX)) {
      String plain = name.substring(0, name.length() - FILE_SUFFIX.length());
      SettingKey secret = SettingKey.ofVariable(plain).filter(SettingKey::secret).orElse(null);
      if (secret != null) {
        given.put(secret, new Given(secretFile(name, value), name));
        return;
      }
    }
    throw new SettingsException("there is no setting " + name + ": see check-config --help");
  }

  private static String secretFile(String name, String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException | java.nio.file.InvalidPathException e) {
      throw new SettingsException(name + ": the file " + file + " cannot be read");
    }
  }

  /** Takes one flag. */
  @CanIgnoreReturnValue
  SettingsReader flag(SettingKey key, String value) {
    given.put(key, new Given(value, key.flag()));
    return this;
  }

  /** The settings, validated. */
  @CanIgnoreReturnValue
  Settings read() {
    return Settings.of(new Values(given));
  }

  /** The effective values for people: secrets as dots, with the source of each. */
  Map<SettingKey, Given> effective() {
    Map<SettingKey, Given> shown = new EnumMap<>(SettingKey.class);
    given.forEach(
        (key, value) -> {
          boolean hidden = key.secret() && !value.value().isEmpty();
          shown.put(key, hidden ? new Given("••••••", value.source()) : value);
        });
    return shown;
  }

  /** Reads typed values; every refusal names the key, what was given and where. */
  record Values(Map<SettingKey, Given> given) {
    String text(SettingKey key) {
      return given.get(key).value().strip();
    }

    int number(SettingKey key, int least, int most) {
      String text = text(key);
      try {
        int number = Integer.parseInt(text);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // said below, together with a number out of bounds
      }
      throw refused(key, "a number from " + least + " to " + most + " is expected");
    }

    java.util.List<String> list(SettingKey key) {
      return java.util.Arrays.stream(text(key).split(","))
          .map(String::strip)
          .filter(element -> !element.isEmpty())
          .toList();
    }

    SettingsException refused(SettingKey key, String expected) {
      Given value = given.get(key);
      String shown = key.secret() ? "(secret)" : "'" + value.value() + "'";
      return new SettingsException(
          key.path() + " (" + value.source() + "): " + expected + ", not " + shown);
    }
  }
}
