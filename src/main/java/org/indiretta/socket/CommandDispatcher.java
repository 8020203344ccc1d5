package org.indiretta.socket;

import io.vertx.core.Future;
import org.indiretta.consultation.Consultations;
import org.indiretta.identity.PeerId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.BoardCommand;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CloseCode;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.Decoded;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.QueueCommand;
import org.indiretta.protocol.Reply;
import org.indiretta.signalling.Signalling;
import org.indiretta.socket.CommandTable.Row;

/**
 * The only switch over commands: who may, how much, to which door, and one reply for each (rule
 * W3).
 */
final class CommandDispatcher {
  private final Hub hub;
  private final Consultations consultations;
  private final Signalling signalling;
  private final Greeter greeter;
  private final Watches watches;
  private final Faults faults;

  CommandDispatcher(Hub hub, Live.Parts parts, Watches watches) {
    this.hub = hub;
    this.consultations = parts.consultations();
    this.signalling = parts.signalling();
    this.greeter = new Greeter(hub, parts);
    this.watches = watches;
    this.faults = new Faults(parts.isAway(), parts.clock());
  }

  /** Answers what is not a command. A version that is not served also ends the connection. */
  void refuse(Connection from, Decoded.Malformed malformed) {
    String detail =
        malformed.field() == null
            ? malformed.detail()
            : malformed.field() + ": " + malformed.detail();
    from.reply(Reply.Refused.of(malformed.id(), malformed.code(), detail));
    if (malformed.code() == ErrorCode.VERSION) {
      from.end(CloseCode.RELOAD, null);
    }
  }

  /** Answers a command, now or later. */
  void dispatch(Connection from, Command command) {
    hub.metrics().command(command);
    Reply.Refused refused = refusal(from, command);
    if (refused != null) {
      from.reply(refused);
      return;
    }
    if (from.principal() instanceof Principal.Staff staff && CommandTable.of(command).byPerson()) {
      hub.acted(staff);
    }
    from.commandOpened();
    Future<? extends Reply> reply;
    try {
      reply = route(from, command);
    } catch (RuntimeException e) {
      reply = Future.failedFuture(e);
    }
    reply.onComplete((done, failure) -> hub.onLoop(() -> answer(from, command, done, failure)));
  }

  private void answer(Connection to, Command command, Reply reply, Throwable failure) {
    if (failure == null) {
      to.commandAnswered(reply);
      if (command instanceof Command.Resume resume) {
        resumed(to, resume, reply);
      } else if (reply instanceof Reply.CallJoined joined) {
        to.peerings().joined(joined);
      }
    } else {
      String name = command.getClass().getSimpleName();
      to.commandAnswered(faults.refusal(command.id(), name, failure));
      if (command instanceof Command.Resume resume) {
        resumed(to, resume, null);
      }
    }
  }

  /** Why a command is not even looked at; null: it is. */
  private static Reply.Refused refusal(Connection from, Command command) {
    Row row = CommandTable.of(command);
    if (from.standing() instanceof Standing.Unknown && !isFirst(command)) {
      return Reply.Refused.of(command.id(), ErrorCode.NOT_GREETED, "hello comes first");
    }
    if (!row.access().allows(from.principal())) {
      return from.principal() == null
          ? Reply.Refused.of(command.id(), ErrorCode.NOT_GREETED, "hello comes first")
          : Reply.Refused.of(command.id(), ErrorCode.FORBIDDEN, "not for this role");
    }
    long waitMs = from.floodWaitMs(row.kind());
    if (waitMs > 0 || from.openCommands() >= Limits.OPEN_COMMANDS) {
      return new Reply.Refused(
          command.id(), ErrorCode.TOO_MANY, "too fast", Math.max(waitMs, 100L), null);
    }
    return null;
  }

  private static boolean isFirst(Command command) {
    return command instanceof Command.Hello || command instanceof Command.WatchAvailability;
  }

  private Future<? extends Reply> route(Connection from, Command command) {
    return switch (command) {
      case Command.Hello c -> greeter.hello(from, c);
      case Command.WatchAvailability c -> watchAvailability(from, c);
      case Command.Ping c -> Future.succeededFuture(new Reply.Done(c.id(), from.positions()));
      case Command.StartConsultation c -> consultations.start(citizen(from), c);
      case Command.LeaveConsultation c -> consultations.leave(citizen(from), c);
      case Command.ReopenConsultation c -> consultations.reopen(citizen(from), c);
      case Command.RateConsultation c -> consultations.rate(citizen(from), c);
      case Command.ChangePage c -> consultations.changePage(citizen(from), c);
      case Command.Resume c -> resume(from, c);
      case Command.SendMessage c -> consultations.send(from.principal(), c, from.id());
      case Command.SendFile c -> consultations.sendFile(from.principal(), c, from.id());
      case Command.SetTyping c -> consultations.setTyping(from.principal(), c, from.id());
      case Command.MarkRead c -> consultations.markRead(from.principal(), c, from.id());
      case Command.SetPresence c -> consultations.setPresence(staff(from), c);
      case Command.WatchQueue c -> watchQueue(from, c);
      case Command.StillHere c -> consultations.stillHere(staff(from), c);
      case Command.TakeConsultation c -> consultations.take(staff(from), c);
      case Command.AcceptOffer c -> consultations.acceptOffer(staff(from), c);
      case Command.DeclineOffer c -> consultations.declineOffer(staff(from), c);
      case Command.AddNote c -> consultations.addNote(staff(from), c, from.id());
      case Command.WithdrawEntry c -> consultations.withdraw(staff(from), c);
      case Command.OfferHandOver c -> consultations.offerHandOver(staff(from), c);
      case Command.AnswerHandOver c -> consultations.answerHandOver(staff(from), c);
      case Command.CancelHandOver c -> consultations.cancelHandOver(staff(from), c);
      case Command.AskAnythingElse c -> consultations.askAnythingElse(staff(from), c);
      case Command.WarnCitizen c -> consultations.warn(staff(from), c);
      case Command.CloseConsultation c -> consultations.close(staff(from), c);
      case Command.UndoClose c -> consultations.undoClose(staff(from), c);
      case QueueCommand.ChangeTopic c -> consultations.changeTopic(citizen(from), c);
      case QueueCommand.HandBack c -> consultations.handBack(staff(from), c);
      case QueueCommand.KeepPlace c -> consultations.keepPlace(citizen(from), c);
      case QueueCommand.ListTransfers c -> consultations.transfers(staff(from), c);
      case QueueCommand.TransferToTopic c -> consultations.transfer(staff(from), c);
      case QueueCommand.MakeJoinCode c -> consultations.makeJoinCode(staff(from), c);
      case CallCommand.Signal c -> signalling.signal(from.principal(), c, from.id());
      case CallCommand.TypeLive c -> signalling.typeLive(from.principal(), c, from.id());
      case CallCommand.Point c -> signalling.point(from.principal(), c, from.id());
      case CallCommand.ProposeCall c -> signalling.propose(from.principal(), c);
      case CallCommand.AnswerCall c -> signalling.answer(from.principal(), c);
      case CallCommand.JoinCall c -> join(from, c);
      case CallCommand.SetMedia c -> signalling.setMedia(from.principal(), c, from.id());
      case CallCommand.LeaveCall c -> signalling.leave(from.principal(), c, from.id());
      case CallCommand.ReportCall c -> signalling.report(from.principal(), c, from.id());
      case CallCommand.UseOwnCall c -> signalling.useOwn(from.principal(), c);
      case CallCommand.InviteToCall c -> signalling.invite(from.principal(), c);
      case CallCommand.RemoveFromCall c -> signalling.remove(from.principal(), c);
      case CallCommand.EndShare c -> signalling.endShare(from.principal(), c);
      case CallCommand.AskStill c -> signalling.askStill(from.principal(), c, from.id());
      case CallCommand.SetLiveText c -> signalling.setLiveText(from.principal(), c);
      case BoardCommand.WatchBoard c -> watchBoard(from, c);
      case BoardCommand.UnwatchBoard c -> {
        watches.unwatchBoard(from, staff(from));
        yield Future.succeededFuture(new Reply.Done(c.id()));
      }
      case BoardCommand.Reassign c -> consultations.supervision().reassign(staff(from), c);
      case BoardCommand.Pick c -> consultations.supervision().pick(staff(from), c);
      case BoardCommand.JoinOpenly c -> consultations.supervision().join(staff(from), c);
      case BoardCommand.LeaveOpenly c -> consultations.supervision().leave(staff(from), c);
      case BoardCommand.EndPause c -> consultations.supervision().endPause(staff(from), c);
      case BoardCommand.ShowPersonFigures c ->
          consultations.supervision().showPersonFigures(staff(from), c);
    };
  }

  /** Who it is stands in the table's row, so these casts hold. */
  private static Principal.Citizen citizen(Connection from) {
    return (Principal.Citizen) from.principal();
  }

  private static Principal.Staff staff(Connection from) {
    return (Principal.Staff) from.principal();
  }

  private Future<? extends Reply> watchAvailability(
      Connection from, Command.WatchAvailability command) {
    if (from.standing() instanceof Standing.Unknown) {
      from.standing(Standing.WATCHING);
    }
    watches.watchSite(from, command.site());
    return consultations
        .availability(command.site())
        .map(availability -> new Reply.Availability(command.id(), availability));
  }

  private Future<? extends Reply> watchQueue(Connection from, Command.WatchQueue command) {
    watches.watchDesk(from, staff(from));
    return consultations.desk(staff(from)).map(desk -> new Reply.Desk(command.id(), desk));
  }

  private Future<? extends Reply> watchBoard(Connection from, BoardCommand.WatchBoard command) {
    watches.watchBoard(from, staff(from));
    return consultations
        .supervision()
        .board(staff(from))
        .map(board -> new Reply.Board(command.id(), board));
  }

  /** Follows before it asks, so that nothing falls between the answer and the first push (P4). */
  private Future<? extends Reply> resume(Connection from, Command.Resume command) {
    Following following = from.follow(command.consultation());
    if (following == null) {
      return Future.succeededFuture(
          new Reply.Refused(
              command.id(),
              ErrorCode.TOO_MANY,
              "too many consultations at once",
              Limits.UNAVAILABLE_RETRY_MS,
              null));
    }
    following.resuming();
    return consultations
        .resume(from.principal(), command)
        .onComplete(ended -> hub.onLoop(() -> following.resumeEnded(hub.round())));
  }

  /** Hears as a peer before it asks to be one, so that no signal falls between (C4). */
  private Future<? extends Reply> join(Connection from, CallCommand.JoinCall command) {
    PeerId peer = command.peer() == null ? PeerId.next() : command.peer();
    from.peerings().begin(command.call(), peer);
    return signalling
        .join(from.principal(), command, peer, from.id())
        .onComplete((reply, fault) -> hub.onLoop(() -> joined(from, command, peer, reply)));
  }

  private void joined(Connection from, CallCommand.JoinCall command, PeerId peer, Reply reply) {
    if (!(reply instanceof Reply.CallJoined)) {
      from.peerings().refused(command.call(), peer);
    } else if (!from.isOpen()) {
      signalling.connectionLeft(from.id());
    }
  }

  private static void resumed(Connection to, Command.Resume command, Reply reply) {
    Following following = to.followed(command.consultation());
    if (following == null) {
      return;
    }
    if (reply instanceof Reply.Resumed resumed) {
      following.resumed(resumed, command.after());
    } else if (!following.isLive() || isNoLongerTheirs(reply)) {
      to.unfollow(command.consultation());
    }
  }

  private static boolean isNoLongerTheirs(Reply reply) {
    return reply instanceof Reply.Refused refused
        && (refused.code() == ErrorCode.NOT_FOUND || refused.code() == ErrorCode.FORBIDDEN);
  }
}
