/**
 * Who and what: ids, roles and the {@link org.indiretta.identity.Principal}. Knows no other room
 * and no framework.
 */
@CheckReturnValue
package org.indiretta.identity;

import com.google.errorprone.annotations.CheckReturnValue;
