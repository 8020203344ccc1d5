package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What one browser tells another to set up their media: passed on, never stored. It holds the
 * addresses of people, so that its text form says its kind only.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SignalBody.Description.class, name = "description"),
  @JsonSubTypes.Type(value = SignalBody.Candidate.class, name = "candidate")
})
public sealed interface SignalBody {
  /**
   * A session description (RFC 8866, RFC 9429) of at most {@link Protocol#SDP_CHARS}.
   *
   * @param written this body as its sender wrote it and as it was read, so that it can be passed on
   *     without writing it anew; null when it was not read
   */
  record Description(SdpType type, String sdp, @JsonIgnore String written) implements SignalBody {
    public Description(SdpType type, String sdp) {
      this(type, sdp, null);
    }

    public Description {
      Checks.present(type, "body");
      if (sdp == null || sdp.isBlank() || sdp.length() > Protocol.SDP_CHARS) {
        throw new IllegalArgumentException("sdp: 1 to 32,768 characters are expected");
      }
    }

    @Override
    public String toString() {
      return "Description[" + type + "]";
    }
  }

  /**
   * A trickled ICE candidate (RFC 8838, RFC 8839); an empty one says that there are no more.
   *
   * @param sdpMid the media section by its name; may be null
   * @param sdpMLineIndex the media section by its number; may be null
   * @param usernameFragment of which ICE generation; may be null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Candidate(String candidate, String sdpMid, Integer sdpMLineIndex, String usernameFragment)
      implements SignalBody {
    public Candidate {
      if (candidate == null) {
        throw new IllegalArgumentException("candidate: is missing");
      }
      Checks.asciiLine(candidate, Protocol.CANDIDATE_CHARS, "candidate");
      if (sdpMid != null) {
        Checks.asciiLine(sdpMid, Protocol.SDP_MID_CHARS, "sdpMid");
      }
      if (sdpMLineIndex != null && (sdpMLineIndex < 0 || sdpMLineIndex >= Protocol.SDP_SECTIONS)) {
        throw new IllegalArgumentException("sdpMLineIndex: 0 to 31 is expected");
      }
      if (usernameFragment != null) {
        Checks.asciiLine(usernameFragment, Protocol.FRAGMENT_CHARS, "usernameFragment");
      }
    }

    @Override
    public String toString() {
      return "Candidate[]";
    }
  }

  /** The two descriptions of a negotiation, named as browsers do. */
  enum SdpType {
    OFFER("offer"),
    ANSWER("answer");

    private final String wire;

    SdpType(String wire) {
      this.wire = wire;
    }

    /** The name that browsers use. */
    @JsonValue
    public String wire() {
      return wire;
    }

    /** Reads a browser's name; anything else is an {@link IllegalArgumentException}. */
    @JsonCreator
    public static SdpType of(String wire) {
      for (SdpType type : values()) {
        if (type.wire.equals(wire)) {
          return type;
        }
      }
      throw new IllegalArgumentException("offer or answer is expected");
    }
  }
}
