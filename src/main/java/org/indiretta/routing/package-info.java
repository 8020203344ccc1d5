/**
 * Who gets an offer: queue order, operator choice, offers. Tells it through {@link
 * org.indiretta.routing.OfferSink}.
 */
@CheckReturnValue
package org.indiretta.routing;

import com.google.errorprone.annotations.CheckReturnValue;
