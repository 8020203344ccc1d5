package org.indiretta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.indiretta.calendar.SiteCalendar;
import org.indiretta.directory.Configuration;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Group;
import org.indiretta.directory.LocalText;
import org.indiretta.directory.Operator;
import org.indiretta.directory.Topic;
import org.indiretta.identity.GroupId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/**
 * Reads a configuration file: topics in their groups, who serves them, limits, overflow and
 * calendars. Everything that is wrong is noted in its {@link YamlDocument}, not only the first.
 */
final class ConfigurationReader {
  static final int VERSION = 1;

  private static final LocalText SOME = new LocalText(Map.of(Language.IT, "-"));
  private static final LocalText NONE = new LocalText(Map.of());

  private final YamlDocument document;
  private final Directory directory;
  private final List<Configuration> sites = new ArrayList<>();
  private final List<SiteCalendar> calendars = new ArrayList<>();
  private final Map<TopicId, String> topicPlaces = new HashMap<>();
  private final Map<SiteId, String> sitePlaces = new LinkedHashMap<>();

  /** Of the site that is being read. */
  private final List<Group> groups = new ArrayList<>();

  private final List<Topic> topics = new ArrayList<>();
  private final Map<TopicId, Map<OperatorId, Integer>> levels = new HashMap<>();
  private final Set<GroupId> groupsNamed = new HashSet<>();

  /** Also of those with something wrong. */
  private final Set<TopicId> here = new HashSet<>();

  ConfigurationReader(YamlDocument document, Directory directory) {
    this.document = document;
    this.directory = directory;
  }

  List<Configuration> sites() {
    return sites;
  }

  List<SiteCalendar> calendars() {
    return calendars;
  }

  /** Where a topic or, for one that no file names, its site stands. */
  String place(TopicId topic) {
    String site = directory.topic(topic).map(it -> sitePlaces.get(it.site())).orElse("");
    return topicPlaces.getOrDefault(topic, site);
  }

  /** Reads it all; what does not hold is noted. */
  void read() {
    JsonNode root = document.root();
    if (!document.problems().isEmpty()
        || !document.isObject(root, "", Set.of("version", "sites"), Set.of())) {
      return;
    }
    Integer version = document.read(root.get("version"), "version", Integer.class);
    if (version != null && version != VERSION) {
      document.refuse("version", VERSION + " is expected");
    }
    int index = 0;
    for (JsonNode site : document.list(root.get("sites"), "sites")) {
      site(site, "sites[" + index++ + "]");
    }
  }

  private void site(JsonNode node, String path) {
    if (!document.isObject(node, path, Set.of("id", "groups"), Set.of("calendar"))) {
      return;
    }
    SiteId id = document.read(node.get("id"), path + ".id", SiteId.class);
    if (id == null) {
      return;
    }
    if (directory.site(id).isEmpty()) {
      document.refuse(path + ".id", "there is no such site");
      return;
    }
    if (sitePlaces.putIfAbsent(id, path) != null) {
      document.refuse(path + ".id", "is there twice");
      return;
    }
    groups.clear();
    topics.clear();
    levels.clear();
    here.clear();
    int index = 0;
    for (JsonNode group : document.list(node.get("groups"), path + ".groups")) {
      group(group, path + ".groups[" + index + "]", id, ++index);
    }
    frontDesk(id, path);
    overflows();
    sites.add(new Configuration(id, groups, topics, levels));
    if (node.has("calendar")) {
      calendar(node.get("calendar"), path + ".calendar", id);
    }
  }

  private void group(JsonNode node, String path, SiteId site, int position) {
    if (!document.isObject(node, path, Set.of("id", "name", "topics"), Set.of())) {
      return;
    }
    GroupId id = document.read(node.get("id"), path + ".id", GroupId.class);
    LocalText name =
        checked(
            document.read(node.get("name"), path + ".name", LocalText.class),
            path + ".name",
            it -> sample(it, NONE, NONE, site));
    if (id != null && !groupsNamed.add(id)) {
      document.refuse(path + ".id", "is there twice");
    }
    boolean elsewhere =
        directory.groups().stream().anyMatch(it -> it.id().equals(id) && !it.site().equals(site));
    if (elsewhere) {
      document.refuse(path + ".id", "is a group of another site");
    }
    if (id != null && name != null) {
      groups.add(new Group(id, site, position, name));
    }
    int index = 0;
    for (JsonNode topic : document.list(node.get("topics"), path + ".topics")) {
      topic(topic, path + ".topics[" + index + "]", site, id, ++index);
    }
  }

  private void topic(JsonNode node, String path, SiteId site, GroupId group, int position) {
    Set<String> may = Set.of("ready", "link", "frontDesk", "enabled", "service", "competences");
    if (!document.isObject(node, path, Set.of("id", "name", "modes"), may)) {
      return;
    }
    TopicId id = document.read(node.get("id"), path + ".id", TopicId.class);
    LocalText name = text(node, path, "name", it -> sample(it, NONE, NONE, site));
    LocalText ready = text(node, path, "ready", it -> sample(SOME, it, NONE, site));
    LocalText link = text(node, path, "link", it -> sample(SOME, NONE, it, site));
    Set<Mode> modes = modes(node.get("modes"), path + ".modes");
    Boolean frontDesk = flag(node, path, "frontDesk", false);
    Boolean enabled = flag(node, path, "enabled", true);
    Topic.Service service =
        node.has("service")
            ? document.read(node.get("service"), path + ".service", Topic.Service.class)
            : Topic.Service.DEFAULT;
    if (id == null) {
      return;
    }
    here.add(id);
    if (topicPlaces.putIfAbsent(id, path) != null) {
      document.refuse(path + ".id", "is there twice");
      return;
    }
    if (directory.topic(id).filter(it -> !it.site().equals(site)).isPresent()) {
      document.refuse(path + ".id", "is a topic of another site");
    }
    if (node.has("competences")) {
      levels.put(id, competences(node.get("competences"), path + ".competences"));
    }
    boolean whole = name != null && ready != null && link != null && modes != null && group != null;
    if (!whole || frontDesk == null || enabled == null || service == null) {
      return;
    }
    try {
      topics.add(
          new Topic(
              id, site, group, position, name, ready, link, modes, frontDesk, enabled, service));
    } catch (IllegalArgumentException e) {
      document.refuse(path, e);
    }
  }

  private LocalText text(JsonNode node, String path, String field, Consumer<LocalText> probe) {
    String below = path + "." + field;
    return node.has(field)
        ? checked(document.read(node.get(field), below, LocalText.class), below, probe)
        : NONE;
  }

  private Set<Mode> modes(JsonNode node, String path) {
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    int index = 0;
    boolean known = true;
    for (JsonNode mode : document.list(node, path)) {
      Mode read = document.read(mode, path + "[" + index++ + "]", Mode.class);
      known &= read != null && modes.add(read);
    }
    if (index == 0) {
      document.refuse(path, "at least one is expected");
    }
    return known && index > 0 ? modes : null;
  }

  private Boolean flag(JsonNode node, String path, String field, boolean otherwise) {
    return node.has(field)
        ? document.read(node.get(field), path + "." + field, Boolean.class)
        : (Boolean) otherwise;
  }

  /** What the constructor of a topic makes of it, with everything else as it should be. */
  private static void sample(LocalText name, LocalText ready, LocalText link, SiteId site) {
    Topic _ =
        new Topic(
            new TopicId("x"),
            site,
            new GroupId("x"),
            1,
            name,
            ready,
            link,
            Set.of(Mode.WRITE),
            false,
            true,
            Topic.Service.DEFAULT);
  }

  private <T> T checked(T value, String path, Consumer<T> probe) {
    if (value == null) {
      return null;
    }
    try {
      probe.accept(value);
      return value;
    } catch (IllegalArgumentException e) {
      document.refuse(path, e);
      return null;
    }
  }

  // ── what hangs together ───────────────────────────────────────────────────────────────────────

  private Map<OperatorId, Integer> competences(JsonNode node, String path) {
    Map<OperatorId, Integer> served = new HashMap<>();
    if (!node.isObject()) {
      document.refuse(path, "e-mail addresses with levels are expected");
      return served;
    }
    node.properties()
        .forEach(
            entry -> {
              String below = path + "." + entry.getKey();
              Integer level = document.read(entry.getValue(), below, Integer.class);
              Optional<Operator> operator = operator(entry.getKey());
              if (operator.isEmpty()) {
                document.refuse(below, "nobody has this e-mail address");
              } else if (!operator.get().enabled()) {
                document.refuse(below, "the account is disabled");
              } else if (level != null && (level < 1 || level > 3)) {
                document.refuse(below, "1 to 3 is expected");
              } else if (level != null && served.put(operator.get().id(), level) != null) {
                document.refuse(below, "is there twice");
              }
            });
    return served;
  }

  private Optional<Operator> operator(String email) {
    String wanted = email.strip().toLowerCase(Locale.ROOT);
    return directory.operators().stream()
        .filter(it -> it.email().toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst();
  }

  /** A site has one, and it stays the same topic. */
  private void frontDesk(SiteId site, String path) {
    List<Topic> desks = topics.stream().filter(Topic::frontDesk).toList();
    Optional<Topic> now = directory.topics(site).stream().filter(Topic::frontDesk).findFirst();
    if (desks.isEmpty() && topics.size() == here.size()) {
      document.refuse(path, "one topic with frontDesk: true is expected");
    }
    desks.stream()
        .skip(1)
        .forEach(it -> document.refuse(place(it.id()) + ".frontDesk", "there is another one"));
    now.filter(it -> !desks.isEmpty() && !it.id().equals(desks.getFirst().id()))
        .ifPresent(
            it ->
                document.refuse(
                    place(desks.getFirst().id()) + ".frontDesk", it.id() + " is the front desk"));
  }

  /** Each leads to a topic of the same site, and none back to where it began. */
  private void overflows() {
    Map<TopicId, TopicId> next = new HashMap<>();
    topics.forEach(it -> next.put(it.id(), it.service().overflow()));
    for (Topic topic : topics) {
      String path = topicPlaces.get(topic.id()) + ".service.overflow";
      List<TopicId> way = new ArrayList<>(List.of(topic.id()));
      TopicId at = topic.service().overflow();
      if (at != null && !here.contains(at)) {
        document.refuse(path, at + " is no topic of this site in this file");
      }
      while (at != null && !way.contains(at)) {
        way.add(at);
        at = next.get(at);
      }
      if (topic.id().equals(at)) {
        way.add(at);
        document.refuse(
            path,
            "leads back: " + way.stream().map(TopicId::value).collect(Collectors.joining(" → ")));
      }
    }
  }

  private void calendar(JsonNode node, String path, SiteId site) {
    if (!node.isObject()) {
      document.refuse(path, "fields are expected");
      return;
    }
    ObjectNode whole = JsonNodeFactory.instance.objectNode().put("site", site.value());
    whole.setAll((ObjectNode) node);
    SiteCalendar calendar = document.read(whole, path, SiteCalendar.class);
    if (calendar == null) {
      return;
    }
    for (int i = 0; i < calendar.exceptions().size(); i++) {
      ofSite(calendar.exceptions().get(i).topic(), path + ".exceptions[" + i + "].topic");
    }
    for (int i = 0; i < calendar.closures().size(); i++) {
      ofSite(calendar.closures().get(i).topic(), path + ".closures[" + i + "].topic");
    }
    if (!calendar.site().equals(site)) {
      document.refuse(path + ".site", "is another site");
    }
    calendars.add(calendar);
  }

  private void ofSite(TopicId topic, String path) {
    if (topic != null && !here.contains(topic)) {
      document.refuse(path, topic + " is no topic of this site in this file");
    }
  }
}
