package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.indiretta.bus.Address;
import org.indiretta.identity.CallId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.PeerId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.sql.InTurn;
import org.indiretta.transcript.Writer;

/**
 * The truth about calls: who proposed, accepted, joined and left, and why one ended. Decided in
 * PostgreSQL under the consultation's lock, written into the transcript, told after the commit.
 * What peers signal never comes here.
 *
 * <p>For every command: NOT_FOUND unless by the citizen, the owner or who is in the call or invited
 * to it (C1, C13), WRONG_STATE when the consultation is not active or the call named is not its
 * present one. "A peer's alone" means WRONG_STATE for a browser that has not joined or in whose
 * place another one joined since.
 */
public final class Calls {
  private final Rooms rooms;
  private final SqlCalls sql;
  private final SqlConsultations store;
  private final CallRules rules;
  private final CallViews views;
  private final Projection projection;
  private final Teller teller;
  private final Moves moves;
  private final CallTimings timings;

  Calls(Parts parts) {
    this.rooms = parts.rooms();
    this.sql = parts.calls();
    this.store = parts.store();
    this.rules = parts.callRules();
    this.views = parts.callViews();
    this.projection = parts.projection();
    this.teller = parts.teller();
    this.moves = parts.moves();
    this.timings = parts.rooms().timings().calls();
  }

  /** How long a call may last, and credentials for it are valid. */
  public CallTimings timings() {
    return timings;
  }

  /**
   * Hears each change that is decided on this node, before anybody is told; set once while wiring.
   */
  public void onChange(Consumer<CallView> listener) {
    teller.onCallChange(listener);
  }

  // ── commands ──────────────────────────────────────────────────────────────────────────────────

  /**
   * Asks the other side for a call, or changes the mode of the own proposal or of the running call
   * (C2). FORBIDDEN when the topic does not offer the mode; WRONG_STATE when the other side
   * proposed, whose proposal is to be answered.
   */
  public Future<Reply> propose(Principal principal, CallCommand.ProposeCall command) {
    return answer(command, of -> rules.propose(principal, of, command.mode()));
  }

  /** To the other side's proposal, else WRONG_STATE (C2); accepting is the start of the call. */
  public Future<Reply> answer(Principal principal, CallCommand.AnswerCall command) {
    return answer(command, of -> rules.answer(principal, of, command));
  }

  /** How joining went. */
  public sealed interface Joining {
    /**
     * In it, as the peer that was asked for.
     *
     * @param seat how often a browser has taken this person's place by now
     * @param room its room at Jitsi; null when the browsers carry it
     */
    record Joined(CallView call, int seat, String room) implements Joining {}

    record Refused(Reply.Refused reply) implements Joining {}
  }

  /**
   * Gives the place of this person to a browser; WRONG_STATE before the call was accepted, and when
   * the command names a browser that is not the last one there (C4).
   *
   * @param peer its id, at which it hears already: a new one, or the one that the command names
   */
  public Future<Joining> join(Principal principal, CallCommand.JoinCall command, PeerId peer) {
    return decide(command.consultation(), of -> rules.peers().join(principal, of, command, peer))
        .map(
            tried ->
                switch (tried) {
                  case SqlCalls.Tried.Changed changed -> joined(changed.after().call(), peer);
                  case SqlCalls.Tried.Stayed(Consultation present) -> joined(present.call(), peer);
                  case SqlCalls.Tried.Refused(ErrorCode code, String detail) ->
                      new Joining.Refused(Reply.Refused.of(command.id(), code, detail));
                });
  }

  private Joining joined(Call call, PeerId peer) {
    JitsiRoom room = call.proposal().room();
    int seat = ((Call.Running) call).at(peer).orElseThrow().seat().number();
    return new Joining.Joined(views.of(call), seat, room == null ? null : room.name());
  }

  /** As the browsers' own call from now on, when Jitsi carried it (C17). Everybody joins again. */
  public Future<Reply> useOwn(Principal principal, CallCommand.UseOwnCall command) {
    return answer(command, of -> rules.useOwn(principal, of, command.call()));
  }

  /** What this peer sends now; sharing is written into the transcript (C9). A peer's alone. */
  public Future<Reply> setMedia(Principal principal, CallCommand.SetMedia command, PeerId peer) {
    return answer(command, of -> rules.peers().media(principal, of, command, peer));
  }

  /** The last report of a peer is kept for the end's entry (C9); nobody is told. A peer's alone. */
  public Future<Reply> report(Principal principal, CallCommand.ReportCall command, PeerId peer) {
    return answer(command, of -> rules.peers().report(principal, of, command, peer));
  }

  /**
   * Takes the own proposal back, or leaves the running call, which ends when fewer than two are
   * left (C2, C8). WRONG_STATE for the other side's proposal and for who is not in the call.
   */
  public Future<Reply> leave(Principal principal, CallCommand.LeaveCall command) {
    return answer(command, of -> rules.leave(principal, of, command));
  }

  /**
   * Switches real-time text for both sides (C10). FORBIDDEN when staff switch it on and no call is
   * running. Both are told.
   */
  public Future<Reply> setLiveText(Principal principal, CallCommand.SetLiveText command) {
    return decide(command.consultation(), of -> rules.liveText(principal, of, command.on()))
        .map(
            tried -> {
              if (tried instanceof SqlCalls.Tried.Changed changed) {
                Author by = projection.author(CallAccess.participant(principal, changed.after()));
                teller.everybody(
                    changed.after().id(),
                    new Push.LiveTextSet(changed.after().id(), command.on(), by),
                    null);
              }
              return reply(command.id(), tried);
            });
  }

  // ── who is in it ──────────────────────────────────────────────────────────────────────────────

  /** A member of staff into the running call, by the owner (C13). */
  public Future<Reply> invite(Principal principal, CallCommand.InviteToCall command) {
    return answer(command, of -> rules.people().invite(principal, of, command));
  }

  /** Anybody but the citizen and the owner, by the owner; also an invitation or link (C13). */
  public Future<Reply> remove(Principal principal, CallCommand.RemoveFromCall command) {
    return answer(command, of -> rules.people().remove(principal, of, command));
  }

  /** A guest into the running call; empty when they have the place now. */
  Future<Optional<SqlCalls.Tried.Refused>> inviteGuest(
      Principal.Staff staff, ConsultationId id, Guests.Wanted wanted, CallStep.NewGuest guest) {
    return decide(id, of -> rules.people().inviteGuest(staff, of, wanted, guest))
        .map(
            tried ->
                tried instanceof SqlCalls.Tried.Refused why ? Optional.of(why) : Optional.empty());
  }

  /** What somebody shows, by the citizen or the owner; the peer is told to stop (C16). */
  public Future<Reply> endShare(Principal principal, CallCommand.EndShare command) {
    return answer(command, of -> rules.people().endShare(principal, of, command));
  }

  // ── what the relay asks before it passes anything on ──────────────────────────────────────────

  /** What somebody may pass on in a consultation now. */
  public sealed interface Standing {
    /**
     * A participant.
     *
     * @param author as the other side knows them
     * @param call the call that has not ended; null for none
     * @param liveText whether real-time text is on
     * @param others where everybody else hears; the own side only when there are several of it
     */
    record Participant(Author author, CallView call, boolean liveText, Set<Address> others)
        implements Standing {}

    record Refused(ErrorCode code, String detail) implements Standing {}
  }

  /** Who this is in the consultation now; one read, nothing is changed. */
  public Future<Standing> standing(Principal principal, ConsultationId id) {
    return store
        .find(id)
        .map(
            found -> {
              Writer me = found.map(of -> CallAccess.participant(principal, of)).orElse(null);
              if (me == null) {
                return new Standing.Refused(ErrorCode.NOT_FOUND, "no such consultation");
              }
              Consultation of = found.get();
              if (of.isInvited(principal)) {
                return new Standing.Refused(ErrorCode.WRONG_STATE, "join the call first");
              }
              return of.state() instanceof State.Active
                  ? new Standing.Participant(
                      projection.author(me),
                      views.of(of.call()),
                      of.liveText(),
                      Teller.othersThan(of, me))
                  : new Standing.Refused(ErrorCode.WRONG_STATE, "the consultation is not active");
            });
  }

  /** The newest version of those of these calls that go on. */
  public Future<Map<CallId, Integer>> versions(Collection<CallId> calls) {
    return calls.isEmpty() ? Future.succeededFuture(Map.of()) : sql.versions(calls);
  }

  /** Those of these calls that go on, as they are now. */
  public Future<List<CallView>> open(Collection<CallId> calls) {
    return calls.isEmpty()
        ? Future.succeededFuture(List.of())
        : sql.open(calls).map(all -> all.stream().map(of -> views.of(of.call())).toList());
  }

  // ── by themselves ─────────────────────────────────────────────────────────────────────────────

  /**
   * The connection of this peer is gone. Nothing when it came back over another one since.
   *
   * @param seat as {@link Joining.Joined} said it
   */
  public Future<Void> gone(ConsultationId consultation, CallId call, PeerId peer, int seat) {
    return decide(consultation, of -> rules.peers().gone(of, call, peer, seat)).mapEmpty();
  }

  /** This node holds these browsers now; said every few seconds. */
  public Future<Void> seen(Collection<PeerId> peers) {
    return peers.isEmpty()
        ? Future.succeededFuture()
        : sql.seen(peers, rooms.clock().now()).mapEmpty();
  }

  /** What time brings: called about once a second on every node. */
  public Future<Void> sweep() {
    Instant now = rooms.clock().now();
    // While the database was away nobody could come back: nobody is lost before they had the time.
    boolean judges = rooms.presences().steadyFor(timings.rejoin());
    Instant awayBefore = judges ? now.minus(timings.rejoin()) : Instant.EPOCH;
    Future<List<SqlCalls.Unseen>> unseen =
        judges ? sql.unseen(now.minus(timings.unseen())) : Future.succeededFuture(List.of());
    return InTurn.steps(
        List.of(
            () ->
                unseen.compose(
                    all ->
                        InTurn.all(
                            all,
                            each ->
                                gone(each.consultation(), each.call(), each.peer(), each.seat()))),
            () ->
                sql.due(now, awayBefore, timings)
                    .compose(all -> InTurn.all(all, id -> decide(id, rules::due)))));
  }

  // ── shared ────────────────────────────────────────────────────────────────────────────────────

  private Future<Reply> answer(
      CallCommand command, Function<Consultation, CallStep.Decision> rule) {
    return decide(command.consultation(), rule).map(tried -> reply(command.id(), tried));
  }

  private static Reply reply(String commandId, SqlCalls.Tried tried) {
    return tried instanceof SqlCalls.Tried.Refused(ErrorCode code, String detail)
        ? Reply.Refused.of(commandId, code, detail)
        : new Reply.Done(commandId);
  }

  private Future<SqlCalls.Tried> decide(
      ConsultationId id, Function<Consultation, CallStep.Decision> rule) {
    return sql.decide(id, rule, rooms.clock().now())
        .map(
            tried -> {
              if (tried instanceof SqlCalls.Tried.Changed changed) {
                told(changed);
              }
              return tried;
            });
  }

  private void told(SqlCalls.Tried.Changed changed) {
    teller.called(changed.before(), changed.after(), changed.step(), changed.entries());
    if (changed.before().mode() != changed.after().mode()) {
      moves.ranAfter();
    }
  }
}
