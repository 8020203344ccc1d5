package org.indiretta.api;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Operator;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Role;
import org.indiretta.routing.Decided;
import org.indiretta.routing.Reasons;
import org.indiretta.routing.Refusal;
import org.indiretta.routing.SqlChoices;
import org.indiretta.sql.Database;

/**
 * "Why did this go to …": the kept reasons of routing's choices, for who answers the consultation,
 * supervisors of its topic and admins. No word of the citizen is in them.
 */
final class ChoiceResource {
  private final SqlChoices choices;
  private final SqlReaders readers;
  private final Directory directory;

  private record Found(List<View> choices, List<Person> people) {}

  /** Schema {@code Choice}. */
  private record View(
      Instant at,
      OperatorId operator,
      long waitedS,
      Decided decided,
      List<OperatorId> eligible,
      Map<Refusal, List<OperatorId>> refused,
      int more,
      String ending,
      Instant endedAt) {}

  private record Person(OperatorId id, String firstName, String lastName) {}

  ChoiceResource(Database database, Directory directory) {
    this.choices = new SqlChoices(database);
    this.readers = new SqlReaders(database);
    this.directory = directory;
  }

  void bind(Operations operations) {
    operations.on("listChoices", this::list);
  }

  private Answer list(Call call) {
    ConsultationId id = call.path("consultation", ConsultationId::of);
    if (readers.find(id).await().filter(found -> mayAsk(call.staff(), found)).isEmpty()) {
      throw ProblemException.notFound();
    }
    List<View> views = choices.of(id).await().stream().map(ChoiceResource::view).toList();
    return Answer.ok(new Found(views, people(views)));
  }

  private boolean mayAsk(Principal.Staff staff, SqlReaders.Facts facts) {
    boolean oversees =
        staff.role() == Role.SUPERVISOR
            && directory
                .operator(staff.id())
                .filter(me -> me.levels().containsKey(facts.topic()))
                .isPresent();
    return staff.role() == Role.ADMIN || oversees || staff.id().value().equals(facts.operator());
  }

  private static View view(SqlChoices.Choice choice) {
    Reasons why = choice.reasons();
    return new View(
        choice.at(),
        choice.operator(),
        why.waitedS(),
        why.decided(),
        why.eligible(),
        why.refused(),
        why.more(),
        choice.ending(),
        choice.endedAt());
  }

  /** The names behind the ids, by name. */
  private List<Person> people(List<View> views) {
    Stream<OperatorId> named =
        views.stream()
            .flatMap(
                view ->
                    Stream.concat(
                        view.eligible().stream(),
                        view.refused().values().stream().flatMap(List::stream)));
    return named
        .distinct()
        .flatMap(id -> directory.operator(id).stream())
        .sorted(Comparator.comparing(Operator::lastName).thenComparing(Operator::firstName))
        .map(operator -> new Person(operator.id(), operator.firstName(), operator.lastName()))
        .toList();
  }
}
