package org.indiretta.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.indiretta.bus.LocalBus;
import org.indiretta.directory.Change;
import org.indiretta.directory.Directory;
import org.indiretta.directory.OperatorFields;
import org.indiretta.identity.Language;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Role;
import org.indiretta.sql.Database;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first admin of an empty installation, and the numbers of the limits. */
final class SetUpTest {
  @RegisterExtension
  static final TestDatabase DATABASE =
      new TestDatabase(new Database.Limits(8, 2_000, 10_000, 20_000));

  private static final String PASSWORD = "la-prima-persona-qui";

  private static OperatorFields admin(String email) {
    return new OperatorFields(
        email, "Prima", "Persona", "", Role.ADMIN, Set.of(), Set.of(Language.IT), 3);
  }

  @Test
  void theDoorOpensOnceAndStaysClosedForEver() throws Exception {
    ManualClock clock = new ManualClock();
    LocalBus bus = new LocalBus(DATABASE.vertx());
    Directory directory = await(Directory.open(DATABASE.vertx(), DATABASE.database(), bus, clock));
    Auth auth =
        Auth.open(DATABASE.vertx(), DATABASE.database(), clock, bus, directory, SignIns.IDLE);
    OneUseLinks links = auth.oneUseLinks();
    Secret older = await(links.setUp()).orElseThrow().token();
    Secret newer = await(links.setUp()).orElseThrow().token();

    assertThat(await(links.use(older, PASSWORD, admin("a@b.example"))))
        .as("a newer link kills the one before")
        .isInstanceOf(OneUseLinks.Use.Dead.class);
    assertThat(await(links.use(newer, PASSWORD, null)))
        .isInstanceOf(OneUseLinks.Use.WrongFields.class);
    var first = links.use(newer, PASSWORD, admin("a@b.example"));
    var second = links.use(newer, PASSWORD, admin("c@d.example"));
    assertThat(List.of(await(first), await(second)))
        .filteredOn(OneUseLinks.Use.SignedIn.class::isInstance)
        .as("of two at the same time one gets in")
        .hasSize(1);
    assertThat(directory.operators()).hasSize(1);
    assertThat(await(links.setUp())).isEmpty();

    OperatorId only = directory.operators().getFirst().id();
    assertThat(await(directory.add(OperatorId.next(), admin("e@f.example"))))
        .isEqualTo(Change.DONE);
    assertThat(await(directory.disable(only))).isEqualTo(Change.DONE);
    assertThat(await(links.setUp())).isEmpty();
    await(auth.sweep());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "59, 0", "60, 100", "61, 200", "80, 2100", "500, 3000"})
  void anAddressIsSlowedBeyondItsFreeNumber(int before, long delayMs) {
    assertThat(AttemptLimit.CITIZEN.delayMs(before)).isEqualTo(delayMs);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "4, 0", "5, 30", "6, 60", "7, 120", "11, 1920", "12, 3600", "90, 3600"})
  void anAccountWaitsTwiceAsLongAfterEachFailure(int failures, long seconds) {
    Instant now = Instant.parse("2026-03-02T09:00:00Z");

    assertThat(LockOut.waitNow(failures, now, now)).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(LockOut.waitNow(failures, now, now.plusSeconds(seconds))).isZero();
  }
}
