/**
 * Who is there: one {@link org.indiretta.presence.Presence} per person, whatever the number of
 * devices, and the link to the browsers behind it, which every node writes down by a heartbeat.
 * Neighbours: {@code routing} asks, {@code consultation} hears of changes as {@link
 * org.indiretta.presence.PresenceListener}.
 */
package org.indiretta.presence;
