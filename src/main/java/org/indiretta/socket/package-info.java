/**
 * The live connections: SockJS and plain WebSocket at {@code /live}, one {@code CommandDispatcher},
 * a bounded outbox per connection. A {@link org.indiretta.socket.Hub} and its connections belong to
 * one event loop and are touched on it only; a node has one hub per event loop. Neighbours: {@code
 * consultation} decides, {@code auth} says who it is, {@code bus} brings the news.
 */
@CheckReturnValue
package org.indiretta.socket;

import com.google.errorprone.annotations.CheckReturnValue;
