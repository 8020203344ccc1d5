package org.indiretta.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.indiretta.bus.LocalBus;
import org.indiretta.directory.DemoCity;
import org.indiretta.directory.Directory;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.SiteId;
import org.indiretta.protocol.Credential;
import org.indiretta.sql.Sql;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who pressed start and never had a consultation is forgotten, with the name the page said. */
final class UnusedCitizensTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.patient();

  private static final SiteId SITE = new SiteId("ch");

  private final ManualClock clock = new ManualClock();
  private Auth auth;

  @BeforeEach
  void open() throws Exception {
    LocalBus bus = new LocalBus(DATABASE.vertx());
    DemoCity.Seeded _ = await(DemoCity.seed(DATABASE.database(), clock, "ch"));
    Directory directory = await(Directory.open(DATABASE.vertx(), DATABASE.database(), bus, clock));
    auth = Auth.open(DATABASE.vertx(), DATABASE.database(), clock, bus, directory, SignIns.IDLE);
    TestDatabase.execute(DATABASE.url(), "DELETE FROM consultation; DELETE FROM citizen");
  }

  @Test
  void whoNeverHadAConsultationIsErasedAfter24Hours() throws Exception {
    CitizenTokens.Made unused = made("Maria Rossi");
    CitizenTokens.Made asking = made("Carla Bianchi");
    CitizenTokens.Made waited = made("Aldo Neri");
    consultation(asking.citizen(), "WAITING", "NULL");
    consultation(waited.citizen(), "ABANDONED", "'" + clock.now() + "'");

    var _ = clock.advance(Duration.ofHours(24).minusSeconds(1));
    await(auth.sweep());
    assertThat(known()).containsExactly("Aldo Neri", "Carla Bianchi", "Maria Rossi");
    assertThat(await(auth.citizenTokens().authenticate(token(unused)))).isPresent();

    var _ = clock.advance(Duration.ofSeconds(2));
    await(auth.sweep());
    assertThat(known())
        .as("a consultation keeps its citizen, until the retention takes the name")
        .containsExactly("Aldo Neri", "Carla Bianchi");
    assertThat(await(auth.citizenTokens().authenticate(token(unused)))).isEmpty();
    assertThat(await(auth.citizenTokens().authenticate(token(asking)))).isPresent();
  }

  @Test
  void whoErasedFromThisDeviceIsErasedAtTheNextSweep() throws Exception {
    CitizenTokens.Made gone = made("Maria Rossi");
    CitizenTokens.Made stays = made("Aldo Neri");

    await(auth.citizenTokens().revoke(gone.citizen()));
    assertThat(
            await(
                DATABASE
                    .database()
                    .list(
                        Sql.of("SELECT subject FROM erasure WHERE kind = 'CITIZEN'").bound(),
                        row -> row.getUUID("subject"))))
        .as("for a restored backup")
        .containsExactly(gone.citizen().value());
    var _ = clock.advance(Duration.ofMillis(Auth.SWEEP_EVERY_MS));
    await(auth.sweep());

    assertThat(known()).containsExactly("Aldo Neri");
    assertThat(await(auth.citizenTokens().authenticate(token(stays)))).isPresent();
  }

  private CitizenTokens.Made made(String saysToBe) throws Exception {
    return await(auth.citizenTokens().make(SITE, saysToBe, "127.0.0.1"));
  }

  private static Credential.Token token(CitizenTokens.Made made) {
    return new Credential.Token(made.token().value());
  }

  private void consultation(CitizenId citizen, String state, String endedAt) throws Exception {
    TestDatabase.execute(
        DATABASE.url(),
        """
        INSERT INTO consultation (id, site_id, topic_id, citizen_id, reference, mode, state,
          language, started_at, queued_at, ended_at)
        VALUES ('%1$s', 'ch', 'passport', '%2$s', left('%1$s', 8), 'WRITE', '%3$s', 'it', '%4$s', '%4$s', %5$s)
        """
            .formatted(UUID.randomUUID(), citizen.value(), state, clock.now(), endedAt));
  }

  private static List<String> known() throws Exception {
    return await(
        DATABASE
            .database()
            .list(
                Sql.of("SELECT says_to_be FROM citizen ORDER BY says_to_be").bound(),
                row -> row.getString(0)));
  }
}
