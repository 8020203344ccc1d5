/**
 * The lifecycle of a consultation, from the button to the end: who may do what now, hand-over,
 * ratings. Every move is one conditional update with its transcript entry in the same transaction;
 * news follows the commit.
 */
@CheckReturnValue
package org.indiretta.consultation;

import com.google.errorprone.annotations.CheckReturnValue;
