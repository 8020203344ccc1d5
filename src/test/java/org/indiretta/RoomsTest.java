package org.indiretta;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the table of rooms: one package each, each may import only the rooms on its row. */
final class RoomsTest {
  private static final String ROOT = "org.indiretta.";

  /** The table of the README. Everybody may also import telemetry. */
  private static final Map<String, Set<String>> ROOMS =
      new TreeMap<>(
          Map.ofEntries(
              row("identity", ""),
              row("telemetry", ""),
              row("sql", ""),
              row("protocol", "identity"),
              row("redis", ""),
              row("bus", "identity protocol redis"),
              row("calendar", "identity sql"),
              row("directory", "identity protocol bus sql"),
              row("auth", "identity protocol bus directory sql"),
              row("file", "identity sql"),
              row("transcript", "identity sql"),
              row("backup", "transcript sql"),
              row("notify", "identity sql"),
              row("presence", "identity protocol directory bus notify sql"),
              row("routing", "identity directory calendar presence sql"),
              row(
                  "consultation",
                  "identity protocol directory calendar file transcript notify presence routing"
                      + " bus sql"),
              row("signalling", "identity protocol presence consultation bus"),
              row("socket", "identity protocol auth consultation signalling presence bus"),
              row(
                  "api",
                  "identity protocol bus calendar directory auth file transcript notify presence"
                      + " routing consultation sql"),
              row(
                  "app",
                  "identity protocol bus calendar directory auth file transcript backup notify"
                      + " presence routing"
                      + " consultation signalling socket api redis sql")));

  private static JavaClasses classes;

  private static Map.Entry<String, Set<String>> row(String room, String mayImport) {
    return Map.entry(room, Set.of(mayImport.isEmpty() ? new String[0] : mayImport.split(" ")));
  }

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.indiretta");
  }

  @TestFactory
  Stream<DynamicTest> roomImportsOnlyItsRow() {
    return ROOMS.keySet().stream().map(room -> DynamicTest.dynamicTest(room, () -> checkRow(room)));
  }

  private static void checkRow(String room) {
    List<String> refused = new ArrayList<>();
    for (String other : ROOMS.keySet()) {
      boolean allowed =
          other.equals(room) || other.equals("telemetry") || ROOMS.get(room).contains(other);
      if (!allowed) {
        refused.add(ROOT + other + "..");
      }
    }
    if (!refused.isEmpty()) {
      noClasses()
          .that()
          .resideInAPackage(ROOT + room + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(refused.toArray(String[]::new))
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @Test
  void everyClassLivesInARoom() {
    String[] rooms = ROOMS.keySet().stream().map(room -> ROOT + room + "..").toArray(String[]::new);
    noClasses().should().resideOutsideOfPackages(rooms).check(classes);
  }

  @Test
  void roomsFormNoCycle() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void sqlClientStaysInSqlClasses() {
    keeps("io.vertx.sqlclient", "Sql", "sql");
  }

  @Test
  void redisClientStaysInRedisClasses() {
    keeps("io.vertx.redis", "Redis", "redis");
  }

  private static void keeps(String library, String prefix, String room) {
    noClasses()
        .that(
            DescribedPredicate.describe(
                "are not " + prefix + "* classes or in the room " + room,
                (JavaClass c) ->
                    !outermost(c).getSimpleName().startsWith(prefix)
                        && !c.getPackageName().equals(ROOT + room)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library + "..")
        .check(classes);
  }

  private static JavaClass outermost(JavaClass c) {
    return c.getEnclosingClass().map(RoomsTest::outermost).orElse(c);
  }

  @Test
  void httpServerStaysAtTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "socket..", ROOT + "api..", ROOT + "app..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are of the HTTP server",
                (JavaClass c) ->
                    c.getPackageName().startsWith("io.vertx.ext.web")
                        && !c.getPackageName().startsWith("io.vertx.ext.web.client")))
        .check(classes);
  }

  @Test
  void identityAndProtocolKnowNoFramework() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "identity..", ROOT + "protocol..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vertx..")
        .check(classes);
  }
}
