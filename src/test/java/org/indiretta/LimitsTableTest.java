package org.indiretta;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table of limits in the documentation tells what the code does. */
final class LimitsTableTest {
  private static final Pattern ROW =
      Pattern.compile(
          "\\| (?<what>.+) \\| (?<limit>\\S+) \\| `(?<type>.+)\\.(?<name>[A-Z_]+)` \\|");

  @TestFactory
  Stream<DynamicTest> everyRowIsTheConstantItNames() throws Exception {
    return Files.readAllLines(Path.of("src/docs/LIMITS.md")).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(row -> DynamicTest.dynamicTest(row.group("what"), () -> holds(row)));
  }

  private static void holds(Matcher row) throws ReflectiveOperationException {
    Field constant =
        Class.forName("org.indiretta." + row.group("type")).getDeclaredField(row.group("name"));
    constant.setAccessible(true);
    assertThat(row.group("limit")).isEqualTo(constant.get(null).toString());
  }
}
