/**
 * The ordered entries of a consultation: append (group commit), read, search, export, retention.
 * Knows who may write from the consultation's row, which it locks; knows no connection.
 */
@CheckReturnValue
package org.indiretta.transcript;

import com.google.errorprone.annotations.CheckReturnValue;
