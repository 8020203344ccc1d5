/**
 * When a site is open: weekly hours, dates that differ, holidays, sudden closures, and exceptions
 * per topic and mode. {@link org.indiretta.calendar.OpeningHours} is pure; {@link
 * org.indiretta.calendar.Calendars} keeps those of all sites in memory. Neighbours: {@code routing}
 * and {@code consultation} ask, {@code api} shows and changes.
 */
@CheckReturnValue
package org.indiretta.calendar;

import com.google.errorprone.annotations.CheckReturnValue;
