/**
 * The live connections: SockJS at {@code /live}, one {@code CommandDispatcher}, a bounded outbox
 * per connection.
 */
@CheckReturnValue
package org.indiretta.socket;

import com.google.errorprone.annotations.CheckReturnValue;
