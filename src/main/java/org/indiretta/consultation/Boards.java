package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.indiretta.directory.Operator;
import org.indiretta.directory.Topic;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.BoardView;
import org.indiretta.protocol.BoardView.Figures;
import org.indiretta.protocol.BoardView.OfficeFigures;
import org.indiretta.protocol.BoardView.Person;
import org.indiretta.protocol.BoardView.PersonFigures;
import org.indiretta.protocol.BoardView.TopicFigures;

/** Puts a board together: seven queries, whatever there is to count. */
final class Boards {
  private static final Figures NONE = new Figures(0, 0);

  private final Rooms rooms;
  private final SqlBoards sql;
  private final SqlDesks desks;
  private final SqlSupervision supervision;

  Boards(Rooms rooms, SqlSupervision supervision) {
    this.rooms = rooms;
    this.sql = new SqlBoards(rooms.database());
    this.desks = new SqlDesks(rooms.database());
    this.supervision = supervision;
  }

  Future<BoardView> of(Scope scope) {
    Instant now = rooms.clock().now();
    Set<TopicId> topics = scope.topics();
    Future<List<SqlBoards.Standing>> standing = sql.standing(topics);
    Future<List<SqlBoards.Answered>> answered = sql.answered(topics, now);
    Future<List<SqlBoards.Left>> left = sql.left(topics, now);
    Future<List<BoardView.Open>> open = sql.open(topics);
    Future<List<SqlDesks.Person>> people = desks.people();
    Future<List<SqlBoards.Load>> loads = sql.loads();
    Future<Optional<SqlSupervision.Switched>> switched = supervision.switched();
    return Future.all(List.of(standing, answered, left, open, people, loads, switched))
        .map(
            all ->
                view(
                    topicFigures(scope, standing.result(), answered.result(), left.result()),
                    open.result(),
                    staff(scope, people.result(), loads.result()),
                    byPerson(answered.result()),
                    personFigures(switched.result().orElse(null))));
  }

  private static BoardView view(
      List<TopicFigures> topics,
      List<BoardView.Open> open,
      List<Person> people,
      Map<OperatorId, Figures> today,
      PersonFigures shown) {
    int inAll = topics.stream().mapToInt(it -> it.waiting() + it.offered() + it.active()).sum();
    List<Person> told =
        shown.on()
            ? people.stream().map(it -> with(it, today.getOrDefault(it.id(), NONE))).toList()
            : people;
    return new BoardView(topics, open, inAll, told, offices(people, today), shown);
  }

  /** In the directory's order: topics that are switched on, and others as long as one is open. */
  private List<TopicFigures> topicFigures(
      Scope scope,
      List<SqlBoards.Standing> standing,
      List<SqlBoards.Answered> answered,
      List<SqlBoards.Left> left) {
    Map<TopicId, SqlBoards.Standing> now = new HashMap<>();
    standing.forEach(it -> now.put(it.topic(), it));
    Map<TopicId, Figures> today = new HashMap<>();
    answered.forEach(it -> today.merge(it.topic(), figures(it), Boards::sum));
    Map<TopicId, Integer> gone = new HashMap<>();
    left.forEach(it -> gone.put(it.topic(), it.count()));
    List<TopicFigures> figures = new ArrayList<>();
    for (Topic topic : rooms.directory().topics()) {
      TopicId id = topic.id();
      if (scope.topics().contains(id) && (topic.enabled() || now.containsKey(id))) {
        SqlBoards.Standing is = now.getOrDefault(id, new SqlBoards.Standing(id, 0, 0, 0, null));
        Figures done = today.getOrDefault(id, NONE);
        figures.add(
            new TopicFigures(
                id,
                is.waiting(),
                is.offered(),
                is.active(),
                is.longest(),
                topic.service().target().toSeconds(),
                done.answered(),
                done.inTarget(),
                gone.getOrDefault(id, 0)));
      }
    }
    return figures;
  }

  /** Who serves one of the topics, by name. */
  private List<Person> staff(
      Scope scope, List<SqlDesks.Person> people, List<SqlBoards.Load> loads) {
    return people.stream()
        .flatMap(
            person ->
                rooms
                    .directory()
                    .operator(person.operator())
                    .filter(scope::covers)
                    .map(known -> person(known, person, load(known, loads)))
                    .stream())
        .sorted(Comparator.comparing(Person::lastName).thenComparing(Person::firstName))
        .toList();
  }

  /** A call weighs more than what is written. */
  private static int load(Operator known, List<SqlBoards.Load> loads) {
    return loads.stream()
        .filter(load -> load.operator().equals(known.id()))
        .mapToInt(load -> known.capacity().weight(load.mode()) * load.open())
        .sum();
  }

  private Person person(Operator known, SqlDesks.Person person, int load) {
    return new Person(
        known.id(),
        known.firstName(),
        known.lastName(),
        known.office(),
        rooms.presences().seen(known.id(), person.state(), rooms.directory()),
        person.reason(),
        person.since() == null ? rooms.clock().now() : person.since(),
        person.until(),
        load,
        known.capacity().budget(),
        null);
  }

  private static Person with(Person it, Figures today) {
    return new Person(
        it.id(),
        it.firstName(),
        it.lastName(),
        it.office(),
        it.state(),
        it.reason(),
        it.since(),
        it.until(),
        it.load(),
        it.most(),
        today);
  }

  /** Only where nobody can be read out of them. */
  private static List<OfficeFigures> offices(List<Person> people, Map<OperatorId, Figures> today) {
    Map<String, List<Person>> byOffice = new TreeMap<>();
    people.forEach(it -> byOffice.computeIfAbsent(it.office(), o -> new ArrayList<>()).add(it));
    List<OfficeFigures> offices = new ArrayList<>();
    byOffice.forEach(
        (office, staff) -> {
          if (staff.size() >= BoardView.PEOPLE_AT_LEAST) {
            Figures sum =
                staff.stream()
                    .map(it -> today.getOrDefault(it.id(), NONE))
                    .reduce(NONE, Boards::sum);
            offices.add(new OfficeFigures(office, staff.size(), sum));
          }
        });
    return offices;
  }

  private static Map<OperatorId, Figures> byPerson(List<SqlBoards.Answered> answered) {
    Map<OperatorId, Figures> today = new HashMap<>();
    answered.forEach(it -> today.merge(it.by(), figures(it), Boards::sum));
    return today;
  }

  private PersonFigures personFigures(SqlSupervision.Switched switched) {
    if (switched == null) {
      return new PersonFigures(false, null, null);
    }
    String by =
        rooms
            .directory()
            .operator(switched.by())
            .map(known -> known.firstName() + " " + known.lastName())
            .orElse("");
    return new PersonFigures(switched.on(), by, switched.at());
  }

  private static Figures figures(SqlBoards.Answered answered) {
    return new Figures(answered.answered(), answered.inTarget());
  }

  private static Figures sum(Figures one, Figures other) {
    return new Figures(one.answered() + other.answered(), one.inTarget() + other.inTarget());
  }
}
