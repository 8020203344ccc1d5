package org.indiretta.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.indiretta.sql.TestDatabase.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bringing the schema up to date. */
class MigrationsTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.patient();

  private static List<Integer> versions() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
      return files
          .map(file -> file.getFileName().toString())
          .map(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  private static List<String> applied() throws Exception {
    return await(
        DATABASE
            .database()
            .list(
                Sql.of("SELECT version FROM flyway_schema_history ORDER BY installed_rank").bound(),
                row -> row.getString(0)));
  }

  @Test
  void theNewestFileIsTheOneThatStartsLookFor() throws Exception {
    assertThat(Migrations.NEWEST).isEqualTo(Integer.toString(versions().getLast()));
  }

  @Test
  void aSchemaThatIsBehindIsBroughtUpToDateAndOneThatIsCurrentIsLeftAlone() throws Exception {
    List<String> all = versions().stream().map(v -> Integer.toString(v)).toList();
    assertThat(applied()).isEqualTo(all);
    TestDatabase.execute(DATABASE.url(), "DROP SCHEMA public CASCADE; CREATE SCHEMA public");

    await(Migrations.runUnlessCurrent(DATABASE.vertx(), DATABASE.database(), DATABASE.url()));
    await(Migrations.runUnlessCurrent(DATABASE.vertx(), DATABASE.database(), DATABASE.url()));

    assertThat(applied()).isEqualTo(all);
  }

  /** By the transaction that wrote each: a server may be killed between any two. */
  @Test
  void aChangeAndItsRowAreCommittedTogether() throws Exception {
    TestDatabase.execute(DATABASE.url(), "DROP SCHEMA public CASCADE; CREATE SCHEMA public");

    Migrations.run(DATABASE.url());

    List<String> transactions =
        await(
            DATABASE
                .database()
                .list(
                    Sql.of(
                            """
                            SELECT xmin::text FROM flyway_schema_history WHERE version = '18'
                            UNION ALL
                            SELECT xmin::text FROM pg_attribute
                            WHERE attrelid = 'consultation'::regclass AND attname = 'withdrawn'
                            """)
                        .bound(),
                    row -> row.getString(0)));
    assertThat(transactions).hasSize(2);
    assertThat(transactions.getFirst()).isEqualTo(transactions.getLast());
  }

  @Test
  void aSchemaThatWasMadeOtherwiseIsRefusedWithASentence() {
    assertThatThrownBy(
            () -> {
              TestDatabase.execute(
                  DATABASE.url(),
                  "UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1'");
              Migrations.run(DATABASE.url());
            })
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("could not be brought up to date");
  }
}
