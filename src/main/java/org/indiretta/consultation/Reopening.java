package org.indiretta.consultation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Site;
import org.indiretta.identity.SiteId;

/**
 * Until when a citizen may go on with what is over: 15 min after any end that was not abusive, and
 * until the end of the day where the site is when it ended because they were gone (RT53).
 */
final class Reopening {
  private final Directory directory;
  private final Timings timings;

  Reopening(Directory directory, Timings timings) {
    this.directory = directory;
    this.timings = timings;
  }

  /** First in the queue; empty when it is too late, or may not be at all. */
  Optional<State.Waiting> of(State.Over over, SiteId site, Instant now) {
    Optional<State.Waiting> soon =
        over instanceof State.Closed closed
            ? closed.reopened(now, timings.reopen())
            : Optional.empty();
    return soon.or(() -> over.cameBack(now, endOfDay(over, site)));
  }

  /** Until when it may be; null when it is too late, or may not be at all. */
  Instant until(State state, SiteId site, Instant now) {
    if (!(state instanceof State.Over over) || of(over, site, now).isEmpty()) {
      return null;
    }
    Instant soon = over.endedAt().plus(timings.reopen());
    Instant day = endOfDay(over, site);
    return over.citizenLost() && day.isAfter(soon) ? day : soon;
  }

  private Instant endOfDay(State.Over over, SiteId site) {
    ZoneId zone = ZoneId.of(directory.site(site).map(Site::timeZone).orElse("UTC"));
    return over.endedAt().atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
  }
}
