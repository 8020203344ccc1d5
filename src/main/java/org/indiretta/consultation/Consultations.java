package org.indiretta.consultation;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.indiretta.bus.News;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.SiteId;
import org.indiretta.protocol.AvailabilityView;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.Reply;
import org.indiretta.routing.Availability;
import org.indiretta.routing.Routing;
import org.indiretta.sql.DatabaseUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of this room: one method per command. Each asks whether this principal may do this now,
 * decides it by one conditional update, and tells the news after the commit. Expected refusals are
 * {@link Reply.Refused}; a failed future is a fault, mapped in one place by the dispatcher.
 */
public final class Consultations {
  private static final Logger LOG = LoggerFactory.getLogger(Consultations.class);

  private final Parts parts;
  private final Starts starts;
  private final Writing writing;
  private final Desks desks;
  private final Deadlines deadlines;
  private final Availability availability;
  private final Calls calls;

  /** Opens the room; {@link #sweep} is called about once a second from then on. */
  public Consultations(Rooms rooms) {
    this.parts = Parts.of(rooms);
    Routing routing =
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
            rooms.clock(),
            site -> rooms.bus().publish(new News.AvailabilityStale(site)));
    this.starts = new Starts(parts, routing);
    this.writing = new Writing(parts);
    this.desks = new Desks(parts);
    Offers offers = new Offers(parts.moves(), parts.rules(), rooms.presences(), rooms.clock());
    this.deadlines = new Deadlines(parts, routing, availability, offers);
    this.calls = new Calls(parts);
    parts.moves().afterMove(this::route);
    rooms
        .presences()
        .tell(
            operator -> {
              parts.teller().deskStale();
              route();
            });
  }

  /** The truth about calls. */
  public Calls calls() {
    return calls;
  }

  // ── by themselves ─────────────────────────────────────────────────────────────────────────────

  /**
   * What happens by itself: deadlines, lost links, offers. Called about once a second on every
   * node, never while the one before is under way; a fault ends it and the next goes on.
   */
  public Future<Void> sweep() {
    return deadlines.sweep();
  }

  /** How many open consultations there are, by the name of their state; for the gauges. */
  public Future<Map<String, Long>> openByState() {
    return parts
        .store()
        .openByState()
        .map(
            all ->
                all.stream()
                    .collect(
                        Collectors.toMap(
                            SqlConsultations.StateCount::state,
                            SqlConsultations.StateCount::count)));
  }

  /** Offers what can be offered now, without waiting for the next sweep. */
  private void route() {
    var _ =
        deadlines
            .route()
            .onFailure(
                fault -> {
                  if (!(fault instanceof DatabaseUnavailable)) {
                    LOG.atWarn().setCause(fault).log("routing ended by a fault; the sweep goes on");
                  }
                });
  }

  /** What is open now, from the availability snapshot (in memory, at most 1 s old). */
  public Future<AvailabilityView> availability(SiteId site) {
    // Anybody may ask, before a hello too: only what there is takes room in memory.
    if (parts.rooms().directory().site(site).isEmpty()) {
      return Future.succeededFuture(new AvailabilityView(site, java.util.Map.of()));
    }
    return availability.at(site).map(open -> new AvailabilityView(site, open));
  }

  /**
   * Said by the socket room when a principal's first connection on this node opened, and its last
   * one ended.
   */
  public Future<Void> linked(Principal principal) {
    return switch (principal) {
      case Principal.Citizen citizen -> starts.linked(citizen.id());
      case Principal.Staff staff -> parts.rooms().presences().linked(staff.id());
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
    };
  }

  /** A member of staff is signed in nowhere any more. */
  public Future<Void> signedOut(Principal.Staff staff) {
    return parts.rooms().presences().signedOut(staff.id());
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

  public Future<Reply> leave(Principal.Citizen citizen, Command.LeaveConsultation command) {
    return move(command, command.consultation(), of -> parts.rules().leave(citizen, of));
  }

  public Future<Reply> reopen(Principal.Citizen citizen, Command.ReopenConsultation command) {
    return starts.reopen(citizen, command);
  }

  /** Within 24 h of the end; a second rating replaces the first. */
  public Future<Reply> rate(Principal.Citizen citizen, Command.RateConsultation command) {
    return writing.rate(citizen, command);
  }

  public Future<Reply> changePage(Principal.Citizen citizen, Command.ChangePage command) {
    return writing.changePage(citizen, command);
  }

  // ── both sides' ───────────────────────────────────────────────────────────────────────────────

  /**
   * @param connection the connection's own id: the push of what it wrote is not sent back to it
   */
  public Future<Reply> send(Principal principal, Command.SendMessage command, String connection) {
    return writing.send(principal, command, connection);
  }

  public Future<Reply> sendFile(Principal principal, Command.SendFile command, String connection) {
    return writing.sendFile(principal, command, connection);
  }

  /**
   * The caller has subscribed this principal's address of the consultation before it asks.
   * NOT_FOUND when not a participant.
   */
  public Future<Reply> resume(Principal principal, Command.Resume command) {
    return writing.resume(principal, command);
  }

  public Future<Reply> setTyping(
      Principal principal, Command.SetTyping command, String connection) {
    return writing.typing(principal, command, connection);
  }

  public Future<Reply> markRead(Principal principal, Command.MarkRead command, String connection) {
    return writing.markRead(principal, command, connection);
  }

  // ── staff's ───────────────────────────────────────────────────────────────────────────────────

  public Future<Reply> setPresence(Principal.Staff staff, Command.SetPresence command) {
    return parts
        .rooms()
        .presences()
        .set(staff.id(), command.state(), command.reason())
        .map(new Reply.Done(command.id()));
  }

  /** The desk of one person, for watchQueue and for DeskChanged. */
  public Future<DeskView> desk(Principal.Staff staff) {
    return desks.of(staff.id());
  }

  public Future<Reply> take(Principal.Staff staff, Command.TakeConsultation command) {
    return move(command, command.consultation(), of -> parts.rules().take(staff, of));
  }

  public Future<Reply> acceptOffer(Principal.Staff staff, Command.AcceptOffer command) {
    return move(command, command.consultation(), of -> parts.rules().accept(staff, of));
  }

  public Future<Reply> declineOffer(Principal.Staff staff, Command.DeclineOffer command) {
    return move(command, command.consultation(), of -> parts.rules().decline(staff, of))
        .compose(reply -> parts.rooms().presences().offerAnswered(staff.id()).map(reply));
  }

  public Future<Reply> addNote(Principal.Staff staff, Command.AddNote command, String connection) {
    return writing.note(staff, command, connection);
  }

  public Future<Reply> withdraw(Principal.Staff staff, Command.WithdrawEntry command) {
    return writing.withdraw(staff, command);
  }

  public Future<Reply> offerHandOver(Principal.Staff staff, Command.OfferHandOver command) {
    HandOver offer = new HandOver(command.to(), command.note(), parts.rooms().clock().now());
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

  public Future<Reply> answerHandOver(Principal.Staff staff, Command.AnswerHandOver command) {
    return move(
        command,
        command.consultation(),
        of -> parts.rules().answerHandOver(staff, of, command.accept()));
  }

  public Future<Reply> cancelHandOver(Principal.Staff staff, Command.CancelHandOver command) {
    return move(command, command.consultation(), of -> parts.rules().cancelHandOver(staff, of));
  }

  public Future<Reply> askAnythingElse(Principal.Staff staff, Command.AskAnythingElse command) {
    return move(command, command.consultation(), of -> parts.rules().askAnythingElse(staff, of));
  }

  public Future<Reply> warn(Principal.Staff staff, Command.WarnCitizen command) {
    return move(command, command.consultation(), of -> parts.rules().warn(staff, of));
  }

  public Future<Reply> close(Principal.Staff staff, Command.CloseConsultation command) {
    return move(
        command, command.consultation(), of -> parts.rules().close(staff, of, command.outcome()));
  }

  public Future<Reply> undoClose(Principal.Staff staff, Command.UndoClose command) {
    return move(command, command.consultation(), of -> parts.rules().undo(staff, of));
  }

  private Future<Reply> move(
      Command command, ConsultationId id, Function<Consultation, Decision> rule) {
    return parts.moves().answer(command.id(), id, rule);
  }
}
