/**
 * What browsers need to reach one another: who is in a call, the relay of their signals, the
 * credentials of the TURN server, real-time text as it is typed. What passes here is neither stored
 * nor logged.
 *
 * <p>{@link org.indiretta.signalling.Signalling} is the door. The facts of a call are decided in
 * {@code consultation} ({@code Calls}); here they are kept as a picture ({@code Seats}), renewed by
 * news and by a look every second, so that a signal costs no query.
 *
 * <p>Terms: a <em>peer</em> is one browser in a call; a <em>seat</em> is the peer that a connection
 * of this node is. Neighbours: {@code consultation} decides, {@code bus} carries, {@code socket}
 * hears.
 */
@CheckReturnValue
package org.indiretta.signalling;

import com.google.errorprone.annotations.CheckReturnValue;
