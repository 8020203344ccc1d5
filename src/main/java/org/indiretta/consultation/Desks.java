package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.indiretta.directory.Operator;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.PresenceState;
import org.indiretta.sql.Gathered;

/** What an operator works with: who waits, the own consultations, the colleagues. */
final class Desks {
  private static final String EVERYBODY = "everybody";

  private final Gathered<OperatorId, List<SqlDesks.DeskRow>> desks;
  private final Gathered<String, List<SqlDesks.Person>> people;
  private final Rooms rooms;
  private final Views views;

  Desks(Parts parts) {
    this.rooms = parts.rooms();
    this.views = parts.views();
    SqlDesks sql = new SqlDesks(rooms.database());
    this.desks = new Gathered<>(SqlDesks.READ_AT_ONCE, sql::desks);
    this.people = new Gathered<>(1, all -> sql.people().map(people -> Map.of(EVERYBODY, people)));
  }

  /** Two queries, whatever the length of the queue, and for many desks at once. */
  Future<DeskView> of(OperatorId operator) {
    return desks
        .of(operator)
        .map(rows -> rows.orElse(List.of()))
        .compose(
            rows ->
                people
                    .of(EVERYBODY)
                    .map(everybody -> view(operator, rows, everybody.orElse(List.of()))));
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
