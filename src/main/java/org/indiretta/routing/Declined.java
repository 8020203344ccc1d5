package org.indiretta.routing;

import java.time.Instant;

/**
 * How an operator did not take a consultation so far, by "not now" or by letting it expire.
 *
 * @param times how often
 * @param last when last
 */
public record Declined(int times, Instant last) {}
