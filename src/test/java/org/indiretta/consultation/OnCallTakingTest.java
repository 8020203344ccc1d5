package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.indiretta.sql.TestDatabase.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.indiretta.cluster.TcpProxy;
import org.indiretta.identity.ConsultationId;
import org.indiretta.notify.Notices;
import org.indiretta.notify.Outbound;
import org.indiretta.notify.OutboundAllow;
import org.indiretta.notify.WebPush;
import org.indiretta.sql.Database;
import org.indiretta.sql.DatabaseUnavailable;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.Eventually;
import org.indiretta.sql.HeldLock;
import org.indiretta.sql.Sql;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What it costs PostgreSQL that notices were, or may have been, taken without an answer. Counted is
 * what one server begins in a sweep, over a pool of its own.
 */
class OnCallTakingTest {
  private static final int ROUNDS = 5;
  private static final URI PUBLIC = URI.create("https://live.rivalago.example");

  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;
  private TcpProxy proxy;
  private Database ownWay;
  private OnCalls onCalls;

  @BeforeEach
  void annaIsOnCall() throws Exception {
    city = City.fresh(DATABASE);
    DatabaseUrl url = DATABASE.url();
    proxy = TcpProxy.to(url.port());
    DatabaseUrl through =
        new DatabaseUrl(
            "127.0.0.1", proxy.port(), url.database(), url.user(), url.password(), url.tls());
    ownWay =
        await(
            Database.open(DATABASE.vertx(), through, new Database.Limits(12, 2_000, 8_000, 8_000)));
    onCalls = onCalls(city.node(city.presences(UUID.randomUUID()), ownWay));
    city.available(city.anna);
    await(city.presences.signedOut(city.anna.id()));
    await(city.desk.unlinked(city.anna));
    city.execute(
        """
        UPDATE operator SET on_call = '%1$s' WHERE id = '%2$s';
        INSERT INTO push_subscription (id, operator_id, endpoint, p256dh, auth, created_at)
        VALUES (gen_random_uuid(), '%2$s', 'https://push.example/anna',
                decode(repeat('04', 65), 'hex'), decode(repeat('01', 16), 'hex'), now())
        """
            .formatted(OnCallTest.ALWAYS, city.anna.id()));
    await(city.directory.reread());
  }

  @AfterEach
  void close() throws Exception {
    await(ownWay.close());
    proxy.close();
  }

  /** Nothing that could have been taken was found: there is nothing to ask for later. */
  @Test
  void aDatabaseThatIsAwayLeavesNothingToAskFor() throws Exception {
    await(onCalls.sweep());
    long usual = statements();

    proxy.refuse();
    proxy.reset();
    for (int i = 0; i < ROUNDS; i++) {
      assertThatThrownBy(() -> await(onCalls.sweep())).isInstanceOf(DatabaseUnavailable.class);
    }
    proxy.listen();
    Eventually.holds(this::swept);

    assertThat(statements()).isEqualTo(usual);
  }

  @Test
  void allThatMayHaveBeenTakenIsAskedForAtOnce_andNotLongerThanItIsWaitedFor() throws Exception {
    await(onCalls.sweep());
    long usual = statements();
    waits();
    city.execute(
        """
        CREATE FUNCTION hold_taking() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN PERFORM pg_advisory_xact_lock(45); RETURN NEW; END $$;
        CREATE TRIGGER hold_taking BEFORE UPDATE OF notified_at ON offer
          FOR EACH ROW EXECUTE FUNCTION hold_taking()
        """);
    List<Long> each = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * ROUNDS; i++) {
        each.add(takenInVain());
      }
    } finally {
      city.execute("DROP TRIGGER hold_taking ON offer; DROP FUNCTION hold_taking");
    }
    assertThat(Collections.min(each.subList(ROUNDS, 2 * ROUNDS)))
        .as("with many as with few: %s", each)
        .isLessThanOrEqualTo(Collections.min(each.subList(1, ROUNDS)));

    city.clock.advance(OnCalls.ANSWER.plusSeconds(1));
    assertThat(statements()).as("over, and not asked for").isEqualTo(usual);
  }

  /** Offers are kept for as long as their consultations. */
  @Test
  void amongThousandsOfOldOffersTheyAreFoundByTheirIndexes() throws Exception {
    waits();
    city.execute(
        """
        INSERT INTO consultation (id, site_id, topic_id, citizen_id, reference, mode, state,
            language, started_at, queued_at, ended_at)
          SELECT gen_random_uuid(), site_id, topic_id, citizen_id, 'old-' || n, mode, 'CLOSED',
            language, started_at, queued_at, started_at
          FROM consultation, generate_series(1, 5000) n;
        INSERT INTO offer (id, consultation_id, operator_id, offered_at, ended_at, ending,
            on_call, notified_at)
          SELECT gen_random_uuid(), id, '%s', started_at, started_at, 'EXPIRED', true, started_at
          FROM consultation WHERE state = 'CLOSED'
        """
            .formatted(city.anna.id()));
    city.execute("ANALYZE consultation; ANALYZE offer");

    assertThat(plan(SqlOnCalls.ANY_TO_TAKE, "")).doesNotContain("Seq Scan");
    assertThat(plan(SqlOnCalls.TAKE, "now()")).doesNotContain("Seq Scan");
    assertThat(plan(SqlOnCalls.TAKEN, "ARRAY[now()]")).doesNotContain("Seq Scan");
  }

  private OnCalls onCalls(Consultations node) {
    return node.onCalls(
        new Notices(DATABASE.database(), city.clock, new SimpleMeterRegistry()),
        new WebPush(
            DATABASE.database(),
            city.clock,
            new Outbound(DATABASE.vertx(), new OutboundAllow(List.of("127.0.0.1"))),
            PUBLIC),
        PUBLIC);
  }

  private void waits() throws Exception {
    city.available(city.bruno);
    ConsultationId _ = city.start(city.citizen(), City.PASSPORT).id();
    city.away(city.bruno);
    city.pass(OnCalls.AFTER);
  }

  private boolean swept() {
    try {
      await(onCalls.sweep());
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  /** How many a sweep costs, when nothing else that this server does falls into it. */
  private long statements() throws Exception {
    List<Long> each = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      long before = ownWay.calls();
      await(onCalls.sweep());
      each.add(ownWay.calls() - before);
    }
    return Collections.min(each);
  }

  /** The same of one whose taking is never answered. */
  private long takenInVain() throws Exception {
    long before = ownWay.calls();
    try (HeldLock taking = HeldLock.by(DATABASE.url(), "SELECT pg_advisory_xact_lock(45)")) {
      Future<Void> sweep = onCalls.sweep();
      taking.cancelWhoWaits();
      assertThatThrownBy(() -> await(sweep)).isInstanceOf(DatabaseUnavailable.class);
    }
    return ownWay.calls() - before;
  }

  private static String plan(Sql statement, String value) throws Exception {
    Sql explained = Sql.of("EXPLAIN " + statement.text().replace("$1", value));
    return String.join(
        "\n", await(DATABASE.database().list(explained.bound(), row -> row.getString(0))));
  }
}
