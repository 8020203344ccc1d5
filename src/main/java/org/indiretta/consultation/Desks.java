package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.indiretta.directory.Operator;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.PresenceState;

/** What an operator works with: who waits, the own consultations, the colleagues. */
final class Desks {
  private final Rooms rooms;
  private final SqlDesks sql;
  private final Views views;

  Desks(Parts parts) {
    this.rooms = parts.rooms();
    this.sql = new SqlDesks(rooms.database());
    this.views = parts.views();
  }

  /** Two queries, whatever the length of the queue. */
  Future<DeskView> of(OperatorId operator) {
    return sql.desk(operator)
        .compose(rows -> sql.people().map(people -> view(operator, rows, people)));
  }

  private DeskView view(
      OperatorId operator, List<SqlDesks.DeskRow> rows, List<SqlDesks.Person> people) {
    Set<TopicId> serves =
        rooms.directory().operator(operator).map(known -> known.levels().keySet()).orElse(Set.of());
    List<DeskView.Waiting> waiting = new ArrayList<>();
    List<ConsultationView> own = new ArrayList<>();
    List<DeskView.CallInvitation> invitations = new ArrayList<>();
    int inAll = 0;
    for (SqlDesks.DeskRow row : rows) {
      Consultation of = row.consultation();
      inAll = row.waitingInAll();
      if (row.waits()) {
        waiting.add(Views.waiting(of, serves.contains(of.topic()), row.noAnswerFrom()));
      } else {
        views.invitation(of, operator).ifPresent(invitations::add);
        if (row.own()) {
          own.add(views.forStaff(of));
        }
      }
    }
    List<ConsultationId> joined =
        rows.stream()
            .filter(row -> row.own() && row.consultation().isJoinedBy(operator))
            .map(row -> row.consultation().id())
            .toList();
    return new DeskView(
        me(operator, people),
        waiting,
        inAll,
        own,
        colleagues(operator, people),
        invitations,
        joined);
  }

  private DeskView.Presence me(OperatorId operator, List<SqlDesks.Person> people) {
    return people.stream()
        .filter(person -> person.operator().equals(operator) && person.since() != null)
        .findFirst()
        .map(this::presence)
        .orElseGet(
            () ->
                new DeskView.Presence(
                    PresenceState.OFFLINE, null, rooms.clock().now(), null, null, null));
  }

  private DeskView.Presence presence(SqlDesks.Person person) {
    Instant askedAt = person.askedAt();
    boolean wrappingUp =
        person.wrapUpUntil() != null && person.wrapUpUntil().isAfter(rooms.clock().now());
    return new DeskView.Presence(
        state(person),
        person.reason(),
        person.since(),
        person.until(),
        wrappingUp ? person.wrapUpUntil() : null,
        askedAt == null ? null : askedAt.plus(rooms.timings().links().answer()));
  }

  private PresenceState state(SqlDesks.Person person) {
    return rooms.presences().seen(person.operator(), person.state(), rooms.directory());
  }

  private List<DeskView.Colleague> colleagues(OperatorId operator, List<SqlDesks.Person> people) {
    return people.stream()
        .filter(person -> !person.operator().equals(operator))
        .map(this::colleague)
        .filter(Objects::nonNull)
        .toList();
  }

  private DeskView.Colleague colleague(SqlDesks.Person person) {
    Operator known = rooms.directory().operator(person.operator()).orElse(null);
    return known == null
        ? null
        : new DeskView.Colleague(
            person.operator(),
            known.firstName(),
            known.lastName(),
            known.office(),
            state(person),
            person.reason(),
            person.since() == null ? rooms.clock().now() : person.since(),
            person.until(),
            person.open());
  }
}
