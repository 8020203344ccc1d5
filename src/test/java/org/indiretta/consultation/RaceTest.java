package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Reply;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.HeldLock;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * P9, a thousand times: two operators on two nodes and the router of a third one want the same
 * consultation. The barrier is its row, which a transaction of the test holds until their updates
 * are seen waiting for it.
 */
class RaceTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private static final int ROUNDS = 1_000;
  private static final int AT_LEAST_IN_FLIGHT = ROUNDS / 2;
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  @Test
  void p9_rt11_aThousandRacesOfTwoOperatorsAndTheRouter() throws Exception {
    City city = City.fresh(DATABASE);
    city.serves(city.carla, "passport", 2);
    await(city.directory.reread());
    city.available(city.anna, city.bruno, city.carla);
    city.away(city.anna);
    city.away(city.bruno);
    Consultations second = city.node(city.presences(UUID.randomUUID()));
    Consultations third = city.node(city.presences(UUID.randomUUID()));
    List<ConsultationId> ids = ended(city);
    int bothInFlight = 0;
    int allInFlight = 0;
    int[] owned = new int[3];

    try (Barrier barrier = new Barrier(city.database.url())) {
      for (ConsultationId id : ids) {
        barrier.close(id);
        Future<Void> routed = third.sweep();
        Future<Reply> anna = city.take(city.anna, id);
        Future<Reply> bruno =
            second.take(city.bruno, new Command.TakeConsultation(City.command(), id));
        int waiting = barrier.untilThreeWait();
        bothInFlight += waiting >= 2 ? 1 : 0;
        allInFlight += waiting >= 3 ? 1 : 0;
        barrier.open();
        await(Future.all(routed, anna, bruno));

        Owner owner = barrier.owner(id);
        owned[owner.of(city.anna, city.bruno, city.carla)]++;
        expect(owner, city.anna, anna.result());
        expect(owner, city.bruno, bruno.result());
        barrier.end(id);
      }
    }
    System.out.printf(
        "races: %d rounds, both takes in flight in %d, the router's offer with them in %d;"
            + " owned by Anna %d, by Bruno %d, offered to Carla %d%n",
        ROUNDS, bothInFlight, allInFlight, owned[0], owned[1], owned[2]);
    assertThat(bothInFlight).isGreaterThanOrEqualTo(AT_LEAST_IN_FLIGHT);
    assertThat(owned[2]).as("a take by hand comes before an offer").isZero();
  }

  /** Exactly one of those who took it has it, and the other one hears who that is. */
  private static void expect(Owner owner, Principal.Staff who, Reply reply) {
    if (owner.is(who)) {
      assertThat(reply).isInstanceOf(Reply.Done.class);
    } else {
      assertThat(reply)
          .isInstanceOfSatisfying(
              Reply.Refused.class,
              refused -> {
                assertThat(refused.code()).isEqualTo(ErrorCode.TAKEN);
                assertThat(refused.by()).isEqualTo(owner.firstName());
              });
    }
  }

  private record Owner(UUID id, String firstName, String state) {
    boolean is(Principal.Staff who) {
      return who.id().value().equals(id);
    }

    int of(Principal.Staff... all) {
      assertThat(state).isEqualTo("ACTIVE");
      for (int i = 0; i < all.length; i++) {
        if (is(all[i])) {
          return i;
        }
      }
      throw new AssertionError("nobody's: " + this);
    }
  }

  /** A consultation for every round, ended for now. */
  private static List<ConsultationId> ended(City city) throws Exception {
    city.execute(
        """
        INSERT INTO citizen (id, site_id, token_hash, created_at, expires_at)
        SELECT gen_random_uuid(), 'rivalago', decode(md5(n::text), 'hex'), now(), now()
        FROM generate_series(1, %d) AS n
        """
            .formatted(ROUNDS));
    city.execute(
        """
        INSERT INTO consultation (id, site_id, topic_id, citizen_id, reference, mode, state,
          language, started_at, queued_at, ended_at)
        SELECT gen_random_uuid(), 'rivalago', '%s', z.id, 'A' || substr(abc, z.n / 13824 + 1, 1) || '-'
          || substr(abc, z.n / 576 %% 24 + 1, 1) || substr(abc, z.n / 24 %% 24 + 1, 1)
          || substr(abc, z.n %% 24 + 1, 1), 'WRITE', 'CLOSED', 'it', '%s', '%s', '%s'
        FROM (SELECT id, (row_number() OVER ())::int AS n FROM citizen) z,
          (SELECT '234679ACDEFGHJKMNPQRTWXY' AS abc) letters
        """
            .formatted(PASSPORT, city.clock.now(), city.clock.now(), city.clock.now()));
    List<ConsultationId> ids = new ArrayList<>();
    try (Connection connection = HeldLock.connection(city.database.url());
        PreparedStatement all = connection.prepareStatement("SELECT id FROM consultation");
        ResultSet rows = all.executeQuery()) {
      while (rows.next()) {
        ids.add(new ConsultationId(rows.getObject(1, UUID.class)));
      }
    }
    return ids;
  }

  /** Holds the row of one consultation, which waits from then on. */
  private static final class Barrier implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement begin;
    private final PreparedStatement hold;
    private final PreparedStatement lookAnew;
    private final PreparedStatement waiting;
    private final PreparedStatement owner;
    private final PreparedStatement end;

    Barrier(DatabaseUrl url) throws SQLException {
      connection = HeldLock.connection(url);
      begin =
          connection.prepareStatement(
              "UPDATE consultation SET state = 'WAITING', ended_at = NULL WHERE id = ?");
      hold = connection.prepareStatement("SELECT 1 FROM consultation WHERE id = ? FOR UPDATE");
      lookAnew = connection.prepareStatement("SELECT pg_stat_clear_snapshot()");
      waiting =
          connection.prepareStatement(
              "SELECT count(*) FROM pg_stat_activity"
                  + " WHERE datname = current_database() AND wait_event_type = 'Lock'");
      owner =
          connection.prepareStatement(
              "SELECT c.operator_id, o.first_name, c.state FROM consultation c"
                  + " JOIN operator o ON o.id = c.operator_id WHERE c.id = ?");
      end =
          connection.prepareStatement(
              "UPDATE consultation SET state = 'CLOSED', ended_at = queued_at WHERE id = ?");
    }

    void close(ConsultationId id) throws SQLException {
      run(begin, id);
      connection.commit();
      hold.setObject(1, id.value());
      try (ResultSet held = hold.executeQuery()) {
        assertThat(held.next()).isTrue();
      }
    }

    /** How many are seen waiting for the row: three, or as many as come within 250 ms. */
    int untilThreeWait() throws SQLException {
      long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
      int seen = 0;
      while (seen < 3 && System.nanoTime() < deadline) {
        // What a transaction saw of others it sees again until it asks anew.
        var _ = lookAnew.execute();
        try (ResultSet count = waiting.executeQuery()) {
          var _ = count.next();
          seen = Math.max(seen, count.getInt(1));
        }
      }
      return seen;
    }

    void open() throws SQLException {
      connection.commit();
    }

    Owner owner(ConsultationId id) throws SQLException {
      owner.setObject(1, id.value());
      try (ResultSet row = owner.executeQuery()) {
        assertThat(row.next()).as("somebody has it").isTrue();
        return new Owner(row.getObject(1, UUID.class), row.getString(2), row.getString(3));
      }
    }

    void end(ConsultationId id) throws SQLException {
      run(end, id);
      connection.commit();
    }

    private static void run(PreparedStatement statement, ConsultationId id) throws SQLException {
      statement.setObject(1, id.value());
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }

    @Override
    public void close() throws SQLException {
      connection.rollback();
      connection.close();
    }
  }
}
