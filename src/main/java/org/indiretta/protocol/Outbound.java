package org.indiretta.protocol;

/** What the server sends: an answer or news. */
public sealed interface Outbound permits Reply, Push {}
