package org.indiretta.api;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import org.indiretta.auth.CitizenTokens;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Operator;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Right;
import org.indiretta.identity.Role;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;
import org.indiretta.transcript.ArchiveScope;
import org.indiretta.transcript.SqlArchive;

/**
 * Who may read a consultation's files and transcript: its citizen until 24 h after the end, its
 * owner, whoever is asked to take it over, and of past ones those the archive lets in (each opening
 * leaves a row). Everybody else gets the same answer as for a consultation that does not exist.
 */
final class Readers {
  private static final Set<String> OPEN = Set.of("WAITING", "OFFERED", "ACTIVE", "WRAP_UP");
  private static final Set<String> SERVED = Set.of("ACTIVE");

  private final SqlReaders sql;
  private final SqlArchive archive;
  private final Directory directory;
  private final Clock clock;

  Readers(Database database, Directory directory, Clock clock) {
    this.sql = new SqlReaders(database);
    this.archive = new SqlArchive(database);
    this.directory = directory;
    this.clock = clock;
  }

  /** The consultation, when this principal may read it; fails with NOT_FOUND otherwise. */
  Future<SqlReaders.Facts> read(Principal principal, ConsultationId id) {
    return sql.find(id)
        .compose(
            found -> {
              SqlReaders.Facts facts = found.orElseThrow(ProblemException::notFound);
              return switch (principal) {
                case Principal.Citizen citizen -> allowed(mayRead(citizen, facts), facts);
                case Principal.Staff staff ->
                    facts.endedAt() == null
                        ? allowed(mayRead(staff, facts), facts)
                        : archive
                            .open(id, scope(staff), clock.now())
                            .compose(past -> allowed(past.isPresent(), facts));
                case Principal.Guest _ -> allowed(false, facts);
              };
            });
  }

  /** The consultation, for who was let in otherwise. */
  Future<SqlReaders.Facts> attached(ConsultationId id) {
    return sql.find(id).map(found -> found.orElseThrow(ProblemException::notFound));
  }

  /** The consultation, when this principal may write into it now. */
  Future<SqlReaders.Facts> write(Principal principal, ConsultationId id) {
    return sql.find(id)
        .compose(
            found -> {
              SqlReaders.Facts facts = found.orElseThrow(ProblemException::notFound);
              boolean participant =
                  switch (principal) {
                    case Principal.Citizen citizen -> citizen.id().value().equals(facts.citizen());
                    case Principal.Staff staff -> staff.id().value().equals(facts.operator());
                    case Principal.Guest _ -> false;
                  };
              Set<String> states = principal instanceof Principal.Citizen ? OPEN : SERVED;
              if (participant && !states.contains(facts.state())) {
                return Future.failedFuture(
                    ProblemException.of(ProblemCode.WRONG_STATE, "the consultation has ended"));
              }
              return allowed(participant, facts);
            });
  }

  /** What of the archive a member of staff may see. */
  ArchiveScope scope(Principal.Staff staff) {
    Optional<Operator> me = directory.operator(staff.id());
    return new ArchiveScope(
        staff.id(),
        staff.role() == Role.SUPERVISOR
            ? me.map(operator -> operator.levels().keySet()).orElse(Set.of())
            : Set.of(),
        staff.rights().contains(Right.ARCHIVE));
  }

  private boolean mayRead(Principal.Citizen citizen, SqlReaders.Facts facts) {
    return citizen.id().value().equals(facts.citizen())
        && (facts.endedAt() == null
            || facts.endedAt().plus(CitizenTokens.AFTER_END).isAfter(clock.now()));
  }

  private static boolean mayRead(Principal.Staff staff, SqlReaders.Facts facts) {
    return staff.id().value().equals(facts.operator())
        || staff.id().value().equals(facts.handOverTo())
        || facts.alsoInCall().contains(staff.id().value());
  }

  private static Future<SqlReaders.Facts> allowed(boolean may, SqlReaders.Facts facts) {
    return may ? Future.succeededFuture(facts) : Future.failedFuture(ProblemException.notFound());
  }
}
