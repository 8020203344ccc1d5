/**
 * What goes out to people who are not connected: mail and short messages behind one port, {@link
 * org.indiretta.notify.Notifier}, kept in PostgreSQL until they are sent; and {@link
 * org.indiretta.notify.Outbound}, the only way to ask another server something. Terms: a notice is
 * one mail or short message; a channel delivers one kind. Neighbours: {@code consultation} and
 * {@code presence} hand notices over; nothing flows back.
 */
@CheckReturnValue
package org.indiretta.notify;

import com.google.errorprone.annotations.CheckReturnValue;
