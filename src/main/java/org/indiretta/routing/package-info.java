/**
 * Who gets an offer: queue order, operator choice, offers. Tells it through {@link
 * org.indiretta.routing.OfferSink}.
 */
package org.indiretta.routing;
