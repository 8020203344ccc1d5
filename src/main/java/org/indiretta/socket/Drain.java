package org.indiretta.socket;

import java.time.Duration;

/**
 * How the clients of a server that stops are sent away (P6).
 *
 * @param elsewhere whether another server takes over. Then they are sent one after the other and
 *     come back at once. Otherwise all are sent at once, so that this server is soon there again,
 *     and come back each at a moment of its own.
 * @param spread over how long they are sent, or come back
 */
public record Drain(boolean elsewhere, Duration spread) {}
