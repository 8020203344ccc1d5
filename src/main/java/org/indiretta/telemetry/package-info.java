/**
 * Metrics, log fields and the one {@link org.indiretta.telemetry.Clock}. Everybody may use it; it
 * knows nobody.
 */
package org.indiretta.telemetry;
