package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.indiretta.identity.CallId;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.MemberId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.PeerId;

/**
 * A call as everybody in its consultation sees it; the same for all, so no operator's id is in it.
 *
 * @param version counts the changes: a picture with a lower one is older and is skipped
 * @param mode TALK or SHOW
 * @param provider who carries its media
 * @param startedAt when it was accepted; null while PROPOSED
 * @param endsAt when it ends at the latest; null unless RUNNING
 * @param members who is in it or waited for, from the acceptance on; after the end those who were
 *     in it last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallView(
    CallId id,
    int version,
    Mode mode,
    CallProvider provider,
    CallState state,
    Author proposedBy,
    Instant proposedAt,
    Instant startedAt,
    Instant endedAt,
    CallEnd endReason,
    Instant endsAt,
    List<Member> members) {

  /** Who carries the media of a call. */
  public enum CallProvider {
    /** Its browsers, one to another. */
    PEERS,
    /** The Jitsi server of the city. */
    JITSI
  }

  /** Where a call stands. */
  public enum CallState {
    /** The other side has not answered. */
    PROPOSED,
    /** Accepted: its members join, or are in it. */
    RUNNING,
    ENDED
  }

  /** Why a call ended. */
  public enum CallEnd {
    /** The other side declined. */
    DECLINED,
    /** Taken back before it was answered. */
    WITHDRAWN,
    /** Nobody answered within 60 s. */
    UNANSWERED,
    /** Somebody hung up. */
    HUNG_UP,
    /** A member, or the operator, was away for too long. */
    LOST,
    /** No connection came about, or a device failed. */
    FAILED,
    /** Another operator goes on. */
    HANDED_OVER,
    /** The consultation ended. */
    CONSULTATION_ENDED,
    /** The longest call was over. */
    TOO_LONG
  }

  /**
   * Who is in a call, or has a place in it.
   *
   * @param member stays the same for as long as they have the place, also after a reload
   * @param peer the browser; null while it has not joined, or was lost and is waited for
   * @param camera whether the camera is sent
   * @param screen whether a screen is sent
   * @param onHold whether this side holds the call
   * @param away true while there is no browser of theirs
   * @param invited true while they were asked in and have not come yet; null otherwise
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Member(
      MemberId member,
      CallRole role,
      PeerId peer,
      Author author,
      Microphone microphone,
      boolean camera,
      boolean screen,
      boolean onHold,
      boolean away,
      Boolean invited) {}

  /** What a member can show. */
  public enum Share {
    CAMERA,
    SCREEN
  }

  /** What a member's microphone does. */
  public enum Microphone {
    /** Not opened. */
    OFF,
    /** Opened and heard. */
    ON,
    /** Opened, and nothing of it is sent. */
    MUTED
  }
}
