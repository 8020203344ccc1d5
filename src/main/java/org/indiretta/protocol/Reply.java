package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.indiretta.identity.CallId;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.MemberId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.PeerId;
import org.indiretta.identity.Role;

/** The one answer to a command; {@code id} is the command's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Reply.Done.class, name = "done"),
  @JsonSubTypes.Type(value = Reply.Welcome.class, name = "welcome"),
  @JsonSubTypes.Type(value = Reply.Availability.class, name = "availability"),
  @JsonSubTypes.Type(value = Reply.Started.class, name = "started"),
  @JsonSubTypes.Type(value = Reply.Resumed.class, name = "resumed"),
  @JsonSubTypes.Type(value = Reply.Appended.class, name = "appended"),
  @JsonSubTypes.Type(value = Reply.Desk.class, name = "desk"),
  @JsonSubTypes.Type(value = Reply.Closed.class, name = "closed"),
  @JsonSubTypes.Type(value = Reply.Transfers.class, name = "transfers"),
  @JsonSubTypes.Type(value = Reply.JoinCodeMade.class, name = "joinCode"),
  @JsonSubTypes.Type(value = Reply.CallJoined.class, name = "callJoined"),
  @JsonSubTypes.Type(value = Reply.Board.class, name = "board"),
  @JsonSubTypes.Type(value = Reply.Refused.class, name = "refused")
})
public sealed interface Reply extends Outbound {
  /** The id of the command this answers. */
  String id();

  /**
   * Done; nothing more to say but, to a ping, how far this connection is.
   *
   * @param positions to a ping: for each consultation that the connection follows the place up to
   *     which everything was sent to it, so that a client that knows less, or believes to follow
   *     another one, resumes; null otherwise
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Done(String id, Map<ConsultationId, Long> positions) implements Reply {
    /** Nothing more to say. */
    public Done(String id) {
      this(id, null);
    }
  }

  /**
   * To a hello.
   *
   * @param at the server's time
   * @param pingEveryMs how often the client pings
   * @param staff who this is, for staff; null for others
   * @param guest who this is, for a guest of a call; null for others
   * @param consultations a citizen's open consultation and the ones that can still be read; a
   *     guest's one; staff get theirs by {@code watchQueue}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Welcome(
      String id,
      int protocol,
      Instant at,
      long pingEveryMs,
      StaffCard staff,
      GuestCard guest,
      List<ConsultationView> consultations)
      implements Reply {
    /** To anybody but a guest. */
    public Welcome(
        String id,
        int protocol,
        Instant at,
        long pingEveryMs,
        StaffCard staff,
        List<ConsultationView> consultations) {
      this(id, protocol, at, pingEveryMs, staff, null, consultations);
    }
  }

  /** Who a member of staff is. */
  record StaffCard(OperatorId id, Role role) {}

  /** The place a guest has in a call. */
  record GuestCard(CallId call, MemberId member, CallRole role, String name) {}

  /** To watchAvailability. */
  record Availability(String id, AvailabilityView availability) implements Reply {}

  /** To startConsultation: the new one, or the one already open. */
  record Started(String id, ConsultationView consultation) implements Reply {}

  /**
   * To resume: the entries after the asked place, in order and without a hole.
   *
   * @param erased the places up to the asked one whose content is withdrawn or erased by now: the
   *     client may still hold it, because the {@link Push.EntryErased} came while it was away
   * @param caughtUp false when there are more: ask again with the last {@code seq}
   */
  record Resumed(
      String id,
      ConsultationView consultation,
      List<Entry> entries,
      List<Long> erased,
      boolean caughtUp)
      implements Reply {}

  /**
   * To a write: committed at this place (P1). A retry gets the same {@code seq} (P3). It stands for
   * the push to this connection.
   */
  record Appended(String id, long seq, Instant at) implements Reply {}

  /** To watchQueue. */
  record Desk(String id, DeskView desk) implements Reply {}

  /** To watchBoard. */
  record Board(String id, BoardView board) implements Reply {}

  /**
   * To closeConsultation with TO_BE_COMPLETED: said only here and to the citizen, and stored
   * hashed. Asked again while it can be undone, there is a new one, and the one before is void.
   */
  record Closed(String id, String returnCode, Instant expiresAt) implements Reply {
    @Override
    public String toString() {
      return "Closed[" + id + "]";
    }
  }

  /** To listTransfers: the topics in their order. */
  record Transfers(String id, List<TransferView> topics) implements Reply {}

  /** To makeJoinCode. */
  record JoinCodeMade(String id, String code, Instant expiresAt) implements Reply {
    @Override
    public String toString() {
      return "JoinCodeMade[" + id + "]";
    }
  }

  /**
   * To joinCall: this connection is the peer now. No push to the peer comes before this reply.
   *
   * @param iceServers where to ask for addresses and a relay, the credentials are this peer's own;
   *     null when Jitsi carries the call
   * @param icePolicy null when Jitsi carries the call
   * @param jitsi where the call is at Jitsi; null when the browsers carry it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CallJoined(
      String id,
      CallView call,
      PeerId peer,
      List<IceServer> iceServers,
      IcePolicy icePolicy,
      JitsiPlace jitsi)
      implements Reply {
    public CallJoined {
      if ((iceServers == null) == (jitsi == null)) {
        throw new IllegalArgumentException("a call is carried by its browsers or by Jitsi");
      }
      iceServers = iceServers == null ? null : List.copyOf(iceServers);
    }
  }

  /**
   * A call's room at Jitsi.
   *
   * @param url the origin of the Jitsi server
   * @param token lets this person, and nobody else, into this room
   */
  record JitsiPlace(String url, String room, String token) {
    @Override
    public String toString() {
      return "JitsiPlace[" + url + "]";
    }
  }

  /**
   * Not done, and nothing changed.
   *
   * @param detail what is wrong, in English, for a developer's eyes; people read the words for
   *     {@code code}
   * @param retryAfterMs when a retry makes sense; null when it does not
   * @param by who has it, for {@link ErrorCode#TAKEN}; null otherwise
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Refused(String id, ErrorCode code, String detail, Long retryAfterMs, String by)
      implements Reply {
    /** Not possible now: the same command may be sent again after so many milliseconds. */
    public static Refused away(String id, String detail, long retryAfterMs) {
      return new Refused(id, ErrorCode.UNAVAILABLE, detail, retryAfterMs, null);
    }

    /** A refusal that a retry cannot change. */
    public static Refused of(String id, ErrorCode code, String detail) {
      return new Refused(id, code, detail, null, null);
    }
  }
}
