package org.indiretta.auth;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Right;
import org.indiretta.identity.Role;
import org.indiretta.identity.SignInId;
import org.indiretta.protocol.SignInEnding;
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
          SELECT s.id, s.operator_id, s.created_at, s.last_seen_at, o.role, o.rights,
                 s.ended_at IS NOT NULL OR o.disabled_at IS NOT NULL AS ended
          FROM sign_in s JOIN operator o ON o.id = s.operator_id
          WHERE s.token_hash = :token
          """);
  private static final Sql ACTIVE =
      Sql.of(
          """
          UPDATE sign_in SET last_seen_at = :now
          WHERE id = :id AND ended_at IS NULL AND created_at > :made_after
            AND last_seen_at > :seen_after AND last_seen_at <= :written_before
          """);
  private static final Sql TERMS =
      Sql.of(
          """
          SELECT s.id, s.operator_id, s.created_at, s.last_seen_at, o.role, o.rights
          FROM sign_in s JOIN operator o ON o.id = s.operator_id
          WHERE s.id = ANY(:ids) AND s.ended_at IS NULL AND o.disabled_at IS NULL
          """);
  private static final Sql HOLDS_ANY =
      Sql.of(
          """
          SELECT 1 AS one FROM sign_in s JOIN operator o ON o.id = s.operator_id
          WHERE s.operator_id = :operator AND s.ended_at IS NULL AND o.disabled_at IS NULL
            AND s.created_at > :made_after AND s.last_seen_at > :seen_after
          LIMIT 1
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
  private final Duration idle;

  SqlSignIns(Database database, Clock clock, Duration idle) {
    this.database = database;
    this.clock = clock;
    this.idle = idle;
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

  Future<SignIns.Known> find(Secret secret) {
    Instant now = clock.now();
    return database
        .first(FIND.with("token", secret.hash()), row -> row)
        .compose(
            found -> {
              if (found.isEmpty()) {
                return Future.failedFuture(new NotSignedIn(null));
              }
              Row row = found.get();
              SignIns.Term term = term(row);
              if (row.getBoolean("ended")) {
                return Future.failedFuture(new NotSignedIn(SignInEnding.ENDED));
              }
              return term.isOver(now)
                  ? Future.failedFuture(new NotSignedIn(term.why()))
                  : Future.succeededFuture(known(row));
            });
  }

  Future<Map<SignInId, SignIns.Term>> terms(Set<SignInId> signIns) {
    UUID[] ids = signIns.stream().map(SignInId::value).toArray(UUID[]::new);
    return database
        .list(TERMS.with("ids", ids), row -> Map.entry(new SignInId(row.getUUID("id")), term(row)))
        .map(
            terms ->
                terms.stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  Future<Void> active(SignInId signIn) {
    Instant now = clock.now();
    return database
        .update(
            ACTIVE
                .with("id", signIn.value())
                .with("now", now)
                .with("made_after", now.minus(SignIns.ABSOLUTE))
                .with("seen_after", now.minus(idle))
                .with("written_before", now.minus(SignIns.SEEN_EVERY)))
        .mapEmpty();
  }

  Future<Boolean> holdsAny(OperatorId operator) {
    Instant now = clock.now();
    return database
        .first(
            HOLDS_ANY
                .with("operator", operator.value())
                .with("made_after", now.minus(SignIns.ABSOLUTE))
                .with("seen_after", now.minus(idle)),
            row -> true)
        .map(Optional::isPresent);
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

  private SignIns.Term term(Row row) {
    return SignIns.Term.of(
        staff(row), Rows.instant(row, "created_at"), Rows.instant(row, "last_seen_at"), idle);
  }

  private static SignIns.Known known(Row row) {
    return new SignIns.Known(staff(row), Rows.instant(row, "created_at").plus(SignIns.ABSOLUTE));
  }

  private static Principal.Staff staff(Row row) {
    return staff(row, new OperatorId(row.getUUID("operator_id")), new SignInId(row.getUUID("id")));
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
