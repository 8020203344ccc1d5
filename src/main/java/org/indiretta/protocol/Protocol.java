package org.indiretta.protocol;

/** The version of the wire and its limits; all limits of the wire stand here. */
public final class Protocol {
  /** This version; the server also takes the one before it. */
  public static final int VERSION = 1;

  /** The oldest version that is still answered. */
  public static final int OLDEST_VERSION = 1;

  /** The longest command in bytes of UTF-8; also the WebSocket message limit. */
  public static final int COMMAND_BYTES = 64 * 1024;

  /** The longest {@code id} of a command, in characters. */
  public static final int COMMAND_ID_CHARS = 64;

  /** The most entries in one {@code resumed} reply; the client asks again for more. */
  public static final int RESUME_ENTRIES = 200;

  /** The longest origin and path of a portal page, in characters. */
  public static final int PAGE_CHARS = 500;

  /** The longest return or join code as typed, in characters. */
  public static final int CODE_CHARS = 32;

  /** The longest comment of a rating, in characters. */
  public static final int COMMENT_CHARS = 1000;

  /**
   * How often a client pings, in ms. Browsers find a half-open link within 25 s: this and 8 s for
   * the answer.
   */
  public static final long PING_EVERY_MS = 15_000;

  /**
   * A client that sent nothing for so long is gone, in ms ({@link CloseCode#SILENT}). Not less:
   * browsers run the timers of a page in the background once a minute.
   */
  public static final long SILENT_AFTER_MS = 90_000;

  /** The longest session description, in characters (about four times a browser's first offer). */
  public static final int SDP_CHARS = 32 * 1024;

  /** The longest candidate, in characters. */
  public static final int CANDIDATE_CHARS = 1024;

  /** The most media sections of a session description. */
  public static final int SDP_SECTIONS = 32;

  /** The longest name of a media section, in characters. */
  public static final int SDP_MID_CHARS = 64;

  /** The longest user name fragment, in characters (RFC 8839, 5.4). */
  public static final int FRAGMENT_CHARS = 256;

  /** How far ahead a pause may end, in hours. */
  public static final int PAUSE_HOURS = 24;

  /** A point of a shared picture is told in so many parts of its width and height. */
  public static final int POINT_RANGE = 10_000;

  /** The longest round trip that is reported, in ms. */
  public static final int ROUND_TRIP_MS = 60_000;

  /** The longest set-up of a call that is reported, in ms. */
  public static final int SET_UP_MS = 600_000;

  private Protocol() {}
}
