/** HTTP as {@code openapi.yaml} says: admin, operator, public availability, files, sign-in. */
@CheckReturnValue
package org.indiretta.api;

import com.google.errorprone.annotations.CheckReturnValue;
