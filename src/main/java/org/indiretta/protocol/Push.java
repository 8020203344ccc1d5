package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.indiretta.identity.ConsultationId;

/** What the server says by itself. Clients skip types they do not know. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Push.EntryAdded.class, name = "entryAdded"),
  @JsonSubTypes.Type(value = Push.EntryErased.class, name = "entryErased"),
  @JsonSubTypes.Type(value = Push.ConsultationChanged.class, name = "consultationChanged"),
  @JsonSubTypes.Type(value = Push.Typing.class, name = "typing"),
  @JsonSubTypes.Type(value = Push.ReadUpTo.class, name = "readUpTo"),
  @JsonSubTypes.Type(value = Push.OfferMade.class, name = "offerMade"),
  @JsonSubTypes.Type(value = Push.OfferEnded.class, name = "offerEnded"),
  @JsonSubTypes.Type(value = Push.DeskChanged.class, name = "deskChanged"),
  @JsonSubTypes.Type(value = Push.AvailabilityChanged.class, name = "availabilityChanged"),
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

  /** To watchers of the availability, at most once a second each. */
  record AvailabilityChanged(AvailabilityView availability) implements Push {}

  /**
   * The last push before the server closes; the code says whether to come back, and when at the
   * earliest.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Disconnect(CloseCode code, Long retryAfterMs) implements Push {}
}
