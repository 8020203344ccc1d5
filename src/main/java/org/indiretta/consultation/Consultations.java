package org.indiretta.consultation;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.indiretta.bus.News;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.notify.Notice;
import org.indiretta.notify.Notifier;
import org.indiretta.notify.WebPush;
import org.indiretta.protocol.AvailabilityView;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.QueueCommand;
import org.indiretta.protocol.Reply;
import org.indiretta.routing.Availability;
import org.indiretta.routing.Routing;

/**
 * The door of this room: one method per command. Each asks whether this principal may do this now,
 * decides it by one conditional update, and tells the news after the commit. Expected refusals are
 * {@link Reply.Refused}; a failed future is a fault, mapped in one place by the dispatcher.
 *
 * <p>Said once for all of them: somebody else's consultation is NOT_FOUND unless said otherwise,
 * what is done already is answered as done and told to nobody, and a move that loses every race
 * against others is UNAVAILABLE, to be tried again after 500 ms. "While active" means WRONG_STATE
 * otherwise. A reader is the citizen, the owner, who is asked to take over, or who is in the
 * running call.
 */
public final class Consultations {
  private static final Duration LONGEST_PAUSE = Duration.ofHours(Protocol.PAUSE_HOURS);

  private final Parts parts;
  private final Starts starts;
  private final TopicChange topicChange;
  private final Reading reading;
  private final Writing writing;
  private final Desks desks;
  private final Deadlines deadlines;
  private final Availability availability;
  private final Calls calls;
  private final Routing routing;
  private final Guests guests;
  private final Supervision supervision;
  private final Codes codes;
  private final Transfers transfers;
  private final CallBacks callBacks;
  private final Looks looks;

  /** Opens the room; {@link #sweep} is called about once a second from then on. */
  public Consultations(Rooms rooms) {
    this.parts = Parts.of(rooms);
    this.routing =
        new Routing(
            rooms.database(),
            rooms.presences(),
            rooms.directory(),
            rooms.clock(),
            rooms.timings().offers());
    this.availability =
        new Availability(
            routing,
            rooms.directory(),
            rooms.calendars(),
            parts.newcomers(),
            rooms.clock(),
            site -> rooms.bus().publishHere(new News.AvailabilityStale(site)));
    Admission admission = new Admission(parts);
    this.topicChange = new TopicChange(parts, admission);
    this.codes = new Codes(rooms);
    this.transfers = new Transfers(parts, routing);
    this.callBacks = new CallBacks(parts);
    this.looks = new Looks(parts);
    this.starts = new Starts(parts, routing, admission, codes);
    this.reading = new Reading(parts);
    this.writing = new Writing(parts, reading);
    this.desks = new Desks(parts);
    Offers offers = new Offers(parts.moves(), parts.rules(), rooms.presences(), rooms.clock());
    this.deadlines = new Deadlines(parts, routing, availability, offers, transfers);
    this.calls = new Calls(parts);
    this.guests = new Guests(parts, calls);
    this.supervision = new Supervision(parts);
    parts.moves().afterMove(deadlines::routeSoon);
    var _ =
        rooms
            .bus()
            .subscribe(
                news -> {
                  if (news instanceof News.DirectoryStale) {
                    deadlines.routeSoon();
                  }
                });
    rooms
        .presences()
        .tell(
            operator -> {
              parts.teller().deskStale();
              deadlines.routeSoon();
            });
  }

  /** The truth about calls. */
  public Calls calls() {
    return calls;
  }

  /**
   * Asks specialists who are on call; swept about once a second from then on.
   *
   * @param publicUrl where notices lead
   */
  public OnCalls onCalls(Notifier notifier, WebPush push, URI publicUrl) {
    parts.rooms().presences().reachesByMail(notifier.sends(Notice.Kind.MAIL));
    return new OnCalls(parts, notifier, push, publicUrl);
  }

  /** The guests of calls. */
  public Guests guests() {
    return guests;
  }

  /** What supervisors see and do. */
  public Supervision supervision() {
    return supervision;
  }

  /** Contact requests; what goes out about them is handed to this notifier. */
  public ContactRequests contactRequests(Notifier notifier, RequestSettings settings) {
    return new ContactRequests(parts, notifier, settings);
  }

  /**
   * From then on a call-back with a number that still waits after closing becomes a request (RT54).
   *
   * @param links makes the links by which the citizens follow them
   */
  public void keepCallBacks(ContactRequests requests, Supplier<ContactRequests.Link> links) {
    deadlines.keepCallBacks(new LateCallBacks(parts, requests.made(), links));
  }

  /** Ends consultations with such a request. */
  public Forwarding forwarding(ContactRequests requests) {
    return new Forwarding(parts, this, requests);
  }

  // ── by themselves ─────────────────────────────────────────────────────────────────────────────

  /**
   * What happens by itself: deadlines, lost links, offers. Called about once a second on every
   * node, never while the one before is under way; a fault ends it and the next goes on.
   */
  public Future<Void> sweep() {
    return deadlines.sweep();
  }

  /** How many that wait a sweep found unoffered though they should have been; for the metric. */
  public long missedOffers() {
    return routing.missed();
  }

  /**
   * Everybody who waits for a topic waits for another one from now on, in a mode that it offers;
   * how many they were.
   */
  public Future<Integer> moveWaiting(TopicId from, TopicId to) {
    return topicChange.moveAll(from, to);
  }

  /** What the connections of this node may receive and should have heard. */
  public Looks looks() {
    return looks;
  }

  /** How many open consultations there are, by the name of their state; for the gauges. */
  public Future<Map<String, Long>> openByState() {
    return parts.store().openByState();
  }

  /** What is open now, from the availability snapshot (in memory, at most 1 s old). */
  public Future<AvailabilityView> availability(SiteId site) {
    // Anybody may ask, before a hello too: only what there is takes room in memory.
    return parts
        .rooms()
        .directory()
        .site(site)
        .map(known -> availability.at(site).map(seen -> AvailabilityViews.of(known, seen)))
        .orElseGet(() -> Future.succeededFuture(new AvailabilityView(site, Map.of(), null, null)));
  }

  /**
   * Said by the socket room when a principal's first connection on this node opened, and its last
   * one ended.
   */
  public Future<Void> linked(Principal principal) {
    return switch (principal) {
      case Principal.Citizen citizen -> starts.linked(citizen.id());
      case Principal.Staff staff -> parts.rooms().presences().linked(staff.id());
      case Principal.Guest _ -> Future.succeededFuture();
    };
  }

  /** The other half of {@link #linked}. */
  public Future<Void> unlinked(Principal principal) {
    return switch (principal) {
      case Principal.Citizen citizen -> starts.unlinked(citizen.id());
      case Principal.Staff staff -> {
        parts.rooms().presences().unlinked(staff.id());
        yield Future.succeededFuture();
      }
      case Principal.Guest _ -> Future.succeededFuture();
    };
  }

  /** A member of staff is signed in nowhere any more. */
  public Future<Void> signedOut(Principal.Staff staff) {
    return parts
        .rooms()
        .presences()
        .signedOut(staff.id())
        .compose(done -> supervision.signedOut(staff.id()));
  }

  // ── the citizen's ─────────────────────────────────────────────────────────────────────────────

  /** A citizen's open consultation and those still readable, for the welcome. */
  public Future<List<ConsultationView>> ofCitizen(Principal.Citizen citizen) {
    return starts.ofCitizen(citizen);
  }

  /** Answered by Started with the new one, or with the one already open. */
  public Future<Reply> start(Principal.Citizen citizen, Command.StartConsultation command) {
    return starts.start(citizen, command);
  }

  /** Waiting it is abandoned, active it ends, in the wrap-up the end is said at once. */
  public Future<Reply> leave(Principal.Citizen citizen, Command.LeaveConsultation command) {
    return move(command, command.consultation(), of -> parts.rules().leave(citizen, of));
  }

  /**
   * Within {@link Timings#REOPEN} of the end: first in the queue, and offered at once to the same
   * operator where possible; until the end of the day when it ended because the citizen was gone
   * (RT53). WRONG_STATE later, after an abusive end, and for one that the citizen left unanswered.
   */
  public Future<Reply> reopen(Principal.Citizen citizen, Command.ReopenConsultation command) {
    return starts.reopen(citizen, command);
  }

  /**
   * Another topic while it waits, with the time of arrival and the lane kept; refused as a start
   * would be, and WRONG_STATE once somebody answers.
   */
  public Future<Reply> changeTopic(Principal.Citizen citizen, QueueCommand.ChangeTopic command) {
    return topicChange.change(citizen, command);
  }

  /**
   * While waiting: the citizen keeps the place and is called when the turn comes; with a telephone
   * number no browser needs to be connected (RT54). WRONG_STATE later.
   */
  public Future<Reply> keepPlace(Principal.Citizen citizen, QueueCommand.KeepPlace command) {
    return callBacks.keep(citizen, command);
  }

  /** Within 24 h of the end; a second rating replaces the first. */
  public Future<Reply> rate(Principal.Citizen citizen, Command.RateConsultation command) {
    return writing.rate(citizen, command);
  }

  /** The page of the portal the citizen is on, told to staff; NOT_FOUND once it has ended. */
  public Future<Reply> changePage(Principal.Citizen citizen, Command.ChangePage command) {
    return writing.changePage(citizen, command);
  }

  // ── both sides' ───────────────────────────────────────────────────────────────────────────────

  /**
   * By the citizen until the end is said, or by the owner while active; later WRONG_STATE. Done
   * means committed (P1); the same client message id again has one effect (P3), with another text
   * it is ID_REUSED. UNAVAILABLE when it cannot be written now.
   *
   * @param connection the connection's own id: the push of what it wrote is not sent back to it
   */
  public Future<Reply> send(Principal principal, Command.SendMessage command, String connection) {
    return writing.send(principal, command, connection);
  }

  /** As {@link #send}; BAD_FILE unless the same person uploaded it here and it is not yet shown. */
  public Future<Reply> sendFile(Principal principal, Command.SendFile command, String connection) {
    return writing.sendFile(principal, command, connection);
  }

  /**
   * The caller has subscribed this principal's address of the consultation before it asks.
   * NOT_FOUND when not a participant.
   */
  public Future<Reply> resume(Principal principal, Command.Resume command) {
    return reading.resume(principal, command);
  }

  /** By a reader, told to the other side and never stored; not told while nobody answers. */
  public Future<Reply> setTyping(
      Principal principal, Command.SetTyping command, String connection) {
    return reading.typing(principal, command, connection);
  }

  /** By a reader; told to both sides when it moves forward, at most to the last entry. */
  public Future<Reply> markRead(Principal principal, Command.MarkRead command, String connection) {
    return reading.markRead(principal, command, connection);
  }

  // ── staff's ───────────────────────────────────────────────────────────────────────────────────

  /**
   * Anybody's own, for all of their devices; MALFORMED with an expected end that is past or more
   * than {@link Protocol#PAUSE_HOURS} ahead.
   */
  public Future<Reply> setPresence(Principal.Staff staff, Command.SetPresence command) {
    Instant now = parts.rooms().clock().now();
    Instant until = command.until();
    if (until != null && (until.isBefore(now) || until.isAfter(now.plus(LONGEST_PAUSE)))) {
      return Future.succeededFuture(
          Reply.Refused.of(
              command.id(), ErrorCode.MALFORMED, "until: a time within the next 24 h is expected"));
    }
    return parts
        .rooms()
        .presences()
        .set(staff.id(), command.state(), command.reason(), until)
        .map(new Reply.Done(command.id()));
  }

  /** A person is at the console: answers "still there?" where that was asked. */
  public Future<Reply> stillHere(Principal.Staff staff, Command.StillHere command) {
    return parts.rooms().presences().stillHere(staff.id()).map(new Reply.Done(command.id()));
  }

  /**
   * The person goes: OFFLINE, so that nothing new comes, and every active consultation of theirs is
   * first in its queue at once. UNAVAILABLE when one of them could not be given back; then all
   * others were, and the same command does the rest.
   */
  public Future<Reply> handBack(Principal.Staff staff, QueueCommand.HandBack command) {
    return parts
        .rooms()
        .presences()
        .set(staff.id(), PresenceState.OFFLINE, null, null)
        .compose(gone -> parts.store().activeOf(staff.id()))
        .compose(
            own ->
                Future.join(
                    own.stream()
                        .map(id -> move(command, id, of -> parts.rules().handBack(staff, of)))
                        .toList()))
        .map(
            all ->
                all.<Reply>list().stream()
                    .filter(Consultations::cameTooOften)
                    .findFirst()
                    .orElseGet(() -> new Reply.Done(command.id())));
  }

  /** Any other refusal says that the consultation is no longer theirs to give back. */
  private static boolean cameTooOften(Reply reply) {
    return reply instanceof Reply.Refused refused && refused.code() == ErrorCode.UNAVAILABLE;
  }

  /** The desk of one person, for watchQueue and for DeskChanged. */
  public Future<DeskView> desk(Principal.Staff staff) {
    return desks.of(staff.id());
  }

  /**
   * By hand, by who serves the topic, else FORBIDDEN. TAKEN, with the name, by who was faster or
   * has the place held; WRONG_STATE after its end. Of several who try exactly one gets it (P9).
   */
  public Future<Reply> take(Principal.Staff staff, Command.TakeConsultation command) {
    return move(command, command.consultation(), of -> parts.rules().take(staff, of));
  }

  /** By who it is offered to; WRONG_STATE when that has ended, TAKEN when others have it (P9). */
  public Future<Reply> acceptOffer(Principal.Staff staff, Command.AcceptOffer command) {
    return move(command, command.consultation(), of -> parts.rules().accept(staff, of));
  }

  /** Back to the queue with its place kept; counts as an answer. WRONG_STATE once it has ended. */
  public Future<Reply> declineOffer(Principal.Staff staff, Command.DeclineOffer command) {
    return move(command, command.consultation(), of -> parts.rules().decline(staff, of))
        .compose(reply -> parts.rooms().presences().offerAnswered(staff.id()).map(reply));
  }

  /** By the owner until the wrap-up is over, told to staff alone; the refusals of {@link #send}. */
  public Future<Reply> addNote(Principal.Staff staff, Command.AddNote command, String connection) {
    return writing.note(staff, command, connection);
  }

  /**
   * By the owner, until the end: the content of an own message, file or note goes for good and its
   * place stays, which everybody is told. NOT_FOUND for any other entry, WRONG_STATE when not the
   * owner or after the end.
   */
  public Future<Reply> withdraw(Principal.Staff staff, Command.WithdrawEntry command) {
    return writing.withdraw(staff, command);
  }

  /**
   * By the owner, while active; a second request replaces the first. NOT_FOUND for a colleague who
   * is unknown, disabled or oneself, WRONG_STATE for one who is offline.
   */
  public Future<Reply> offerHandOver(Principal.Staff staff, Command.OfferHandOver command) {
    HandOver offer =
        new HandOver.ToColleague(command.to(), command.note(), parts.rooms().clock().now());
    return parts
        .rooms()
        .presences()
        .of(command.to())
        .compose(
            colleague -> {
              boolean there = colleague.state() != PresenceState.OFFLINE;
              return move(
                  command,
                  command.consultation(),
                  of -> parts.rules().offerHandOver(staff, of, offer, there));
            });
  }

  /**
   * By the colleague who is asked, else WRONG_STATE; the owner stays until it is accepted (P9). Of
   * a topic who declines is followed by the next; an answer ends a row of expired offers.
   */
  public Future<Reply> answerHandOver(Principal.Staff staff, Command.AnswerHandOver command) {
    return move(
            command,
            command.consultation(),
            of -> parts.rules().answerHandOver(staff, of, command.accept()))
        .compose(reply -> parts.rooms().presences().offerAnswered(staff.id()).map(reply));
  }

  /**
   * By the owner, while active: the topic's operators are asked one after the other (RT50).
   * NOT_FOUND for an unknown or disabled topic, NOBODY_THERE when nobody else is there for it.
   */
  public Future<Reply> transfer(Principal.Staff staff, QueueCommand.TransferToTopic command) {
    return transfers.transfer(staff, command);
  }

  /** By the owner: where it could be passed to now. */
  public Future<Reply> transfers(Principal.Staff staff, QueueCommand.ListTransfers command) {
    return transfers.list(staff, command);
  }

  /** Anybody's of staff; NOT_FOUND for an unknown or disabled topic (RT52). */
  public Future<Reply> makeJoinCode(Principal.Staff staff, QueueCommand.MakeJoinCode command) {
    return codes.make(staff, command);
  }

  /** By the owner, while active; the colleague no longer reads it. Nothing to do is done, too. */
  public Future<Reply> cancelHandOver(Principal.Staff staff, Command.CancelHandOver command) {
    return move(command, command.consultation(), of -> parts.rules().cancelHandOver(staff, of));
  }

  /** By the owner, while active: an event in the transcript that both sides see. */
  public Future<Reply> askAnythingElse(Principal.Staff staff, Command.AskAnythingElse command) {
    return move(command, command.consultation(), of -> parts.rules().askAnythingElse(staff, of));
  }

  /** By the owner, while active: an event both sides see, without which no end is abusive. */
  public Future<Reply> warn(Principal.Staff staff, Command.WarnCitizen command) {
    return move(command, command.consultation(), of -> parts.rules().warn(staff, of));
  }

  /**
   * By the owner; told to the citizen when {@link Timings#UNDO} is over. FORBIDDEN with an outcome
   * that is the citizen's to cause, WRONG_STATE for an abusive end without a warning. To be
   * completed: answered by Closed with the return code, which the citizen is told too (RT51).
   */
  public Future<Reply> close(Principal.Staff staff, Command.CloseConsultation command) {
    ConsultationId id = command.consultation();
    return parts
        .moves()
        .decide(id, of -> parts.rules().close(staff, of, command.outcome()))
        .compose(
            result -> {
              Consultation of =
                  switch (result) {
                    case Moves.Result.Moved(Consultation after) -> after;
                    case Moves.Result.Stayed(Consultation present) -> present;
                    case Moves.Result.Refused _, Moves.Result.Overrun _ -> null;
                  };
              boolean toBeCompleted =
                  of != null
                      && of.state() instanceof State.WrapUp wrapUp
                      && wrapUp.outcome() == Outcome.TO_BE_COMPLETED;
              return toBeCompleted
                  ? issued(command)
                  : Future.succeededFuture(parts.moves().reply(command.id(), result));
            });
  }

  private Future<Reply> issued(Command.CloseConsultation command) {
    ConsultationId id = command.consultation();
    return codes
        .issue(id)
        .map(
            made -> {
              Push push = new Push.ReturnCodeGiven(id, made.code(), made.expiresAt());
              parts.teller().citizen(id, push, null);
              return new Reply.Closed(command.id(), made.code(), made.expiresAt());
            });
  }

  /** By the owner, within {@link Timings#UNDO} of the end; later WRONG_STATE. */
  public Future<Reply> undoClose(Principal.Staff staff, Command.UndoClose command) {
    return move(command, command.consultation(), of -> parts.rules().undo(staff, of));
  }

  private Future<Reply> move(
      Command command, ConsultationId id, Function<Consultation, Decision> rule) {
    return parts.moves().answer(command.id(), id, rule);
  }
}
