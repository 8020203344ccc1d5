/**
 * Who gets an offer. {@link org.indiretta.routing.QueueOrder} says who is served first, {@link
 * org.indiretta.routing.Chain} who may be asked from when on, {@link
 * org.indiretta.routing.OperatorChoice} who is, with the reason of every refusal, {@link
 * org.indiretta.routing.OfferPlan} what should be offered, ended or given back now: pure functions,
 * the same on every node. {@link org.indiretta.routing.Routing} reads PostgreSQL for them and tells
 * the {@link org.indiretta.routing.OfferSink}, which {@code consultation} implements. {@link
 * org.indiretta.routing.Availability} says what is open.
 */
package org.indiretta.routing;
