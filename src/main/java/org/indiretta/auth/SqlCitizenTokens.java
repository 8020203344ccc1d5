package org.indiretta.auth;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.SiteId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Gathered;
import org.indiretta.sql.Sql;
import org.indiretta.telemetry.Clock;

/**
 * The table of citizens. A revoked one has {@code expires_at = created_at}, and a hash that nothing
 * fits.
 */
final class SqlCitizenTokens {
  /** The most tokens of one statement. */
  private static final int FOUND_AT_ONCE = 500;

  private static final Sql MAKE =
      Sql.of(
          """
          INSERT INTO citizen
            (id, site_id, token_hash, says_to_be, created_at, expires_at, address_key)
          VALUES (:id, :site, :token, :says_to_be, :now, :expires_at, :address_key)
          """);

  private static final String GOOD =
      """
       c.expires_at > c.created_at AND (c.expires_at > :now OR EXISTS (
         SELECT 1 FROM consultation k
         WHERE k.citizen_id = c.id AND (k.ended_at IS NULL OR k.ended_at > :ended_after)))
      """;
  private static final Sql FIND =
      Sql.of(
          "SELECT c.id, c.site_id, c.token_hash FROM citizen c WHERE c.token_hash = ANY(:tokens) AND"
              + GOOD);
  private static final Sql STILL_VALID =
      Sql.of("SELECT c.id FROM citizen c WHERE c.id = ANY(:ids) AND" + GOOD);

  /** A restored backup does not bring it back to life. */
  private static final Sql REVOKE =
      Sql.of(
          """
          WITH revoked AS (
            UPDATE citizen SET token_hash = :nothing, expires_at = created_at WHERE id = :id
            RETURNING id
          )
          INSERT INTO erasure (at, kind, subject)
          SELECT :now::timestamptz, 'CITIZEN', id FROM revoked
          """);

  private static final Sql SWEEP =
      Sql.of(
          """
          DELETE FROM citizen c
          WHERE c.expires_at < :now
            AND NOT EXISTS (SELECT 1 FROM consultation k WHERE k.citizen_id = c.id)
          """);

  private static final Sql FORGET_ADDRESSES =
      Sql.of(
          """
          UPDATE citizen SET address_key = NULL
          WHERE address_key IS NOT NULL AND created_at < :before
          """);

  private final Database database;
  private final Clock clock;
  private final Gathered<Buffer, Principal.Citizen> finding =
      new Gathered<>(FOUND_AT_ONCE, this::find);

  SqlCitizenTokens(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Future<CitizenTokens.Made> make(SiteId site, String saysToBe, String address) {
    CitizenId citizen = CitizenId.next();
    Secret token = Secret.next();
    Instant now = clock.now();
    Instant expiresAt = now.plus(CitizenTokens.UNUSED);
    return database
        .update(
            MAKE.with("id", citizen.value())
                .with("site", site.value())
                .with("token", token.hash())
                .with("says_to_be", saysToBe)
                .with("now", now)
                .with("expires_at", expiresAt)
                .with("address_key", HexFormat.of().formatHex(Secret.hashOf(address).getBytes())))
        .map(made -> new CitizenTokens.Made(citizen, token, expiresAt));
  }

  Future<Optional<Principal.Citizen>> find(Secret token) {
    return finding.of(token.hash());
  }

  private Future<Map<Buffer, Principal.Citizen>> find(Set<Buffer> hashes) {
    return database
        .list(
            times(FIND.with("tokens", hashes.toArray(Buffer[]::new))),
            row ->
                Map.entry(
                    row.getBuffer("token_hash"),
                    new Principal.Citizen(
                        new CitizenId(row.getUUID("id")), new SiteId(row.getString("site_id")))))
        .map(all -> all.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  Future<Set<CitizenId>> stillValid(Set<CitizenId> citizens) {
    UUID[] ids = citizens.stream().map(CitizenId::value).toArray(UUID[]::new);
    return database
        .list(times(STILL_VALID.with("ids", ids)), row -> new CitizenId(row.getUUID("id")))
        .map(found -> found.stream().collect(Collectors.toUnmodifiableSet()));
  }

  Future<Void> revoke(CitizenId citizen) {
    return database
        .update(
            REVOKE
                .with("id", citizen.value())
                .with("nothing", Secret.next().hash())
                .with("now", clock.now()))
        .mapEmpty();
  }

  Future<Integer> sweep() {
    Instant now = clock.now();
    return database
        .update(FORGET_ADDRESSES.with("before", now.minus(CitizenTokens.UNUSED)))
        .compose(forgotten -> database.update(SWEEP.with("now", now)));
  }

  private Sql.Bound times(Sql.Bound statement) {
    Instant now = clock.now();
    return statement.with("now", now).with("ended_after", now.minus(CitizenTokens.AFTER_END));
  }
}
