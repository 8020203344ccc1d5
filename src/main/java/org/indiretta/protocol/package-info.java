/**
 * The words on the wire of {@code /live}: what a client may ask ({@link
 * org.indiretta.protocol.Command}), the one answer it gets ({@link org.indiretta.protocol.Reply})
 * and what the server says by itself ({@link org.indiretta.protocol.Push}). Record constructors
 * hold the limits; {@code Codec} is the only reader and writer. The rules with their ids stand in
 * {@code src/docs/PROTOCOL.md}.
 */
@CheckReturnValue
package org.indiretta.protocol;

import com.google.errorprone.annotations.CheckReturnValue;
