package org.indiretta.socket;

import org.indiretta.protocol.Protocol;

/**
 * All limits of the live connections; {@code src/docs/PROTOCOL.md} has the same table and a test
 * compares the two. Limits of what stands inside a command are in {@link Protocol}.
 *
 * @param messagesBurst messages, files and notes that one connection may write at once
 * @param messagesPerSecond and how many a second from then on
 */
public record Limits(int messagesBurst, int messagesPerSecond) {
  /** {@code setTyping} and {@code markRead} at once, and a second. */
  static final int SIGNS_BURST = 20;

  static final int SIGNS_PER_SECOND = 4;

  /** {@code signal} at once, and a second: a browser's candidates come in a burst. */
  static final int SIGNALS_BURST = 200;

  static final int SIGNALS_PER_SECOND = 50;

  /** {@code typeLive} at once, and a second. */
  static final int LIVE_BURST = 40;

  static final int LIVE_PER_SECOND = 20;

  /** {@code point} at once, and a second. */
  static final int POINTS_BURST = 60;

  static final int POINTS_PER_SECOND = 30;

  /** All other commands at once, and a second. */
  static final int OTHERS_BURST = 60;

  static final int OTHERS_PER_SECOND = 10;

  /** Refusals at once, and a second; over it the connection is ended with FLOOD. */
  static final int REFUSALS_BURST = 60;

  static final int REFUSALS_PER_SECOND = 1;

  /** How long a client that was ended for FLOOD stays away. */
  static final long FLOOD_RETRY_MS = 10_000;

  /** Commands of one connection that wait for their reply. */
  static final int OPEN_COMMANDS = 256;

  /** Consultations that one connection follows. */
  static final int FOLLOWED = 64;

  /** Pushes kept back for a consultation whose resume is under way. */
  static final int HELD_PUSHES = 1_000;

  /** Bytes written to a connection and not yet taken by its reader; over it RESUME_LATER. */
  static final int OUTBOX_BYTES = 1024 * 1024;

  /**
   * Bytes the kernel keeps for a reader, beside those of the outbox; left alone it takes up to 4
   * MiB for each. Linux doubles it for what it needs itself.
   */
  static final int SEND_BUFFER_BYTES = 256 * 1024;

  /** The first command is expected within this time. */
  static final long HELLO_MS = 10_000;

  /** How often SockJS sends an empty heartbeat, so that proxies keep an idle stream open. */
  static final long HEARTBEAT_MS = 25_000;

  /** A quiet WebSocket is pinged (RFC 6455, 5.5.2) after this time, whatever its page does. */
  static final long PING_AFTER_MS = 10_000;

  /** A WebSocket that does not even answer those pings is ended with SILENT. */
  static final long WEB_SOCKET_SILENT_MS = 30_000;

  /** A connection that was told to go is cut after this time. */
  static final long END_MS = 5_000;

  /** A server that stops, and others go on, sends a part of its clients to them this often. */
  static final long DRAIN_STEP_MS = 100;

  /** What UNAVAILABLE says about coming back. */
  static final long UNAVAILABLE_RETRY_MS = 2_000;

  /** Desks, availability and revocations are looked at this often. */
  static final long TICK_MS = 1_000;

  /** A node that could not ask for revocations for this long stops serving staff (P7). */
  static final long UNASKED_MS = 5_000;

  /** Staff are told so long before their sign-in ends of itself. */
  static final long SIGN_IN_WARNED_MS = 120_000;

  /** Citizens whose token is looked at with each tick. */
  static final int CITIZENS_ASKED = 1_000;

  /** Bytes of a WebSocket message: twice a command, so that one too long gets its refusal. */
  static final int WEB_SOCKET_BYTES = 2 * Protocol.COMMAND_BYTES;

  /** Bytes of an XHR request, which can carry several commands. */
  static final int XHR_BYTES = 4 * Protocol.COMMAND_BYTES;

  /** Characters of a SockJS session id: over XHR it is the only key, and is not to be guessed. */
  static final int SOCKJS_ID_CHARS = 32;

  /** Seconds without a byte in either direction after which a TCP connection is cut. */
  static final int IDLE_SECONDS = 60;

  /** The first request of a TCP connection has arrived whole, with its headers, by then. */
  static final long FIRST_REQUEST_MS = 10_000;

  /** Of that time, how long the handshake of TLS may take (RFC 8446). */
  static final long HANDSHAKE_MS = 5_000;

  /**
   * Open files the process keeps for itself (PostgreSQL, Redis, its own jar): connections beyond
   * what is left are cut at once, for without a free one nothing works any more.
   */
  static final int RESERVED_FILES = 256;

  /** That such connections are cut is logged at most this often. */
  static final long REFUSED_LOG_EVERY_MS = 60_000;

  /** Bytes of the first line of a request, and of all its headers. */
  static final int REQUEST_LINE_BYTES = 4 * 1024;

  static final int REQUEST_HEADERS_BYTES = 16 * 1024;

  /** The limits for people. */
  public static Limits standard() {
    return new Limits(20, 3);
  }
}
