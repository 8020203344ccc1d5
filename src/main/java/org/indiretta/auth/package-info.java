/**
 * Who somebody is and what they may do: passwords, second factor, sign-ins, citizen tokens, socket
 * tickets, limits on attempts.
 */
@CheckReturnValue
package org.indiretta.auth;

import com.google.errorprone.annotations.CheckReturnValue;
