package org.indiretta.protocol;

import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;

/**
 * What a supervisor may ask: {@link Command} for the board. A supervisor sees and moves what is of
 * the own topics, an admin all of it (rules B1 to B6).
 */
public sealed interface BoardCommand extends Command {
  /** Asks for the board; answered by {@link Reply.Board}, then {@link Push.BoardChanged}. */
  record WatchBoard(String id) implements BoardCommand {
    public WatchBoard {
      Checks.commandId(id);
    }
  }

  /** The board is no longer looked at here. */
  record UnwatchBoard(String id) implements BoardCommand {
    public UnwatchBoard {
      Checks.commandId(id);
    }
  }

  /** Gives a waiting or active consultation to an operator, at once. */
  record Reassign(String id, ConsultationId consultation, OperatorId to) implements BoardCommand {
    public Reassign {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
      Checks.present(to, "to");
    }
  }

  /** Takes a waiting consultation oneself, whatever the own topics. */
  record Pick(String id, ConsultationId consultation) implements BoardCommand {
    public Pick {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
    }
  }

  /** Joins an active consultation beside its operator; both sides are told who joined. */
  record JoinOpenly(String id, ConsultationId consultation) implements BoardCommand {
    public JoinOpenly {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
    }
  }

  /** Leaves what one joined openly; both sides are told. */
  record LeaveOpenly(String id, ConsultationId consultation) implements BoardCommand {
    public LeaveOpenly {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
    }
  }

  /** Ends the pause of an operator, who is told by whom. */
  record EndPause(String id, OperatorId operator) implements BoardCommand {
    public EndPause {
      Checks.commandId(id);
      Checks.present(operator, "operator");
    }
  }

  /** Switches the figures per person on or off, by admins; who did it is kept and shown. */
  record ShowPersonFigures(String id, boolean on) implements BoardCommand {
    public ShowPersonFigures {
      Checks.commandId(id);
    }
  }
}
