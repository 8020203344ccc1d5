package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How good a connection was, as the worse of the two sides saw it.
 *
 * @param lossPercent packets lost of 100
 * @param roundTripMs to the other side and back, in ms
 * @param relayed whether the media went through a relay
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallQuality(int lossPercent, int roundTripMs, boolean relayed) {}
