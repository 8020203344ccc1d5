package org.indiretta.auth;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Right;
import org.indiretta.identity.Role;
import org.indiretta.identity.SignInId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;
import org.indiretta.telemetry.Clock;

/** The table of sign-ins. */
final class SqlSignIns {
  /** How long an ended sign-in stays, for questions about who was there. */
  private static final Duration KEPT = Duration.ofDays(30);

  private static final Sql MAKE =
      Sql.of(
          """
          INSERT INTO sign_in (id, token_hash, operator_id, created_at, last_seen_at)
          SELECT :id, :token, o.id, :now::timestamptz, :now::timestamptz FROM operator o
          WHERE o.id = :operator AND o.disabled_at IS NULL
          RETURNING (SELECT role FROM operator WHERE id = :operator) AS role,
                    (SELECT rights FROM operator WHERE id = :operator) AS rights
          """);
  private static final Sql FIND =
      Sql.of(
          """
          SELECT s.id, s.operator_id, s.created_at, s.last_seen_at, o.role, o.rights
          FROM sign_in s JOIN operator o ON o.id = s.operator_id
          WHERE s.token_hash = :token AND s.ended_at IS NULL AND o.disabled_at IS NULL
            AND s.created_at > :made_after AND s.last_seen_at > :seen_after
          """);
  private static final Sql SEEN =
      Sql.of("UPDATE sign_in SET last_seen_at = :now WHERE id = ANY(:ids) AND ended_at IS NULL");
  private static final Sql STILL_VALID =
      Sql.of(
          """
          SELECT s.id, s.last_seen_at FROM sign_in s JOIN operator o ON o.id = s.operator_id
          WHERE s.id = ANY(:ids) AND s.ended_at IS NULL AND o.disabled_at IS NULL
            AND s.created_at > :made_after AND s.last_seen_at > :seen_after
          """);
  private static final Sql END =
      Sql.of("UPDATE sign_in SET ended_at = :now WHERE id = :id AND ended_at IS NULL");
  private static final Sql END_ALL =
      Sql.of(
          """
          UPDATE sign_in SET ended_at = :now
          WHERE operator_id = :operator AND ended_at IS NULL AND id IS DISTINCT FROM :but::uuid
          RETURNING id
          """);
  private static final Sql SWEEP =
      Sql.of("DELETE FROM sign_in WHERE created_at < :before OR ended_at < :before");

  private final Database database;
  private final Clock clock;

  SqlSignIns(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Future<Optional<SignIns.Made>> make(OperatorId operator) {
    SignInId id = SignInId.next();
    Secret secret = Secret.next();
    Instant now = clock.now();
    return database.first(
        MAKE.with("id", id.value())
            .with("token", secret.hash())
            .with("operator", operator.value())
            .with("now", now),
        row -> new SignIns.Made(staff(row, operator, id), secret, now.plus(SignIns.ABSOLUTE)));
  }

  Future<Optional<SignIns.Known>> find(Secret secret) {
    Instant now = clock.now();
    return database
        .first(
            FIND.with("token", secret.hash())
                .with("made_after", now.minus(SignIns.ABSOLUTE))
                .with("seen_after", now.minus(SignIns.IDLE)),
            row -> row)
        .compose(
            found -> {
              if (found.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
              }
              Row row = found.get();
              SignIns.Known known = known(row);
              return seen(List.of(row), now).map(Optional.of(known));
            });
  }

  Future<Set<SignInId>> stillValid(Set<SignInId> signIns) {
    Instant now = clock.now();
    UUID[] ids = signIns.stream().map(SignInId::value).toArray(UUID[]::new);
    return database
        .list(
            STILL_VALID
                .with("ids", ids)
                .with("made_after", now.minus(SignIns.ABSOLUTE))
                .with("seen_after", now.minus(SignIns.IDLE)),
            row -> row)
        .compose(
            rows ->
                seen(rows, now)
                    .map(
                        seen ->
                            rows.stream()
                                .map(row -> new SignInId(row.getUUID("id")))
                                .collect(Collectors.toUnmodifiableSet())));
  }

  /** Writes "last seen" only where it is older than a minute. */
  private Future<Void> seen(List<Row> rows, Instant now) {
    Instant old = now.minus(SignIns.SEEN_EVERY);
    UUID[] stale =
        rows.stream()
            .filter(row -> Rows.instant(row, "last_seen_at").isBefore(old))
            .map(row -> row.getUUID("id"))
            .toArray(UUID[]::new);
    return stale.length == 0
        ? Future.succeededFuture()
        : database.update(SEEN.with("ids", stale).with("now", now)).mapEmpty();
  }

  Future<Void> end(SignInId signIn) {
    return database.update(END.with("id", signIn.value()).with("now", clock.now())).mapEmpty();
  }

  /** Which ones it ended. */
  Future<List<SignInId>> endAll(OperatorId operator, SignInId but) {
    return database.list(
        END_ALL
            .with("operator", operator.value())
            .with("but", but == null ? null : but.value())
            .with("now", clock.now()),
        row -> new SignInId(row.getUUID("id")));
  }

  Future<Void> sweep() {
    return database.update(SWEEP.with("before", clock.now().minus(KEPT))).mapEmpty();
  }

  private static SignIns.Known known(Row row) {
    OperatorId operator = new OperatorId(row.getUUID("operator_id"));
    SignInId signIn = new SignInId(row.getUUID("id"));
    return new SignIns.Known(
        staff(row, operator, signIn), Rows.instant(row, "created_at").plus(SignIns.ABSOLUTE));
  }

  static Principal.Staff staff(Row row, OperatorId operator, SignInId signIn) {
    return new Principal.Staff(
        operator,
        Role.valueOf(row.getString("role")),
        Arrays.stream(row.getArrayOfStrings("rights"))
            .map(Right::valueOf)
            .collect(Collectors.toUnmodifiableSet()),
        signIn);
  }
}
