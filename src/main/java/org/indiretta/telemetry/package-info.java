/**
 * Metrics, log fields and the one {@link org.indiretta.telemetry.Clock}. Everybody may use it; it
 * knows nobody.
 */
@CheckReturnValue
package org.indiretta.telemetry;

import com.google.errorprone.annotations.CheckReturnValue;
