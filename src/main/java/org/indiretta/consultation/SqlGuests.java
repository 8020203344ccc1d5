package org.indiretta.consultation;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.indiretta.identity.CallId;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.GuestId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.Principal;
import org.indiretta.identity.SiteId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;

/**
 * The links and tokens of guests. Both are good for as long as the guest has a place in a running
 * call, and no row says that they died: the place says it.
 */
final class SqlGuests {
  /** The guest's place in a call that runs. */
  private static final String PLACE =
      """
      FROM guest g JOIN call_member m ON m.member_id = g.id AND m.call_id = g.call_id
      JOIN call k ON k.id = g.call_id AND k.state = 'RUNNING'
      JOIN consultation c ON c.id = k.consultation_id
      """;

  private static final Sql LOOK =
      Sql.of(
          "SELECT k.mode, m.role, m.guest_name, c.site_id, c.language "
              + PLACE
              + "WHERE g.link_hash = :link AND g.used_at IS NULL AND g.expires_at > :now");

  private static final Sql IS_KNOWN = Sql.of("SELECT 1 FROM guest WHERE link_hash = :link");

  /** Of two at the same time one changes the row, and only that one gets an answer. */
  private static final Sql USE =
      Sql.of(
          """
          UPDATE guest g SET token_hash = :token, used_at = :now
          FROM call_member m, call k
          WHERE g.link_hash = :link AND g.used_at IS NULL AND g.expires_at > :now
            AND m.member_id = g.id AND m.call_id = g.call_id
            AND k.id = g.call_id AND k.state = 'RUNNING'
          RETURNING k.consultation_id, k.id, m.role, m.guest_name
          """);

  private static final Sql FIND =
      Sql.of(
          "SELECT g.id, c.site_id, c.id AS consultation_id "
              + PLACE
              + "WHERE g.token_hash = :token");

  private static final Sql PRESENT = Sql.of("SELECT g.id " + PLACE + "WHERE g.id = ANY(:guests)");

  private final Database database;

  SqlGuests(Database database) {
    this.database = database;
  }

  Future<Optional<Guests.Looked.Good>> look(Buffer link, Instant now) {
    return database.first(
        LOOK.with("link", link).with("now", now),
        row ->
            new Guests.Looked.Good(
                new SiteId(row.getString("site_id")),
                Rows.constant(CallRole.class, row, "role"),
                row.getString("guest_name"),
                Rows.constant(Mode.class, row, "mode"),
                Language.of(row.getString("language"))));
  }

  /** Whether there ever was such a link. */
  Future<Boolean> isKnown(Buffer link) {
    return database.first(IS_KNOWN.with("link", link), row -> true).map(Optional::isPresent);
  }

  Future<Optional<Guests.Place>> use(Buffer link, Buffer token, Instant now) {
    return database.first(
        USE.with("link", link).with("token", token).with("now", now),
        row ->
            new Guests.Place(
                new ConsultationId(row.getUUID("consultation_id")),
                new CallId(row.getUUID("id")),
                Rows.constant(CallRole.class, row, "role"),
                row.getString("guest_name")));
  }

  Future<Optional<Principal.Guest>> find(Buffer token) {
    return database.first(FIND.with("token", token), SqlGuests::guest);
  }

  private static Principal.Guest guest(Row row) {
    return new Principal.Guest(
        new GuestId(row.getUUID("id")),
        new SiteId(row.getString("site_id")),
        new ConsultationId(row.getUUID("consultation_id")));
  }

  Future<Set<GuestId>> present(Collection<GuestId> guests) {
    UUID[] ids = guests.stream().map(GuestId::value).toArray(UUID[]::new);
    return database
        .list(PRESENT.with("guests", ids), row -> new GuestId(row.getUUID("id")))
        .map(HashSet::new);
  }
}
