package org.indiretta.socket;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.indiretta.identity.CallId;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.MemberId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.CallCommand;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.CallView.CallState;
import org.indiretta.protocol.CallView.Microphone;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.protocol.SignalBody;
import org.indiretta.socket.LiveCity.Conversation;

/** A conversation with a call, and the commands about it. */
record CallCase(Conversation talk, CallId call, PeerId citizen, PeerId staff)
    implements AutoCloseable {
  static final String SDP =
      """
      v=0
      o=- 46117 2 IN IP4 127.0.0.1
      s=-
      t=0 0
      m=audio 9 UDP/TLS/RTP/SAVPF 111
      c=IN IP4 0.0.0.0
      a=mid:0
      """
          .replace("\n", "\r\n");

  private static final Set<EventKind> OF_CALLS =
      Set.of(
          EventKind.CALL_STARTED,
          EventKind.CALL_ENDED,
          EventKind.CALL_DECLINED,
          EventKind.SHARE_STARTED,
          EventKind.SHARE_ENDED,
          EventKind.CALL_JOINED,
          EventKind.CALL_LEFT);

  /** Proposed by the operator, accepted by the citizen, both joined. */
  static CallCase running(Conversation talk) throws Exception {
    CallId call = proposed(talk);
    talk.citizen().ask(answer(talk.id(), call, true), Reply.Done.class);
    PeerId citizen = join(talk.citizen(), talk.id(), call).peer();
    PeerId staff = join(talk.staff(), talk.id(), call).peer();
    callAt(talk.citizen(), CallState.RUNNING, 2);
    callAt(talk.staff(), CallState.RUNNING, 2);
    return new CallCase(talk, call, citizen, staff);
  }

  static CallId proposed(Conversation talk) throws Exception {
    talk.staff().ask(propose(talk.id(), Mode.TALK), Reply.Done.class);
    return callAt(talk.citizen(), CallState.PROPOSED, 0).id();
  }

  @CanIgnoreReturnValue
  static Reply.CallJoined join(LiveClient client, ConsultationId id, CallId call) throws Exception {
    return client.ask(new CallCommand.JoinCall(LiveClient.id(), id, call), Reply.CallJoined.class);
  }

  static CallCommand.ProposeCall propose(ConsultationId id, Mode mode) {
    return new CallCommand.ProposeCall(LiveClient.id(), id, mode);
  }

  static CallCommand.AnswerCall answer(ConsultationId id, CallId call, boolean accept) {
    return new CallCommand.AnswerCall(LiveClient.id(), id, call, accept);
  }

  CallCommand.Signal signal(PeerId to, SignalBody body) {
    return new CallCommand.Signal(LiveClient.id(), talk.id(), call, to, body);
  }

  static SignalBody offer(String sdp) {
    return new SignalBody.Description(SignalBody.SdpType.OFFER, sdp);
  }

  static SignalBody candidate(String candidate) {
    return new SignalBody.Candidate(candidate, "0", 0, "EsAw");
  }

  CallCommand.SetMedia media(Microphone microphone, boolean camera, boolean screen) {
    return new CallCommand.SetMedia(
        LiveClient.id(), talk.id(), call, microphone, camera, screen, false);
  }

  CallCommand.LeaveCall leave(CallCommand.LeaveCall.Reason reason) {
    return new CallCommand.LeaveCall(LiveClient.id(), talk.id(), call, reason);
  }

  CallCommand.ReportCall report(int loss, int roundTripMs, boolean relayed) {
    return new CallCommand.ReportCall(
        LiveClient.id(), talk.id(), call, loss, roundTripMs, relayed, 700);
  }

  /** The next picture of the call in this state with so many browsers in it. */
  @CanIgnoreReturnValue
  static CallView callAt(LiveClient client, CallState state, int peers) throws Exception {
    while (true) {
      CallView call = client.push(Push.CallChanged.class).call();
      long there = call.members().stream().filter(member -> member.peer() != null).count();
      if (call.state() == state && there == peers) {
        return call;
      }
    }
  }

  static CallView.Member member(CallView call, Author.Kind kind) {
    return call.members().stream()
        .filter(member -> member.author().kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  /** The next picture of the call that is so. */
  @CanIgnoreReturnValue
  static CallView callWhere(LiveClient client, Predicate<CallView> so) throws Exception {
    while (true) {
      CallView call = client.push(Push.CallChanged.class).call();
      if (so.test(call)) {
        return call;
      }
    }
  }

  static Optional<CallView.Member> member(CallView call, CallRole role) {
    return call.members().stream().filter(member -> member.role() == role).findFirst();
  }

  CallCommand.InviteToCall invite(OperatorId operator) {
    return new CallCommand.InviteToCall(LiveClient.id(), talk.id(), call, operator);
  }

  CallCommand.RemoveFromCall remove(MemberId member) {
    return new CallCommand.RemoveFromCall(LiveClient.id(), talk.id(), call, member);
  }

  CallCommand.EndShare endShare(MemberId member, CallView.Share what) {
    return new CallCommand.EndShare(LiveClient.id(), talk.id(), call, member, what);
  }

  /** The events of calls and shares that stand in the transcript. */
  List<Entry.Body.Event> events() throws Exception {
    return talk.staff().resume(talk.id(), 0).entries().stream()
        .map(Entry::body)
        .filter(Entry.Body.Event.class::isInstance)
        .map(Entry.Body.Event.class::cast)
        .filter(event -> OF_CALLS.contains(event.event()))
        .toList();
  }

  @Override
  public void close() {
    talk.close();
  }
}
