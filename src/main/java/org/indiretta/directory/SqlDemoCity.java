package org.indiretta.directory;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.SiteId;
import org.indiretta.sql.Database;
import org.indiretta.sql.DatabaseUnavailable;
import org.indiretta.sql.Sql;
import org.indiretta.sql.Transaction;
import org.indiretta.telemetry.Clock;

/** Writes a demo city. */
final class SqlDemoCity {
  /** Between two positions, so that something can be put there. */
  private static final int STEP = 10;

  private static final int TRIES = 5;

  private static final Sql LOCK =
      Sql.of(
          "SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtext('indiretta-demo'))) AS l");
  private static final Sql SITE = Sql.of("SELECT id FROM site WHERE id = :id");
  private static final Sql OPERATOR =
      Sql.of("SELECT id FROM operator WHERE lower(email) = lower(:email)");

  private final Database database;
  private final Clock clock;
  private final SqlDirectoryChanges changes;

  SqlDemoCity(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.changes = new SqlDirectoryChanges(database, clock);
  }

  Future<DemoCity.Seeded> seed(DemoCity.City city) {
    return seed(city, TRIES);
  }

  /** It is all or nothing, so on a slow machine it may be tried again. */
  private Future<DemoCity.Seeded> seed(DemoCity.City city, int tries) {
    return seedOnce(city)
        .recover(
            fault ->
                fault instanceof DatabaseUnavailable && tries > 1
                    ? seed(city, tries - 1)
                    : Future.failedFuture(fault));
  }

  private Future<DemoCity.Seeded> seedOnce(DemoCity.City city) {
    SiteId site = city.site().id();
    return database
        .inTransaction(
            transaction ->
                transaction
                    .list(LOCK.bound(), row -> row.getInteger("locked"))
                    .compose(
                        locked -> transaction.first(SITE.with("id", site.value()), row -> true))
                    .compose(
                        there ->
                            there.isPresent()
                                ? Future.succeededFuture()
                                : write(transaction, city)))
        .compose(written -> signIns(city))
        .map(signIns -> new DemoCity.Seeded(site, signIns));
  }

  private Future<Void> write(Transaction transaction, DemoCity.City city) {
    Map<String, OperatorId> operators = new HashMap<>();
    List<Sql.Bound> statements = new ArrayList<>();
    statements.add(SqlDirectoryChanges.bound(city.site().site()));
    for (DemoCity.CityOperator operator : city.operators()) {
      OperatorId id = OperatorId.next();
      operators.put(operator.key(), id);
      statements.add(
          SqlDirectoryChanges.bound(SqlDirectoryChanges.ADD_OPERATOR, id, operator.fields())
              .with("now", clock.now()));
    }
    int position = 0;
    for (DemoCity.CityGroup group : city.groups()) {
      position += STEP;
      addGroup(statements, city.site().id(), group, position, operators);
    }
    for (DemoCity.CityReply reply : city.cannedReplies()) {
      CannedReply canned =
          new CannedReply(
              UUID.randomUUID(), city.site().id(), reply.topic(), reply.shortcut(), reply.text());
      statements.add(SqlDirectoryChanges.bound(SqlDirectoryChanges.ADD_REPLY, canned));
    }
    return Future.all(statements.stream().map(transaction::update).toList()).mapEmpty();
  }

  private void addGroup(
      List<Sql.Bound> statements,
      SiteId site,
      DemoCity.CityGroup group,
      int position,
      Map<String, OperatorId> operators) {
    statements.add(
        SqlDirectoryChanges.bound(
            SqlDirectoryChanges.ADD_GROUP, new Group(group.id(), site, position, group.name())));
    int within = 0;
    for (DemoCity.CityTopic topic : group.topics()) {
      within += STEP;
      statements.add(
          changes.bound(SqlDirectoryChanges.ADD_TOPIC, topic.topic(site, group.id(), within)));
      topic
          .levels()
          .forEach(
              (key, level) ->
                  statements.add(
                      SqlDirectoryChanges.SERVE
                          .with("operator", operators.get(key).value())
                          .with("topic", topic.id().value())
                          .with("level", level)));
    }
  }

  /** Somebody whose address was changed since is left out. */
  private Future<List<DemoCity.SignIn>> signIns(DemoCity.City city) {
    List<Future<DemoCity.SignIn>> found = new ArrayList<>();
    for (DemoCity.CityOperator operator : city.operators()) {
      found.add(
          database
              .first(
                  OPERATOR.with("email", operator.email()),
                  row ->
                      new DemoCity.SignIn(
                          new OperatorId(row.getUUID("id")),
                          operator.email(),
                          operator.firstName(),
                          operator.role()))
              .map(signIn -> signIn.orElse(null)));
    }
    return Future.all(found)
        .map(all -> found.stream().map(Future::result).filter(signIn -> signIn != null).toList());
  }
}
