/**
 * The live connections: SockJS at {@code /live}, one {@code CommandDispatcher}, a bounded outbox
 * per connection.
 */
package org.indiretta.socket;
