package org.indiretta.protocol;

import org.indiretta.identity.CallId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.MemberId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.CallView.Microphone;
import org.indiretta.protocol.Fields.Unreadable;
import org.indiretta.protocol.SignalBody.SdpType;

/** The part of {@link CommandReader} for calls. */
final class CallCommandReader {
  private CallCommandReader() {}

  /** The command of this type; null when it is none of these. */
  static Command command(String type, String id, Fields in) throws Unreadable {
    return switch (type) {
      case "signal" ->
          new CallCommand.Signal(
              id,
              consultation(in),
              call(in),
              CommandReader.value(in, "to", PeerId::of),
              body(in.object("body")));
      case "typeLive" ->
          new CallCommand.TypeLive(id, consultation(in), in.number("line"), in.text("text"));
      case "point" ->
          new CallCommand.Point(
              id,
              consultation(in),
              call(in),
              in.smallNumber("x"),
              in.smallNumber("y"),
              in.flag("highlight"));
      case "proposeCall" ->
          new CallCommand.ProposeCall(
              id, consultation(in), CommandReader.choice(in, "mode", Mode.class));
      case "answerCall" ->
          new CallCommand.AnswerCall(id, consultation(in), call(in), in.flag("accept"));
      case "joinCall" ->
          new CallCommand.JoinCall(
              id,
              consultation(in),
              call(in),
              in.has("peer") ? CommandReader.value(in, "peer", PeerId::of) : null);
      case "leaveCall" ->
          new CallCommand.LeaveCall(
              id,
              consultation(in),
              call(in),
              CommandReader.choice(in, "reason", CallCommand.LeaveCall.Reason.class));
      case "askStill" -> new CallCommand.AskStill(id, consultation(in), call(in));
      case "useOwnCall" -> new CallCommand.UseOwnCall(id, consultation(in), call(in));
      case "setLiveText" -> new CallCommand.SetLiveText(id, consultation(in), in.flag("on"));
      case "inviteToCall" ->
          new CallCommand.InviteToCall(
              id, consultation(in), call(in), CommandReader.value(in, "operator", OperatorId::of));
      case "removeFromCall" ->
          new CallCommand.RemoveFromCall(id, consultation(in), call(in), member(in));
      case "endShare" ->
          new CallCommand.EndShare(
              id,
              consultation(in),
              call(in),
              member(in),
              CommandReader.choice(in, "what", CallView.Share.class));
      case "setMedia" -> setMedia(id, in);
      case "reportCall" -> reportCall(id, in);
      default -> null;
    };
  }

  private static Command setMedia(String id, Fields in) throws Unreadable {
    return new CallCommand.SetMedia(
        id,
        consultation(in),
        call(in),
        CommandReader.choice(in, "microphone", Microphone.class),
        in.flag("camera"),
        in.flag("screen"),
        in.flag("onHold"));
  }

  private static Command reportCall(String id, Fields in) throws Unreadable {
    return new CallCommand.ReportCall(
        id,
        consultation(in),
        call(in),
        in.smallNumber("lossPercent"),
        in.smallNumber("roundTripMs"),
        in.flag("relayed"),
        in.smallNumber("setUpMs"));
  }

  private static SignalBody body(Fields in) throws Unreadable {
    SignalBody body =
        switch (in.text("kind")) {
          case "description" ->
              new SignalBody.Description(
                  CommandReader.value(in, "type", SdpType::of), in.text("sdp"), in.written());
          case "candidate" ->
              new SignalBody.Candidate(
                  in.text("candidate"),
                  in.textOrNull("sdpMid"),
                  in.has("sdpMLineIndex") ? in.smallNumber("sdpMLineIndex") : null,
                  in.textOrNull("usernameFragment"));
          default -> throw new Unreadable("body", "its kind is description or candidate");
        };
    in.end();
    return body;
  }

  private static ConsultationId consultation(Fields in) throws Unreadable {
    return CommandReader.value(in, "consultation", ConsultationId::of);
  }

  private static CallId call(Fields in) throws Unreadable {
    return CommandReader.value(in, "call", CallId::of);
  }

  private static MemberId member(Fields in) throws Unreadable {
    return CommandReader.value(in, "member", MemberId::of);
  }
}
