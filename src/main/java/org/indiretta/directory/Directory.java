package org.indiretta.directory;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.indiretta.bus.Bus;
import org.indiretta.bus.News;
import org.indiretta.identity.FileId;
import org.indiretta.identity.GroupId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Transaction;
import org.indiretta.telemetry.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names of things, from a snapshot in memory that is read again after every change (at worst
 * {@link #READ_EVERY_MS} late on other nodes). For showing and for choosing; decisions are taken in
 * PostgreSQL. Of two changes to the same thing the later one stays.
 *
 * <p>Readers may be called from any thread and never wait. A failed future is a fault (usually the
 * database is away); what can be expected is a {@link Change}.
 */
public final class Directory {
  /** How often the snapshot is read again without news, in milliseconds. */
  public static final long READ_EVERY_MS = 4_000;

  private static final Logger LOG = LoggerFactory.getLogger(Directory.class);

  private final SqlDirectory sql;
  private final SqlDirectoryChanges changes;
  private final SqlConfiguration configuration;
  private final Bus bus;
  private volatile Snapshot snapshot = Snapshot.EMPTY;
  private Future<Void> reading = Future.succeededFuture();
  private Future<Void> nextReading;

  private Directory(Database database, Bus bus, Clock clock) {
    this.sql = new SqlDirectory(database);
    this.changes = new SqlDirectoryChanges(database, clock);
    this.configuration = new SqlConfiguration(database, changes);
    this.bus = bus;
  }

  /** Reads the first snapshot and keeps it fresh for as long as {@code vertx} lives. */
  public static Future<Directory> open(Vertx vertx, Database database, Bus bus, Clock clock) {
    Directory directory = new Directory(database, bus, clock);
    var _ =
        bus.subscribe(
            news -> {
              if (news instanceof News.DirectoryStale) {
                directory.readAgain();
              }
            });
    return directory
        .reload()
        .onSuccess(
            read -> {
              long _ = vertx.setPeriodic(READ_EVERY_MS, t -> directory.readAgain());
            })
        .map(directory);
  }

  /** A disabled one too. */
  public Optional<Topic> topic(TopicId id) {
    return Optional.ofNullable(snapshot.topicsById().get(id));
  }

  /**
   * The topics of a site, in the order of groups and positions, the front desk last; disabled ones
   * too.
   */
  public List<Topic> topics(SiteId site) {
    return snapshot.topics().stream().filter(topic -> topic.site().equals(site)).toList();
  }

  /** The topics of all sites in the same order. */
  public List<Topic> topics() {
    return snapshot.topics();
  }

  /**
   * Where a topic's overflow leads, itself first; when it comes by a topic a second time, that one
   * is the last: {@code a → b → a}.
   */
  public List<TopicId> overflowPath(Topic topic) {
    List<TopicId> path = new ArrayList<>(List.of(topic.id()));
    TopicId next = topic.service().overflow();
    while (next != null && !path.contains(next)) {
      path.add(next);
      next = topic(next).map(Topic::service).map(Topic.Service::overflow).orElse(null);
    }
    if (next != null) {
      path.add(next);
    }
    return path;
  }

  /** A disabled one too. */
  public Optional<Operator> operator(OperatorId id) {
    return Optional.ofNullable(snapshot.operators().get(id));
  }

  /** All members of staff by name, disabled ones too. */
  public List<Operator> operators() {
    return snapshot.operatorsByName();
  }

  /** What the operator chose; empty when nothing was chosen or there is no such operator. */
  public Optional<Preferences> preferences(OperatorId id) {
    return Optional.ofNullable(snapshot.preferences().get(id));
  }

  /** The id of an operator's photo, whether citizens may see it or not. */
  public Optional<FileId> photo(OperatorId id) {
    return Optional.ofNullable(snapshot.photos().get(id));
  }

  /** The id of the photo that citizens may see, by the operator's own choice. */
  public Optional<FileId> shownPhoto(OperatorId id) {
    return operator(id).filter(Operator::showPhoto).flatMap(operator -> photo(operator.id()));
  }

  /** A site; empty when there is none of this id. */
  public Optional<Site> site(SiteId id) {
    return Optional.ofNullable(snapshot.sites().get(id));
  }

  /** All sites by id. */
  public List<Site> sites() {
    return snapshot.sites().values().stream()
        .sorted(Comparator.comparing(site -> site.id().value()))
        .toList();
  }

  /** The groups of all sites in order. */
  public List<Group> groups() {
    return snapshot.groups();
  }

  /** All canned replies by shortcut. */
  public List<CannedReply> cannedReplies() {
    return snapshot.cannedReplies();
  }

  /** The bytes of a photo, from the database. */
  public Future<Optional<Photo>> photoBytes(OperatorId id) {
    return sql.photo(id);
  }

  /** Stores a site that is new or there. */
  public Future<Change> put(Site site) {
    return told(changes.put(site));
  }

  /** {@link Change#IN_USE} when the id exists, UNKNOWN_REFERENCE when there is no such site. */
  public Future<Change> add(Group group) {
    return told(changes.add(group));
  }

  /** Its position and name; {@link Change#NOT_FOUND} when the site has no such group. */
  public Future<Change> change(Group group) {
    return told(changes.change(group));
  }

  /** {@link Change#IN_USE} when topics stand in it. */
  public Future<Change> remove(GroupId group) {
    return told(changes.remove(group));
  }

  /**
   * {@link Change#IN_USE} when the id exists or the site has a front desk already, OVERFLOW_CYCLE
   * when the overflow would lead back.
   */
  public Future<Change> add(Topic topic) {
    return told(changes.add(topic));
  }

  /**
   * Everything but the site. {@link Change#NOT_FOUND} when the site has no such topic or no such
   * group, IN_USE when it has another front desk, OVERFLOW_CYCLE when the overflow would lead back,
   * PEOPLE_WAITING when it is to be disabled while somebody waits for it.
   */
  public Future<Change> change(Topic topic) {
    return told(changes.change(topic));
  }

  /** {@link Change#IN_USE} when the shortcut exists, UNKNOWN_REFERENCE without site or topic. */
  public Future<Change> add(CannedReply reply) {
    return told(changes.add(reply));
  }

  /** As adding one; {@link Change#NOT_FOUND} when there is none of this id. */
  public Future<Change> change(CannedReply reply) {
    return told(changes.change(reply));
  }

  /** {@link Change#NOT_FOUND} when it was gone already. */
  public Future<Change> removeCannedReply(UUID reply) {
    return told(changes.removeCannedReply(reply));
  }

  /** {@link Change#IN_USE} when the e-mail address is somebody's already. */
  public Future<Change> add(OperatorId id, OperatorFields fields) {
    return told(changes.add(id, fields));
  }

  /** {@link Change#LAST_ADMIN} when nobody else could change settings. */
  public Future<Change> change(OperatorId id, OperatorFields fields) {
    return told(changes.change(id, fields));
  }

  /** {@link Change#LAST_ADMIN} when nobody else could change settings. */
  public Future<Change> disable(OperatorId id) {
    return told(changes.disable(id));
  }

  /** Lets a disabled one in again; done, too, when nothing was to change. */
  public Future<Change> enable(OperatorId id) {
    return told(changes.enable(id));
  }

  /**
   * Sets the level (1 to 3) at which an operator serves a topic; {@link Change#DISABLED} for a
   * disabled account.
   */
  public Future<Change> serve(OperatorId operator, TopicId topic, int level) {
    Texts.within(level, 1, 3, "level");
    return told(changes.serve(operator, topic, level));
  }

  /** {@link Change#NOT_FOUND} when the operator does not serve the topic. */
  public Future<Change> serveNoLonger(OperatorId operator, TopicId topic) {
    return told(changes.serveNoLonger(operator, topic));
  }

  /** What this configuration of a site would change; in memory, no later than the snapshot. */
  public ConfigurationPlan plan(Configuration wanted) {
    return ConfigurationPlan.of(snapshot, wanted);
  }

  /** How many wait for each of these topics; one for which nobody waits is left out. */
  public Future<Map<TopicId, Integer>> waiting(Set<TopicId> topics) {
    return configuration.waiting(topics);
  }

  /**
   * Makes these plans true, all or nothing, with what {@code alongside} writes in the same
   * transaction. {@link Change#IN_USE} when somebody waits for a topic that goes.
   */
  public Future<Change> apply(
      List<ConfigurationPlan> plans, Function<Transaction, Future<Void>> alongside) {
    return told(configuration.apply(plans, alongside));
  }

  /** An operator's own choices. */
  public Future<Change> choose(OperatorId id, Preferences preferences, boolean showPhoto) {
    return told(changes.choose(id, preferences, showPhoto));
  }

  /** When an operator is on call, by their own choice. */
  public Future<Change> setOnCall(OperatorId id, OnCall onCall) {
    return told(changes.setOnCall(id, onCall));
  }

  /** The photo, checked and stripped of metadata by the caller; null takes it away. */
  public Future<Change> setPhoto(OperatorId id, Buffer bytes, String contentType) {
    return told(changes.setPhoto(id, bytes, contentType));
  }

  /**
   * Reads again now, and tells the other nodes: for what wrote the tables in its own transaction.
   */
  public Future<Void> reread() {
    return reload().onSuccess(read -> bus.publish(new News.DirectoryStale()));
  }

  /** Whoever changed something sees it in the snapshot when the future completes. */
  private Future<Change> told(Future<Change> change) {
    return change.compose(
        outcome ->
            outcome == Change.DONE ? reread().map(outcome) : Future.succeededFuture(outcome));
  }

  /** What is found to be otherwise than before is told here: whoever shows it asked too early. */
  private void readAgain() {
    Snapshot before = snapshot;
    var _ =
        reload()
            .onSuccess(
                read -> {
                  if (!snapshot.equals(before)) {
                    bus.publishHere(new News.DirectoryStale());
                  }
                })
            .onFailure(
                fault -> LOG.atWarn().setCause(fault).log("the directory was not read again"));
  }

  /** Joins the reading that has not started yet, so that what was committed before is in it. */
  private synchronized Future<Void> reload() {
    if (nextReading != null) {
      return nextReading;
    }
    Promise<Void> mine = Promise.promise();
    nextReading = mine.future();
    var _ = reading.onComplete(done -> readInto(mine));
    return mine.future();
  }

  private void readInto(Promise<Void> mine) {
    synchronized (this) {
      reading = mine.future();
      nextReading = null;
    }
    var _ = sql.read().onSuccess(read -> snapshot = read).<Void>mapEmpty().onComplete(mine);
  }
}
