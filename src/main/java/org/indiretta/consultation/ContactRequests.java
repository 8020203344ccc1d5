package org.indiretta.consultation;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.indiretta.bus.Bus;
import org.indiretta.bus.News;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Topic;
import org.indiretta.identity.ContactRequestId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Reference;
import org.indiretta.identity.TopicId;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;

/**
 * Messages left because nobody was there, for the operators who serve the topic. How many a sender
 * may leave is counted before this is asked.
 */
public final class ContactRequests {
  /** The most that one list shows, the oldest open ones first. */
  public static final int LISTED = 200;

  private static final int REFERENCES_TRIED = 8;

  private final SqlContactRequests sql;
  private final Directory directory;
  private final Bus bus;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * Stores on this database; who serves a topic is read from the directory, and news go to the bus.
   */
  public ContactRequests(Database database, Directory directory, Bus bus, Clock clock) {
    this.sql = new SqlContactRequests(database);
    this.directory = directory;
    this.bus = bus;
    this.clock = clock;
  }

  /** Keeps it; empty when the site has no such enabled topic. */
  public Future<Optional<ContactRequest>> create(NewContactRequest request) {
    Optional<Topic> topic =
        directory
            .topic(request.topic())
            .filter(known -> known.enabled() && known.site().equals(request.site()));
    return topic.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : insert(request, REFERENCES_TRIED)
            .onSuccess(made -> bus.publish(new News.DeskStale()))
            .map(Optional::of);
  }

  private Future<ContactRequest> insert(NewContactRequest request, int tries) {
    ContactRequest made =
        new ContactRequest(
            ContactRequestId.next(),
            request.site(),
            request.topic(),
            Reference.next(random),
            request.language(),
            new ContactRequest.Answer(request.name(), request.email(), request.telephone()),
            request.text(),
            ContactRequest.State.OPEN,
            null,
            clock.now(),
            null);
    return sql.insert(made)
        .compose(
            inserted -> {
              if (inserted) {
                return Future.succeededFuture(made);
              }
              return tries > 1
                  ? insert(request, tries - 1)
                  : Future.failedFuture(new IllegalStateException("no free reference was found"));
            });
  }

  /**
   * Those that are not done, of the topics this operator serves or taken by this operator: the open
   * ones first, then by age.
   */
  public Future<List<ContactRequest>> listFor(OperatorId operator) {
    return sql.list(operator, served(operator), LISTED);
  }

  /** Those that are done, of the topics served or done by this operator, the latest first. */
  public Future<List<ContactRequest>> doneFor(OperatorId operator) {
    return sql.listDone(operator, served(operator), LISTED);
  }

  /**
   * Takes an open one; exactly one of several who try gets it.
   *
   * @return what it is now: taken by this operator, or by who was faster; empty when there is none
   *     of the topics served
   */
  public Future<Optional<ContactRequest>> take(OperatorId operator, ContactRequestId id) {
    return sql.take(id, operator, served(operator)).compose(taken -> changed(id, operator, taken));
  }

  /**
   * Marks one's own as done; nothing changes when it is somebody else's.
   *
   * @return what it is now; empty when there is none of the topics served
   */
  public Future<Optional<ContactRequest>> done(OperatorId operator, ContactRequestId id) {
    return sql.done(id, operator, clock.now()).compose(done -> changed(id, operator, done));
  }

  private Future<Optional<ContactRequest>> changed(
      ContactRequestId id, OperatorId operator, boolean changed) {
    if (changed) {
      bus.publish(new News.DeskStale());
    }
    List<TopicId> served = served(operator);
    return sql.find(id)
        .map(
            found ->
                found.filter(
                    request ->
                        served.contains(request.topic()) || operator.equals(request.operator())));
  }

  private List<TopicId> served(OperatorId operator) {
    return directory
        .operator(operator)
        .map(known -> List.copyOf(known.levels().keySet()))
        .orElse(List.of());
  }
}
