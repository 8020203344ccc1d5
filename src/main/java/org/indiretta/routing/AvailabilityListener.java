package org.indiretta.routing;

import org.indiretta.identity.SiteId;

/** Hears from routing that what is open at a site has changed. */
@FunctionalInterface
public interface AvailabilityListener {
  /** Returns at once and never fails. */
  void availabilityChanged(SiteId site);
}
