package org.indiretta.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.indiretta.calendar.Calendars;
import org.indiretta.calendar.SiteCalendar;
import org.indiretta.directory.Change;
import org.indiretta.directory.ConfigurationChange;
import org.indiretta.directory.ConfigurationPlan;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Group;
import org.indiretta.directory.Operator;
import org.indiretta.directory.Site;
import org.indiretta.directory.Topic;
import org.indiretta.identity.TopicId;

/**
 * Topics, groups, competences, limits and calendars as one YAML file: written, and read again with
 * a dry run. All or nothing: with one thing wrong nothing changes.
 */
final class ConfigurationResource {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
              .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
              .build());

  private final Directory directory;
  private final Calendars calendars;

  private record Outcome(
      boolean applied, List<ConfigurationChange> changes, List<YamlDocument.Problem> errors) {}

  ConfigurationResource(Directory directory, Calendars calendars) {
    this.directory = directory;
    this.calendars = calendars;
  }

  void bind(Operations operations) {
    operations
        .on("exportConfiguration", call -> export())
        .on("importConfiguration", this::importOrTry);
  }

  // ── out ───────────────────────────────────────────────────────────────────────────────────────

  private Answer export() {
    ObjectNode root = YAML.createObjectNode().put("version", ConfigurationReader.VERSION);
    ArrayNode sites = root.putArray("sites");
    directory.sites().forEach(site -> sites.add(site(site)));
    try {
      byte[] bytes = YAML.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
      return Answer.attachment("application/yaml", "InDiretta.yaml", Buffer.buffer(bytes));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode site(Site site) {
    ObjectNode node = YAML.createObjectNode().put("id", site.id().value());
    ArrayNode groups = node.putArray("groups");
    for (Group group : directory.groups()) {
      if (group.site().equals(site.id())) {
        ObjectNode one = groups.addObject().put("id", group.id().value());
        one.set("name", ApiJson.tree(group.name()));
        ArrayNode topics = one.putArray("topics");
        directory.topics(site.id()).stream()
            .filter(topic -> topic.group().equals(group.id()))
            .forEach(topic -> topics.add(topic(topic)));
      }
    }
    ObjectNode calendar = ApiJson.tree(calendars.calendar(site.id()));
    calendar.remove("site");
    node.set("calendar", calendar);
    return node;
  }

  private ObjectNode topic(Topic topic) {
    ObjectNode node = ApiJson.tree(topic);
    node.remove(List.of("site", "group", "position"));
    ObjectNode competences = node.putObject("competences");
    for (Operator operator : directory.operators()) {
      Integer level = operator.levels().get(topic.id());
      if (operator.enabled() && level != null) {
        competences.put(operator.email(), level);
      }
    }
    return node;
  }

  // ── in ────────────────────────────────────────────────────────────────────────────────────────

  private Answer importOrTry(Call call) {
    boolean dryRun = call.query("dryRun", Boolean::parseBoolean).orElse(false);
    YamlDocument document = YamlDocument.of(call.bytes().toString(StandardCharsets.UTF_8));
    ConfigurationReader read = new ConfigurationReader(document, directory);
    read.read();
    if (!document.problems().isEmpty()) {
      return Answer.ok(new Outcome(false, List.of(), document.problems()));
    }
    List<ConfigurationPlan> plans = read.sites().stream().map(directory::plan).toList();
    List<SiteCalendar> changed =
        read.calendars().stream().filter(it -> !calendars.calendar(it.site()).equals(it)).toList();
    List<ConfigurationChange> changes = new ArrayList<>();
    plans.forEach(plan -> changes.addAll(plan.changes()));
    changed.forEach(
        it ->
            changes.add(
                new ConfigurationChange(
                    ConfigurationChange.Kind.CHANGED,
                    ConfigurationChange.What.CALENDAR,
                    it.site().value(),
                    null)));
    nobodyWaits(plans, read, document);
    if (!document.problems().isEmpty() || dryRun || changes.isEmpty()) {
      return Answer.ok(new Outcome(false, changes, document.problems()));
    }
    return applied(plans, changed, changes);
  }

  private Answer applied(
      List<ConfigurationPlan> plans,
      List<SiteCalendar> changed,
      List<ConfigurationChange> changes) {
    Change done =
        directory
            .apply(
                plans,
                transaction ->
                    Future.all(changed.stream().map(it -> calendars.put(transaction, it)).toList())
                        .mapEmpty())
            .await();
    Changes.done(done);
    calendars.reread().await();
    return Answer.ok(new Outcome(true, changes, List.of()));
  }

  /** A topic for which somebody waits is not switched off. */
  private void nobodyWaits(
      List<ConfigurationPlan> plans, ConfigurationReader read, YamlDocument document) {
    Map<TopicId, Integer> waiting = new HashMap<>();
    plans.forEach(plan -> waiting.putAll(directory.waiting(plan.switchedOff()).await()));
    waiting.forEach(
        (topic, count) ->
            document.refuse(
                read.place(topic), "%s is taken away, and %d wait for it".formatted(topic, count)));
  }
}
