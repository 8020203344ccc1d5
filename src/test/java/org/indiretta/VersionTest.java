package org.indiretta;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The version of the pom is the one that everything else says. */
final class VersionTest {
  private static final Path WEB = Path.of("web-client");

  @Test
  void everythingSaysTheVersionOfThePom() throws Exception {
    String version =
        said(Path.of("pom.xml"), "<artifactId>indiretta</artifactId>\\s+<version>(.+)<");

    assertThat(version).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(said(Path.of("publiccode.yml"), "\nsoftwareVersion: \"(.+)\"")).isEqualTo(version);
    assertThat(said(Path.of("docker-compose.yml"), "image: indiretta:(.+)")).isEqualTo(version);
    List<Path> packages = packages();
    assertThat(packages).as("the workspace").hasSizeGreaterThan(5);
    for (Path file : packages) {
      JsonObject json = new JsonObject(Files.readString(file));
      assertThat(json.getString("version")).as(file.toString()).isEqualTo(version);
      JsonObject needs = json.getJsonObject("dependencies", new JsonObject());
      needs.fieldNames().stream()
          .filter(name -> name.startsWith("@indiretta/"))
          .forEach(name -> assertThat(needs.getString(name)).as(file + name).isEqualTo(version));
    }
  }

  private static String said(Path file, String pattern) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
    assertThat(matcher.find()).as(file.toString()).isTrue();
    return matcher.group(1);
  }

  private static List<Path> packages() throws IOException {
    try (Stream<Path> files =
        Files.find(
            WEB,
            3,
            (path, about) ->
                path.endsWith("package.json") && !path.toString().contains("node_modules"))) {
      return files.toList();
    }
  }
}
