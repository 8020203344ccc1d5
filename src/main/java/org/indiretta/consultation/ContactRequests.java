package org.indiretta.consultation;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.indiretta.bus.News;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Topic;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ContactRequestId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.TopicId;
import org.indiretta.notify.Notice;
import org.indiretta.notify.Notifier;
import org.indiretta.protocol.ErrorCode;

/**
 * Contact requests: tasks with a due date for the operators who serve the topic, which the citizen
 * follows by a link. How many a sender may leave is counted before this is asked.
 */
public final class ContactRequests {
  /** The most that one list shows, those that are due first. */
  public static final int LISTED = 200;

  /** How long after it was left files may be added. */
  public static final Duration FILES_WITHIN = Duration.ofHours(1);

  private final Rooms rooms;
  private final Directory directory;
  private final SqlContactRequests sql;
  private final NewRequests made;
  private final WrittenBefore writtenBefore;
  private final RequestMails mails;
  private final Notifier notifier;

  ContactRequests(Parts parts, Notifier notifier, RequestSettings settings) {
    this.rooms = parts.rooms();
    this.directory = rooms.directory();
    this.sql = new SqlContactRequests(rooms.database());
    this.notifier = notifier;
    this.mails = new RequestMails(directory, notifier, settings);
    this.made = new NewRequests(rooms, sql, mails, settings);
    this.writtenBefore = new WrittenBefore(parts);
  }

  /**
   * The link by which a request is followed; only the hash is kept.
   *
   * @param confirm whether the citizen is sent it
   */
  public record Link(String secret, Buffer hash, boolean confirm) {}

  /** What became of one that was to be left. */
  public sealed interface Left {
    /** It is there. */
    record Made(ContactRequest request) implements Left {}

    /** Nothing was kept. */
    record Refused(ErrorCode code, String detail) implements Left {}
  }

  /** Whether what is confirmed or answered can go out this way at all. */
  public boolean sends(Notice.Kind kind) {
    return notifier.sends(kind);
  }

  /**
   * Keeps what a citizen leaves. With a consultation its text and files go with it: one that waits
   * ends; WRONG_STATE while somebody answers, NOT_FOUND for somebody else's, for one that ended
   * more than {@link Timings#READABLE} ago, and for a topic the site does not have.
   *
   * @param citizen whose token came with it; null for nobody's
   */
  public Future<Left> create(NewContactRequest wanted, CitizenId citizen, Link link) {
    boolean known =
        directory
            .topic(wanted.topic())
            .filter(topic -> topic.enabled() && topic.site().equals(wanted.site()))
            .isPresent();
    if (!known) {
      return refused(ErrorCode.NOT_FOUND, "no such topic");
    }
    if (wanted.consultation() == null) {
      return made.insert(wanted, ContactRequest.From.NOWHERE, link).map(Left.Made::new);
    }
    if (citizen == null) {
      return refused(ErrorCode.NOT_FOUND, "no such consultation");
    }
    Principal.Citizen who = new Principal.Citizen(citizen, wanted.site());
    return writtenBefore
        .ending(who, wanted.consultation())
        .compose(
            refusal ->
                refusal.isPresent()
                    ? refused(refusal.get().code(), refusal.get().detail())
                    : writtenBefore
                        .of(who, wanted.consultation())
                        .compose(from -> made.insert(wanted, from, link))
                        .map(Left.Made::new));
  }

  private static Future<Left> refused(ErrorCode code, String detail) {
    return Future.succeededFuture(new Left.Refused(code, detail));
  }

  /** How one comes to be. */
  NewRequests made() {
    return made;
  }

  /** What goes out about them. */
  RequestMails mails() {
    return mails;
  }

  /** The one that this link is for; empty for none. */
  public Future<Optional<ContactRequest>> follow(Buffer hash) {
    return sql.follow(hash);
  }

  /** The same while files may be added to it: within {@link #FILES_WITHIN}, until it is done. */
  public Future<Optional<ContactRequest>> takingFiles(Buffer hash) {
    Instant since = rooms.clock().now().minus(FILES_WITHIN);
    return sql.follow(hash)
        .map(
            found ->
                found.filter(
                    request ->
                        request.state() != ContactRequest.State.DONE
                            && request.createdAt().isAfter(since)));
  }

  /**
   * Those that are not done, of the topics this operator serves or taken by this operator: the open
   * ones first, then what is due first.
   */
  public Future<List<ContactRequest>> listFor(OperatorId operator) {
    return sql.list(operator, served(operator), LISTED);
  }

  /** Those that are done, of the topics served or done by this operator, the latest first. */
  public Future<List<ContactRequest>> doneFor(OperatorId operator) {
    return sql.listDone(operator, served(operator), LISTED);
  }

  /** One of those this operator sees. */
  public Future<Optional<ContactRequest>> find(OperatorId operator, ContactRequestId id) {
    List<TopicId> served = served(operator);
    return sql.find(id)
        .map(
            found ->
                found.filter(
                    request ->
                        served.contains(request.topic()) || operator.equals(request.operator())));
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
   * Marks one's own as done: the citizen was called, or nothing is to be done. Nothing changes when
   * it is somebody else's.
   *
   * @param note for staff; may be null
   * @return what it is now; empty when there is none of the topics served
   */
  public Future<Optional<ContactRequest>> done(
      OperatorId operator, ContactRequestId id, String note) {
    return sql.done(rooms.database(), id, operator, rooms.clock().now(), null, note)
        .compose(done -> changed(id, operator, done));
  }

  /**
   * Answers one's own, which is then done: the answer stands where the citizen follows it, and goes
   * by mail to who left an address, in the same transaction.
   *
   * @param answer 1 to 4,000 characters
   * @return as {@link #done}
   */
  public Future<Optional<ContactRequest>> answer(
      OperatorId operator, ContactRequestId id, String answer) {
    return sql.find(id)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(false)
                    : answered(operator, found.get(), answer))
        .compose(answered -> changed(id, operator, answered));
  }

  private Future<Boolean> answered(OperatorId operator, ContactRequest request, String answer) {
    return rooms
        .database()
        .inTransaction(
            tx ->
                sql.done(tx, request.id(), operator, rooms.clock().now(), answer, null)
                    .compose(
                        done ->
                            done
                                ? mails
                                    .answered(tx, request, answer)
                                    .compose(
                                        mail ->
                                            mail.isEmpty()
                                                ? Future.<Void>succeededFuture()
                                                : sql.answeredBy(tx, request.id(), mail.get()))
                                    .map(true)
                                : Future.succeededFuture(false)));
  }

  private Future<Optional<ContactRequest>> changed(
      ContactRequestId id, OperatorId operator, boolean changed) {
    if (changed) {
      rooms.bus().publish(new News.DeskStale());
    }
    return find(operator, id);
  }

  private List<TopicId> served(OperatorId operator) {
    return directory
        .operator(operator)
        .map(known -> List.copyOf(known.levels().keySet()))
        .orElse(List.of());
  }

  /** The topic, when there is one that is enabled. */
  Optional<Topic> topic(TopicId id) {
    return directory.topic(id).filter(Topic::enabled);
  }
}
