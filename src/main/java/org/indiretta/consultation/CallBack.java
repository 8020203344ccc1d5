package org.indiretta.consultation;

import java.time.Instant;
import org.indiretta.identity.Telephone;

/**
 * The citizen keeps the place and is called when the turn comes.
 *
 * @param telephone where to; then no browser needs to be connected. Null: the page stays open
 */
record CallBack(Instant since, Telephone telephone) {}
