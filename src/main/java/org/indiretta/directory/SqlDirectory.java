package org.indiretta.directory;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.indiretta.identity.FileId;
import org.indiretta.identity.GroupId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Right;
import org.indiretta.identity.Role;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Sql;

/** Reads the directory. */
final class SqlDirectory {
  private static final Sql SITES = Sql.of("SELECT * FROM site ORDER BY id LIMIT 1000");
  private static final Sql GROUPS = Sql.of("SELECT * FROM topic_group LIMIT 10000");
  private static final Sql TOPICS = Sql.of("SELECT * FROM topic LIMIT 10000");
  private static final Sql OPERATORS =
      Sql.of(
          """
          SELECT id, email, first_name, last_name, office, role, rights, languages, show_photo,
                 max_write, weights, auto_accept, wrap_up_s, on_call, preferences, disabled_at IS NULL AS enabled,
                 CASE WHEN photo IS NULL THEN NULL ELSE md5(photo)::uuid END AS photo_id
          FROM operator LIMIT 100000
          """);
  private static final Sql COMPETENCES =
      Sql.of("SELECT operator_id, topic_id, level FROM competence LIMIT 1000000");
  private static final Sql CANNED_REPLIES =
      Sql.of("SELECT * FROM canned_reply ORDER BY shortcut, id LIMIT 10000");
  private static final Sql PHOTO =
      Sql.of(
          """
          SELECT md5(photo)::uuid AS photo_id, photo_type, photo FROM operator
          WHERE id = :id AND photo IS NOT NULL
          """);

  private final Database database;

  SqlDirectory(Database database) {
    this.database = database;
  }

  /** Everything, as of one commit. */
  Future<Snapshot> read() {
    return database.inTransaction(
        transaction -> {
          var sites = transaction.list(SITES.bound(), SqlDirectory::site);
          var groups = transaction.list(GROUPS.bound(), SqlDirectory::group);
          var topics = transaction.list(TOPICS.bound(), SqlDirectory::topic);
          var levels = transaction.list(COMPETENCES.bound(), Function.identity());
          var operators = transaction.list(OPERATORS.bound(), Function.identity());
          var replies = transaction.list(CANNED_REPLIES.bound(), SqlDirectory::cannedReply);
          return Future.all(sites, groups, topics, levels, operators, replies)
              .map(
                  read ->
                      Snapshot.of(
                          sites.result(),
                          groups.result(),
                          topics.result(),
                          operators(operators.result(), levels.result()),
                          replies.result()));
        });
  }

  Future<Optional<Photo>> photo(OperatorId id) {
    return database.first(
        PHOTO.with("id", id.value()),
        row ->
            new Photo(
                new FileId(row.getUUID("photo_id")),
                row.getString("photo_type"),
                row.getBuffer("photo")));
  }

  static Site site(Row row) {
    return new Site(
        new SiteId(row.getString("id")),
        text(row, "name"),
        List.of(row.getArrayOfStrings("origins")),
        Arrays.stream(row.getArrayOfStrings("languages")).map(Language::of).toList(),
        row.getString("time_zone"),
        row.getJsonObject("channels").mapTo(Site.Channels.class),
        row.getJsonArray("emergency").stream()
            .map(number -> ((JsonObject) number).mapTo(Site.EmergencyNumber.class))
            .toList(),
        row.getJsonObject("privacy").mapTo(Site.Privacy.class),
        row.getInteger("retention_days"),
        row.getInteger("file_retention_days"));
  }

  private static Group group(Row row) {
    return new Group(
        new GroupId(row.getString("id")),
        new SiteId(row.getString("site_id")),
        row.getInteger("position"),
        text(row, "name"));
  }

  private static Topic topic(Row row) {
    return new Topic(
        new TopicId(row.getString("id")),
        new SiteId(row.getString("site_id")),
        new GroupId(row.getString("group_id")),
        row.getInteger("position"),
        text(row, "name"),
        text(row, "ready"),
        text(row, "link"),
        constants(row, "modes", Mode::valueOf),
        row.getBoolean("front_desk"),
        row.getOffsetDateTime("disabled_at") == null,
        service(row));
  }

  private static Topic.Service service(Row row) {
    String overflow = row.getString("overflow_topic");
    return new Topic.Service(
        Duration.ofSeconds(row.getInteger("widen_after_s")),
        Duration.ofSeconds(row.getInteger("overflow_after_s")),
        overflow == null ? null : new TopicId(overflow),
        row.getInteger("max_waiting"),
        Duration.ofSeconds(row.getInteger("target_s")),
        row.getBoolean("on_call_opens"),
        row.getBoolean("requests_always"),
        row.getString("office_email"));
  }

  private static List<Snapshot.StoredOperator> operators(List<Row> operators, List<Row> levels) {
    Map<UUID, Map<TopicId, Integer>> served = new HashMap<>();
    for (Row row : levels) {
      served
          .computeIfAbsent(row.getUUID("operator_id"), id -> new LinkedHashMap<>())
          .put(new TopicId(row.getString("topic_id")), row.getInteger("level"));
    }
    return operators.stream()
        .map(row -> operator(row, served.getOrDefault(row.getUUID("id"), Map.of())))
        .toList();
  }

  private static Snapshot.StoredOperator operator(Row row, Map<TopicId, Integer> levels) {
    Set<Language> languages = constants(row, "languages", Language::of);
    Operator operator =
        new Operator(
            new OperatorId(row.getUUID("id")),
            row.getString("email"),
            row.getString("first_name"),
            row.getString("last_name"),
            row.getString("office"),
            Role.valueOf(row.getString("role")),
            constants(row, "rights", Right::valueOf),
            languages,
            Map.copyOf(levels),
            capacity(row),
            row.getBoolean("auto_accept"),
            row.getInteger("wrap_up_s"),
            onCall(row),
            row.getBoolean("show_photo"),
            row.getBoolean("enabled"));
    UUID photo = row.getUUID("photo_id");
    return new Snapshot.StoredOperator(
        operator,
        preferences(row.getJsonObject("preferences"), languages),
        photo == null ? null : new FileId(photo));
  }

  private static OnCall onCall(Row row) {
    return new OnCall(
        row.getJsonArray("on_call").stream()
            .map(hours -> ((JsonObject) hours).mapTo(OnCall.Hours.class))
            .toList());
  }

  private static Capacity capacity(Row row) {
    Map<Mode, Integer> weights = new EnumMap<>(Mode.class);
    row.getJsonObject("weights")
        .forEach(weight -> weights.put(Mode.valueOf(weight.getKey()), (Integer) weight.getValue()));
    return new Capacity(row.getInteger("max_write"), weights);
  }

  /** What was not chosen yet is as at the beginning. */
  private static Preferences preferences(JsonObject stored, Set<Language> languages) {
    Preferences initial =
        Preferences.initial(languages.stream().sorted().findFirst().orElse(Language.IT));
    String language = stored.getString("language");
    return new Preferences(
        language == null ? initial.language() : Language.of(language),
        stored.getBoolean("sound", initial.sound()),
        stored.getBoolean("notifications", initial.notifications()),
        stored.getBoolean("singleKeys", initial.singleKeys()));
  }

  private static CannedReply cannedReply(Row row) {
    String topic = row.getString("topic_id");
    return new CannedReply(
        row.getUUID("id"),
        new SiteId(row.getString("site_id")),
        topic == null ? null : new TopicId(topic),
        row.getString("shortcut"),
        text(row, "text"));
  }

  private static LocalText text(Row row, String column) {
    return row.getJsonObject(column).mapTo(LocalText.class);
  }

  private static <E extends Enum<E>> Set<E> constants(
      Row row, String column, Function<String, E> reader) {
    Set<E> inOrder =
        Arrays.stream(row.getArrayOfStrings(column))
            .map(reader)
            .collect(Collectors.toCollection(TreeSet::new));
    return Collections.unmodifiableSet(inOrder);
  }

  static JsonObject json(LocalText text) {
    JsonObject json = new JsonObject();
    text.byLanguage().forEach((language, value) -> json.put(language.code(), value));
    return json;
  }

  static JsonArray json(List<?> values) {
    return new JsonArray(values.stream().<Object>map(JsonObject::mapFrom).toList());
  }

  static JsonObject json(Map<Mode, Integer> weights) {
    JsonObject json = new JsonObject();
    weights.forEach((mode, weight) -> json.put(mode.name(), weight));
    return json;
  }

  static String[] names(Collection<? extends Enum<?>> constants) {
    return constants.stream().map(Enum::name).sorted().toArray(String[]::new);
  }

  static String[] codes(Collection<Language> languages) {
    return languages.stream().map(Language::code).toArray(String[]::new);
  }
}
