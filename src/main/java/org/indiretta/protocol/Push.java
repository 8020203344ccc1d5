package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.indiretta.identity.CallId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.PeerId;
import org.indiretta.identity.Reference;

/** What the server says by itself. Clients skip types they do not know. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Push.EntryAdded.class, name = "entryAdded"),
  @JsonSubTypes.Type(value = Push.EntryErased.class, name = "entryErased"),
  @JsonSubTypes.Type(value = Push.ConsultationChanged.class, name = "consultationChanged"),
  @JsonSubTypes.Type(value = Push.Typing.class, name = "typing"),
  @JsonSubTypes.Type(value = Push.ReadUpTo.class, name = "readUpTo"),
  @JsonSubTypes.Type(value = Push.ReturnCodeGiven.class, name = "returnCode"),
  @JsonSubTypes.Type(value = Push.OfferMade.class, name = "offerMade"),
  @JsonSubTypes.Type(value = Push.OfferEnded.class, name = "offerEnded"),
  @JsonSubTypes.Type(value = Push.DeskChanged.class, name = "deskChanged"),
  @JsonSubTypes.Type(value = Push.BoardChanged.class, name = "boardChanged"),
  @JsonSubTypes.Type(value = Push.Assigned.class, name = "assigned"),
  @JsonSubTypes.Type(value = Push.PauseEnded.class, name = "pauseEnded"),
  @JsonSubTypes.Type(value = Push.AvailabilityChanged.class, name = "availabilityChanged"),
  @JsonSubTypes.Type(value = Push.CallChanged.class, name = "callChanged"),
  @JsonSubTypes.Type(value = Push.Signalled.class, name = "signalled"),
  @JsonSubTypes.Type(value = Push.LiveText.class, name = "liveText"),
  @JsonSubTypes.Type(value = Push.LiveTextSet.class, name = "liveTextSet"),
  @JsonSubTypes.Type(value = Push.Pointed.class, name = "pointed"),
  @JsonSubTypes.Type(value = Push.StillAsked.class, name = "stillAsked"),
  @JsonSubTypes.Type(value = Push.ShareEnded.class, name = "shareEnded"),
  @JsonSubTypes.Type(value = Push.SignInEnds.class, name = "signInEnds"),
  @JsonSubTypes.Type(value = Push.Disconnect.class, name = "disconnect")
})
public sealed interface Push extends Outbound {
  /** A new entry, already committed. */
  record EntryAdded(ConsultationId consultation, Entry entry) implements Push {}

  /** The entry at this place was withdrawn or erased; the client forgets its content. */
  record EntryErased(ConsultationId consultation, long seq) implements Push {}

  /** The consultation as this reader sees it now. */
  record ConsultationChanged(ConsultationView consultation) implements Push {}

  /** The other side is typing or stopped. Clients let it fade after 6 s. */
  record Typing(ConsultationId consultation, Author author, boolean typing) implements Push {}

  /** The other side saw everything up to {@code seq}. */
  record ReadUpTo(ConsultationId consultation, Author author, long seq) implements Push {}

  /**
   * To the citizen, once: with what to come back. It holds once the consultation has ended with
   * TO_BE_COMPLETED; a later one takes its place.
   */
  record ReturnCodeGiven(ConsultationId consultation, String code, Instant expiresAt)
      implements Push {
    @Override
    public String toString() {
      return "ReturnCodeGiven[" + consultation + "]";
    }
  }

  /**
   * To one operator: this consultation is offered to you. {@code expiresAt} absent: no countdown.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OfferMade(DeskView.Waiting waiting, Instant expiresAt) implements Push {}

  /** To that operator: the offer ended. */
  record OfferEnded(ConsultationId consultation, Ending ending) implements Push {
    /** How an offer ends. */
    public enum Ending {
      ACCEPTED,
      DECLINED,
      EXPIRED,
      /** The citizen left, or somebody else took it. */
      WITHDRAWN
    }
  }

  /** To watchers of the queue, at most once a second each. */
  record DeskChanged(DeskView desk) implements Push {}

  /** To watchers of the board, at most once a second each. */
  record BoardChanged(BoardView board) implements Push {}

  /** To one operator: a supervisor gave you this consultation; {@code by} is the first name. */
  record Assigned(ConsultationId consultation, Reference reference, String by) implements Push {}

  /** To one operator: a supervisor ended your pause; {@code by} is the first name. */
  record PauseEnded(String by) implements Push {}

  /** To watchers of the availability, at most once a second each. */
  record AvailabilityChanged(AvailabilityView availability) implements Push {}

  /** The call as it is now; ENDED once, when it ended. */
  record CallChanged(ConsultationId consultation, CallView call) implements Push {}

  /** To one peer: what another peer of the call passes to it. */
  record Signalled(ConsultationId consultation, CallId call, PeerId from, SignalBody body)
      implements Push {}

  /** The other side's line as it is being typed; a message of theirs ends it. */
  record LiveText(ConsultationId consultation, Author author, long line, String text)
      implements Push {}

  /** Real-time text was switched on or off. */
  record LiveTextSet(ConsultationId consultation, boolean on, Author author) implements Push {}

  /** To the other peers: staff point at this place of the shared picture, in 10,000ths. */
  record Pointed(ConsultationId consultation, CallId call, int x, int y, boolean highlight)
      implements Push {}

  /** To the citizen's peers: a still picture is asked for. */
  record StillAsked(ConsultationId consultation, CallId call) implements Push {}

  /** To one peer: somebody else ended what it shows; it stops sending it. */
  record ShareEnded(ConsultationId consultation, CallId call, CallView.Share what)
      implements Push {}

  /**
   * To staff whose sign-in ends soon when nobody does anything; said again with a later {@code at}
   * once somebody did.
   */
  record SignInEnds(Instant at, SignInEnding why) implements Push {}

  /**
   * The last push before the server closes; the code says whether to come back, and when at the
   * earliest.
   *
   * @param why with SIGNED_OUT of staff only; null otherwise
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Disconnect(CloseCode code, Long retryAfterMs, SignInEnding why) implements Push {}
}
