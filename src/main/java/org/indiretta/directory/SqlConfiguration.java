package org.indiretta.directory;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Queries;
import org.indiretta.sql.Sql;
import org.indiretta.sql.Transaction;

/** Makes configuration plans true, all or nothing. */
final class SqlConfiguration {
  /** One at a time, and not beside a change of an overflow. */
  private static final Sql LOCK =
      Sql.of(
          "SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtext('indiretta-overflow'))) AS l");

  private static final Sql WAITING =
      Sql.of(
          """
          SELECT topic_id, count(*) AS count FROM consultation
          WHERE state IN ('WAITING', 'OFFERED') AND topic_id = ANY(:topics) GROUP BY topic_id
          """);

  private final Database database;
  private final SqlDirectoryChanges changes;

  SqlConfiguration(Database database, SqlDirectoryChanges changes) {
    this.database = database;
    this.changes = changes;
  }

  /** How many wait for each of these topics; one for which nobody waits is left out. */
  Future<Map<TopicId, Integer>> waiting(Set<TopicId> topics) {
    return waiting(database, topics);
  }

  private static Future<Map<TopicId, Integer>> waiting(Queries queries, Set<TopicId> topics) {
    String[] keys = topics.stream().map(TopicId::value).toArray(String[]::new);
    return queries
        .list(
            WAITING.with("topics", keys),
            row -> Map.entry(new TopicId(row.getString("topic_id")), row.getInteger("count")))
        .map(
            rows -> {
              Map<TopicId, Integer> waiting = new HashMap<>();
              rows.forEach(row -> waiting.put(row.getKey(), row.getValue()));
              return waiting;
            });
  }

  /** {@link Change#IN_USE} when somebody waits for a topic that is to be switched off. */
  Future<Change> apply(
      List<ConfigurationPlan> plans, Function<Transaction, Future<Void>> alongside) {
    return database
        .inTransaction(
            transaction ->
                transaction
                    .list(LOCK.bound(), row -> row.getInteger("locked"))
                    .compose(locked -> inOrder(transaction, plans))
                    .compose(
                        done ->
                            done == Change.DONE
                                ? alongside.apply(transaction).map(done)
                                : Future.failedFuture(new Refused(done))))
        .recover(
            fault ->
                fault instanceof Refused refused
                    ? Future.succeededFuture(refused.why)
                    : SqlOutcome.refused(fault));
  }

  private Future<Change> inOrder(Transaction transaction, List<ConfigurationPlan> plans) {
    Future<Change> last = Future.succeededFuture(Change.DONE);
    for (ConfigurationPlan plan : plans) {
      last =
          last.compose(
              before ->
                  before == Change.DONE ? one(transaction, plan) : Future.succeededFuture(before));
    }
    return last;
  }

  private Future<Change> one(Transaction transaction, ConfigurationPlan plan) {
    return waiting(transaction, plan.switchedOff())
        .compose(
            waiting ->
                waiting.isEmpty()
                    ? Future.all(statements(plan).stream().map(transaction::update).toList())
                        .map(Change.DONE)
                    : Future.succeededFuture(Change.IN_USE));
  }

  private List<Sql.Bound> statements(ConfigurationPlan plan) {
    List<Sql.Bound> all = new ArrayList<>();
    plan.newGroups()
        .forEach(it -> all.add(SqlDirectoryChanges.bound(SqlDirectoryChanges.ADD_GROUP, it)));
    plan.changedGroups()
        .forEach(it -> all.add(SqlDirectoryChanges.bound(SqlDirectoryChanges.CHANGE_GROUP, it)));
    plan.newTopics().forEach(it -> all.add(changes.bound(SqlDirectoryChanges.ADD_TOPIC, it)));
    plan.changedTopics()
        .forEach(it -> all.add(changes.bound(SqlDirectoryChanges.CHANGE_TOPIC, it)));
    plan.servesNoLonger()
        .forEach(
            it ->
                all.add(
                    SqlDirectoryChanges.SERVE_NO_LONGER
                        .with("operator", it.operator().value())
                        .with("topic", it.topic().value())));
    plan.serves()
        .forEach(
            it ->
                all.add(
                    SqlDirectoryChanges.SERVE
                        .with("operator", it.operator().value())
                        .with("topic", it.topic().value())
                        .with("level", it.level())));
    plan.removedGroups()
        .forEach(it -> all.add(SqlDirectoryChanges.REMOVE_GROUP.with("id", it.value())));
    return all;
  }

  /** Rolls everything back. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Change why;

    Refused(Change why) {
      super("the configuration does not hold", null, false, false);
      this.why = why;
    }
  }
}
