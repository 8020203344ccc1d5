package org.indiretta.consultation;

import io.vertx.core.Future;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.DeskView;
import org.indiretta.protocol.Reply;

/**
 * The door of this room: one method per command. Each asks whether this principal may do this now,
 * decides it by one conditional update, and tells the news after the commit. Expected refusals are
 * {@link Reply.Refused}; a failed future is a fault, mapped in one place by the dispatcher.
 */
public final class Consultations {
  // SKELETON: the signatures that the dispatcher uses; `core` replaces this class.

  /** A citizen's open consultation and those still readable, for the welcome. */
  public Future<java.util.List<org.indiretta.protocol.ConsultationView>> ofCitizen(
      Principal.Citizen citizen) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> start(Principal.Citizen citizen, Command.StartConsultation command) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> leave(Principal.Citizen citizen, Command.LeaveConsultation command) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> reopen(Principal.Citizen citizen, Command.ReopenConsultation command) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> rate(Principal.Citizen citizen, Command.RateConsultation command) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> changePage(Principal.Citizen citizen, Command.ChangePage command) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param connection the connection's own id: the push of what it wrote is not sent back to it
   */
  public Future<Reply> send(Principal principal, Command.SendMessage command, String connection) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> sendFile(Principal principal, Command.SendFile command, String connection) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> addNote(Principal.Staff staff, Command.AddNote command, String connection) {
    throw new UnsupportedOperationException();
  }

  /**
   * The caller has subscribed this principal's address of the consultation before it asks.
   * NOT_FOUND when not a participant.
   */
  public Future<Reply> resume(Principal principal, Command.Resume command) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> setTyping(
      Principal principal, Command.SetTyping command, String connection) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> markRead(Principal principal, Command.MarkRead command, String connection) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> setPresence(Principal.Staff staff, Command.SetPresence command) {
    throw new UnsupportedOperationException();
  }

  /** The desk of one person, for watchQueue and for DeskChanged. */
  public Future<DeskView> desk(Principal.Staff staff) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> take(Principal.Staff staff, Command.TakeConsultation command) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> acceptOffer(Principal.Staff staff, Command.AcceptOffer command) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> declineOffer(Principal.Staff staff, Command.DeclineOffer command) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> withdraw(Principal.Staff staff, Command.WithdrawEntry command) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> offerHandOver(Principal.Staff staff, Command.OfferHandOver command) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> answerHandOver(Principal.Staff staff, Command.AnswerHandOver command) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> cancelHandOver(Principal.Staff staff, Command.CancelHandOver command) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> askAnythingElse(Principal.Staff staff, Command.AskAnythingElse command) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> warn(Principal.Staff staff, Command.WarnCitizen command) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> close(Principal.Staff staff, Command.CloseConsultation command) {
    throw new UnsupportedOperationException();
  }

  public Future<Reply> undoClose(Principal.Staff staff, Command.UndoClose command) {
    throw new UnsupportedOperationException();
  }

  /**
   * Said by the socket room when a principal's first connection on this node opened, and its last
   * one ended.
   */
  public Future<Void> linked(Principal principal) {
    throw new UnsupportedOperationException();
  }

  public Future<Void> unlinked(Principal principal) {
    throw new UnsupportedOperationException();
  }

  /** What is open now, from the availability snapshot (in memory, at most 1 s old). */
  public Future<org.indiretta.protocol.AvailabilityView> availability(
      org.indiretta.identity.SiteId site) {
    throw new UnsupportedOperationException();
  }
}
