package org.indiretta.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Site;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.AvailabilityView;
import org.indiretta.telemetry.Clock;

/**
 * What every page of a portal asks: what is open, and the words of the site. Made at most once a
 * second and kept as bytes; these run on the event loop.
 */
final class SiteResource {
  /** For how long one answer stands, in this server. */
  static final Duration FRESH = Duration.ofSeconds(1);

  private static final String JSON = "application/json; charset=utf-8";
  private static final String AVAILABILITY_CACHE = "public, max-age=5";
  private static final String SITE_CACHE = "public, max-age=60";

  private final Contract contract;
  private final Directory directory;
  private final AvailabilitySource availability;
  private final Clock clock;
  private final Map<SiteId, CachedBytes> open = new ConcurrentHashMap<>();
  private final Map<String, CachedBytes> openByQuery = new ConcurrentHashMap<>();
  private final Map<Words, CachedBytes> words = new ConcurrentHashMap<>();

  private record Words(SiteId site, Language language) {}

  /** Schema {@code Availability}: what is open, and the other ways to reach the city. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Availability(
      SiteId site,
      List<Language> languages,
      Map<TopicId, List<Mode>> open,
      Map<TopicId, Map<Mode, AvailabilityView.ModeState>> topics,
      Map<Language, String> closure,
      Channels channels) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Channels(String telephone, String email, List<String> desks) {
    static Channels of(Site.Channels channels) {
      return new Channels(
          channels.telephone(),
          channels.email(),
          channels.desks().stream().map(Site.Desk::address).toList());
    }
  }

  SiteResource(
      Contract contract, Directory directory, AvailabilitySource availability, Clock clock) {
    this.contract = contract;
    this.directory = directory;
    this.availability = availability;
    this.clock = clock;
  }

  void bind(Operations operations) {
    operations
        .quick("readContract", this::readContract)
        .quick("readAvailability", this::readAvailability)
        .quick("readSite", this::readSite);
  }

  private void readContract(RoutingContext context) {
    var _ =
        context
            .response()
            .putHeader("Content-Type", JSON)
            .putHeader("Cache-Control", SITE_CACHE)
            .end(contract.json());
  }

  /**
   * Answers what every page of a portal asks, before the contract is looked at: GET with {@code
   * ?site=} alone, while the answer is fresh. Everything else takes the long way, which makes the
   * answer and knows all refusals.
   */
  void answerFresh(RoutingContext context) {
    HttpServerRequest request = context.request();
    CachedBytes known = openByQuery.get(String.valueOf(request.query()));
    if (!isFresh(known)) {
      context.next();
      return;
    }
    request.response().headers().set("Access-Control-Allow-Origin", "*");
    known.send(request, JSON, AVAILABILITY_CACHE);
  }

  private void readAvailability(RoutingContext context) {
    Optional<Site> site = site(context.request().getParam("site"));
    if (site.isEmpty()) {
      context.fail(ProblemException.notFound());
      return;
    }
    context.response().putHeader("Access-Control-Allow-Origin", "*");
    CachedBytes known = open.get(site.get().id());
    if (isFresh(known)) {
      known.send(context.request(), JSON, AVAILABILITY_CACHE);
      return;
    }
    var _ =
        availability
            .availability(site.get().id())
            .onSuccess(
                now -> keep(site.get(), now).send(context.request(), JSON, AVAILABILITY_CACHE))
            .onFailure(context::fail);
  }

  private CachedBytes keep(Site site, AvailabilityView now) {
    Availability view =
        new Availability(
            site.id(),
            site.languages(),
            now.open(),
            now.topics(),
            now.closure(),
            Channels.of(site.channels()));
    CachedBytes bytes = CachedBytes.of(ApiJson.write(view), clock.now());
    open.put(site.id(), bytes);
    openByQuery.put("site=" + site.id(), bytes);
    return bytes;
  }

  private void readSite(RoutingContext context) {
    Optional<Site> site = site(context.pathParam("site"));
    Optional<Language> language = language(context.request().getParam("language"));
    if (site.isEmpty()) {
      context.fail(ProblemException.notFound());
      return;
    }
    if (language.isEmpty()) {
      context.fail(
          ProblemException.of(ProblemCode.MALFORMED, "language: it, de, fr or en is expected"));
      return;
    }
    context.response().putHeader("Access-Control-Allow-Origin", "*");
    Words key = new Words(site.get().id(), language.get());
    CachedBytes known = words.get(key);
    if (!isFresh(known)) {
      SiteView view = SiteView.of(directory, site.get(), language.get());
      known = CachedBytes.of(ApiJson.write(view), clock.now());
      words.put(key, known);
    }
    known.send(context.request(), JSON, SITE_CACHE);
  }

  private boolean isFresh(CachedBytes bytes) {
    return bytes != null && bytes.madeAt().plus(FRESH).isAfter(clock.now());
  }

  private Optional<Site> site(String id) {
    try {
      return directory.site(new SiteId(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Language> language(String code) {
    try {
      return Optional.of(Language.of(code));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
