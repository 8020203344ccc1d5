package org.indiretta.protocol;

import org.indiretta.identity.CallId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.MemberId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.PeerId;
import org.indiretta.identity.PlainText;
import org.indiretta.protocol.CallView.Microphone;

/**
 * What participants of an active consultation may ask about its call, and the text that is seen as
 * it is typed. Rules C1 to C17.
 */
public sealed interface CallCommand extends Command {
  /** The consultation it belongs to. */
  ConsultationId consultation();

  /** The commands about one call. */
  sealed interface OfCall extends CallCommand {
    CallId call();
  }

  /** Proposes a call; with one RUNNING it sets the mode; while one is PROPOSED by oneself too. */
  record ProposeCall(String id, ConsultationId consultation, Mode mode) implements CallCommand {
    public ProposeCall {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
      if (mode != Mode.TALK && mode != Mode.SHOW) {
        throw new IllegalArgumentException("mode: TALK or SHOW is expected");
      }
    }
  }

  /** The other side's answer to a proposal. */
  record AnswerCall(String id, ConsultationId consultation, CallId call, boolean accept)
      implements OfCall {
    public AnswerCall {
      of(id, consultation, call);
    }
  }

  /**
   * Joins with this connection. Answered by {@link Reply.CallJoined}.
   *
   * @param peer who this browser is in the call already, and comes back over another link; null to
   *     join as a new peer
   */
  record JoinCall(String id, ConsultationId consultation, CallId call, PeerId peer)
      implements OfCall {
    public JoinCall {
      of(id, consultation, call);
    }

    /** As a new peer. */
    public JoinCall(String id, ConsultationId consultation, CallId call) {
      this(id, consultation, call, null);
    }
  }

  /** Passes a description or candidate to one other peer. */
  record Signal(String id, ConsultationId consultation, CallId call, PeerId to, SignalBody body)
      implements OfCall {
    public Signal {
      of(id, consultation, call);
      Checks.present(to, "to");
      Checks.present(body, "body");
    }
  }

  /** Says what this peer sends now. */
  record SetMedia(
      String id,
      ConsultationId consultation,
      CallId call,
      Microphone microphone,
      boolean camera,
      boolean screen,
      boolean onHold)
      implements OfCall {
    public SetMedia {
      of(id, consultation, call);
      Checks.present(microphone, "microphone");
    }
  }

  /** Hangs up, or takes the own proposal back. */
  record LeaveCall(String id, ConsultationId consultation, CallId call, Reason reason)
      implements OfCall {
    public LeaveCall {
      of(id, consultation, call);
      Checks.present(reason, "reason");
    }

    /** Why somebody leaves. */
    public enum Reason {
      HUNG_UP,
      /** The microphone, camera or loudspeaker cannot be used. */
      DEVICE,
      /** No connection came about. */
      FAILED
    }
  }

  /**
   * Says how good the connection is.
   *
   * @param lossPercent 0 to 100
   * @param roundTripMs 0 to 60,000
   * @param setUpMs from joining to the first media, 0 to 600,000
   */
  record ReportCall(
      String id,
      ConsultationId consultation,
      CallId call,
      int lossPercent,
      int roundTripMs,
      boolean relayed,
      int setUpMs)
      implements OfCall {
    public ReportCall {
      of(id, consultation, call);
      Checks.between(lossPercent, 0, 100, "lossPercent");
      Checks.between(roundTripMs, 0, Protocol.ROUND_TRIP_MS, "roundTripMs");
      Checks.between(setUpMs, 0, Protocol.SET_UP_MS, "setUpMs");
    }
  }

  /**
   * Points at a place of the shared picture.
   *
   * @param x from the left, in 10,000ths of the width
   * @param y from the top, in 10,000ths of the height
   * @param highlight whether the place stays marked
   */
  record Point(String id, ConsultationId consultation, CallId call, int x, int y, boolean highlight)
      implements OfCall {
    public Point {
      of(id, consultation, call);
      Checks.between(x, 0, Protocol.POINT_RANGE, "x");
      Checks.between(y, 0, Protocol.POINT_RANGE, "y");
    }
  }

  /** Asks the citizen for a still picture. */
  record AskStill(String id, ConsultationId consultation, CallId call) implements OfCall {
    public AskStill {
      of(id, consultation, call);
    }
  }

  /** Goes on from browser to browser when Jitsi does not load. */
  record UseOwnCall(String id, ConsultationId consultation, CallId call) implements OfCall {
    public UseOwnCall {
      of(id, consultation, call);
    }
  }

  /**
   * What stands in the line that is being typed; never stored.
   *
   * @param line the client's number of the line, counting up
   * @param text all of it, 0 to 4,000 characters; empty when nothing is left of it
   */
  record TypeLive(String id, ConsultationId consultation, long line, String text)
      implements CallCommand {
    public TypeLive {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
      Checks.notNegative(line, "line");
      Checks.draft(text, PlainText.MESSAGE_CHARS, "text");
    }
  }

  /** Switches real-time text on or off, for both sides. */
  record SetLiveText(String id, ConsultationId consultation, boolean on) implements CallCommand {
    public SetLiveText {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
    }
  }

  /** The owner asks a member of staff into the running call. */
  record InviteToCall(String id, ConsultationId consultation, CallId call, OperatorId operator)
      implements OfCall {
    public InviteToCall {
      of(id, consultation, call);
      Checks.present(operator, "operator");
    }
  }

  /** The owner takes somebody out of the call, or an invitation or link back. */
  record RemoveFromCall(String id, ConsultationId consultation, CallId call, MemberId member)
      implements OfCall {
    public RemoveFromCall {
      of(id, consultation, call);
      Checks.present(member, "member");
    }
  }

  /** The citizen or the owner ends what a member shows. */
  record EndShare(
      String id, ConsultationId consultation, CallId call, MemberId member, CallView.Share what)
      implements OfCall {
    public EndShare {
      of(id, consultation, call);
      Checks.present(member, "member");
      Checks.present(what, "what");
    }
  }

  private static void of(String id, ConsultationId consultation, CallId call) {
    Checks.commandId(id);
    Checks.present(consultation, "consultation");
    Checks.present(call, "call");
  }
}
