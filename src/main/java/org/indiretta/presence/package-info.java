/** Who is there: one presence per person, and the link to the browser behind it. */
@CheckReturnValue
package org.indiretta.presence;

import com.google.errorprone.annotations.CheckReturnValue;
