package org.indiretta.api;

import java.util.List;
import java.util.Map;
import org.indiretta.directory.CannedReply;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Group;
import org.indiretta.directory.LocalText;
import org.indiretta.directory.Operator;
import org.indiretta.directory.Topic;
import org.indiretta.identity.Language;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/** What the console needs at its start. */
final class ConsoleResource {
  private final Directory directory;

  private record View(
      List<SiteName> sites,
      List<Group> groups,
      List<Topic> topics,
      Map<TopicId, Integer> levels,
      List<CannedReply> cannedReplies,
      List<Colleague> operators) {}

  private record SiteName(SiteId id, LocalText name, List<Language> languages, String timeZone) {}

  private record Colleague(
      OperatorId id, String firstName, String lastName, String office, boolean enabled) {}

  ConsoleResource(Directory directory) {
    this.directory = directory;
  }

  void bind(Operations operations) {
    operations.on("readConsole", this::read);
  }

  private Answer read(Call call) {
    Operator me = directory.operator(call.staff().id()).orElseThrow(ProblemException::notFound);
    return Answer.ok(
        new View(
            directory.sites().stream()
                .map(s -> new SiteName(s.id(), s.name(), s.languages(), s.timeZone()))
                .toList(),
            directory.groups(),
            directory.topics(),
            me.levels(),
            directory.cannedReplies(),
            directory.operators().stream()
                .map(
                    o ->
                        new Colleague(o.id(), o.firstName(), o.lastName(), o.office(), o.enabled()))
                .toList()));
  }
}
