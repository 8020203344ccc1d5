/**
 * Who somebody is and what they may do: passwords, second factor, sign-ins, citizen tokens, socket
 * tickets, limits on attempts.
 */
package org.indiretta.auth;
