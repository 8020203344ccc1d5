package org.indiretta.socket;

import java.util.Map;
import java.util.Objects;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Role;
import org.indiretta.protocol.BoardCommand;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.QueueCommand;
import org.indiretta.socket.Flood.Kind;

/**
 * Who may send each command, what it is counted as, and whether a person does it. A command that is
 * missing fails a test.
 */
final class CommandTable {
  /** Who may send a command. */
  enum Access {
    /** Also somebody who has not greeted. */
    ANYBODY,
    /** Citizens, staff and guests of a call. */
    GREETED,
    /** Citizens and staff. */
    SIDES,
    CITIZEN,
    /** Staff of any role. */
    STAFF,
    /** Supervisors and admins. */
    SUPERVISOR,
    ADMIN;

    boolean allows(Principal principal) {
      return switch (this) {
        case ANYBODY -> true;
        case GREETED -> principal != null;
        case SIDES -> principal != null && !(principal instanceof Principal.Guest);
        case CITIZEN -> principal instanceof Principal.Citizen;
        case STAFF -> covers(principal, Role.OPERATOR);
        case SUPERVISOR -> covers(principal, Role.SUPERVISOR);
        case ADMIN -> covers(principal, Role.ADMIN);
      };
    }

    private static boolean covers(Principal principal, Role needed) {
      return principal instanceof Principal.Staff staff && staff.role().covers(needed);
    }
  }

  /**
   * One row.
   *
   * @param byPerson whether it takes a person, and so keeps the sign-in of staff awake; what a
   *     browser sends without anybody before it does not
   */
  record Row(Access access, Kind kind, boolean byPerson) {
    Row(Access access, Kind kind) {
      this(access, kind, true);
    }

    Row byItself() {
      return new Row(access, kind, false);
    }
  }

  private static final Row CITIZENS = new Row(Access.CITIZEN, Kind.OTHERS);
  private static final Row STAFFS = new Row(Access.STAFF, Kind.OTHERS);
  private static final Row SUPERVISORS = new Row(Access.SUPERVISOR, Kind.OTHERS);

  static final Map<Class<? extends Command>, Row> ROWS =
      Map.ofEntries(
          Map.entry(Command.Hello.class, new Row(Access.ANYBODY, Kind.OTHERS).byItself()),
          Map.entry(
              Command.WatchAvailability.class, new Row(Access.ANYBODY, Kind.OTHERS).byItself()),
          Map.entry(Command.Ping.class, new Row(Access.ANYBODY, Kind.OTHERS).byItself()),
          Map.entry(Command.Resume.class, new Row(Access.GREETED, Kind.OTHERS).byItself()),
          Map.entry(Command.SendMessage.class, new Row(Access.GREETED, Kind.MESSAGES)),
          Map.entry(Command.SendFile.class, new Row(Access.SIDES, Kind.MESSAGES)),
          Map.entry(Command.SetTyping.class, new Row(Access.GREETED, Kind.SIGNS)),
          Map.entry(Command.MarkRead.class, new Row(Access.GREETED, Kind.SIGNS).byItself()),
          Map.entry(Command.StartConsultation.class, CITIZENS),
          Map.entry(Command.LeaveConsultation.class, CITIZENS),
          Map.entry(Command.ReopenConsultation.class, CITIZENS),
          Map.entry(Command.RateConsultation.class, CITIZENS),
          Map.entry(Command.ChangePage.class, CITIZENS),
          Map.entry(Command.AddNote.class, new Row(Access.STAFF, Kind.MESSAGES)),
          Map.entry(Command.SetPresence.class, STAFFS),
          Map.entry(Command.WatchQueue.class, STAFFS.byItself()),
          Map.entry(Command.StillHere.class, STAFFS),
          Map.entry(Command.TakeConsultation.class, STAFFS),
          Map.entry(Command.AcceptOffer.class, STAFFS),
          Map.entry(Command.DeclineOffer.class, STAFFS),
          Map.entry(Command.WithdrawEntry.class, STAFFS),
          Map.entry(Command.OfferHandOver.class, STAFFS),
          Map.entry(Command.AnswerHandOver.class, STAFFS),
          Map.entry(Command.CancelHandOver.class, STAFFS),
          Map.entry(Command.AskAnythingElse.class, STAFFS),
          Map.entry(Command.WarnCitizen.class, STAFFS),
          Map.entry(Command.CloseConsultation.class, STAFFS),
          Map.entry(Command.UndoClose.class, STAFFS),
          Map.entry(QueueCommand.ChangeTopic.class, CITIZENS),
          Map.entry(QueueCommand.HandBack.class, STAFFS),
          Map.entry(QueueCommand.KeepPlace.class, CITIZENS),
          Map.entry(QueueCommand.ListTransfers.class, STAFFS),
          Map.entry(QueueCommand.TransferToTopic.class, STAFFS),
          Map.entry(QueueCommand.MakeJoinCode.class, STAFFS),
          Map.entry(CallCommand.ProposeCall.class, new Row(Access.SIDES, Kind.OTHERS)),
          Map.entry(CallCommand.AnswerCall.class, new Row(Access.SIDES, Kind.OTHERS)),
          Map.entry(CallCommand.JoinCall.class, new Row(Access.GREETED, Kind.OTHERS).byItself()),
          Map.entry(CallCommand.Signal.class, new Row(Access.GREETED, Kind.SIGNALS).byItself()),
          Map.entry(CallCommand.SetMedia.class, new Row(Access.GREETED, Kind.OTHERS)),
          Map.entry(CallCommand.LeaveCall.class, new Row(Access.GREETED, Kind.OTHERS)),
          Map.entry(CallCommand.ReportCall.class, new Row(Access.GREETED, Kind.OTHERS).byItself()),
          Map.entry(CallCommand.InviteToCall.class, STAFFS),
          Map.entry(CallCommand.RemoveFromCall.class, STAFFS),
          Map.entry(CallCommand.EndShare.class, new Row(Access.SIDES, Kind.OTHERS)),
          Map.entry(CallCommand.Point.class, new Row(Access.STAFF, Kind.POINTS)),
          Map.entry(CallCommand.UseOwnCall.class, new Row(Access.SIDES, Kind.OTHERS)),
          Map.entry(CallCommand.AskStill.class, new Row(Access.STAFF, Kind.OTHERS)),
          Map.entry(CallCommand.TypeLive.class, new Row(Access.GREETED, Kind.LIVE)),
          Map.entry(CallCommand.SetLiveText.class, new Row(Access.GREETED, Kind.OTHERS)),
          Map.entry(BoardCommand.WatchBoard.class, SUPERVISORS.byItself()),
          Map.entry(BoardCommand.UnwatchBoard.class, STAFFS.byItself()),
          Map.entry(BoardCommand.Reassign.class, SUPERVISORS),
          Map.entry(BoardCommand.Pick.class, SUPERVISORS),
          Map.entry(BoardCommand.JoinOpenly.class, SUPERVISORS),
          Map.entry(BoardCommand.LeaveOpenly.class, SUPERVISORS),
          Map.entry(BoardCommand.EndPause.class, SUPERVISORS),
          Map.entry(BoardCommand.ShowPersonFigures.class, new Row(Access.ADMIN, Kind.OTHERS)));

  private CommandTable() {}

  static Row of(Command command) {
    return Objects.requireNonNull(ROWS.get(command.getClass()), "no row for this command");
  }
}
