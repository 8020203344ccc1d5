package org.indiretta.api;

import java.util.Set;
import org.indiretta.directory.Directory;

/** Whose pages may ask what. {@code null} and missing origins are foreign. */
public final class Origins {
  private final Set<String> own;
  private final Set<String> allowed;
  private final Directory directory;

  /** The origins of the settings and of the sites. */
  public Origins(ApiSettings settings, Directory directory) {
    this.own = Set.copyOf(settings.ownOrigins());
    this.allowed = settings.allowedOrigins();
    this.directory = directory;
  }

  boolean isOwn(String origin) {
    return origin != null && own.contains(origin);
  }

  /** Ours, one of the configuration, or one of any site: a site is no security border. */
  public boolean isPortal(String origin) {
    return origin != null
        && (own.contains(origin)
            || allowed.contains(origin)
            || directory.sites().stream().anyMatch(site -> site.origins().contains(origin)));
  }
}
