package org.indiretta.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.indiretta.directory.Directory;

/**
 * The built web client: the widget's script and chunks for every portal, the citizen's page {@code
 * /c}, the staff's {@code /console/} and, in demo mode, the invented portal of the city that has
 * one. Each kind of page has its own Content-Security-Policy.
 */
final class WebClient {
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";
  private static final String SHORT = "public, max-age=300";
  private static final String ASK_AGAIN = "no-cache";
  private static final String NONCE_PLACE = "__STYLE_NONCE__";
  private static final int NONCE_BYTES = 16;
  private static final String REST =
      "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final WebFiles files;
  private final Optional<String> demoStart;
  private final Directory directory;
  private final String connect;
  private final Optional<String> jitsi;
  private final SecureRandom random = new SecureRandom();

  WebClient(Vertx vertx, ApiSettings settings, Directory directory) {
    this.directory = directory;
    this.files = new WebFiles(vertx);
    this.jitsi = settings.jitsi();
    this.demoStart = settings.demoCity().map(ApiSettings::demoStart);
    StringBuilder sources = new StringBuilder("connect-src 'self'");
    // A browser that does not take 'self' for its web socket needs it said.
    settings.ownOrigins().stream()
        .sorted()
        .forEach(origin -> sources.append(' ').append(origin.replaceFirst("^http", "ws")));
    this.connect = sources.toString();
  }

  void mount(Router router) {
    get(router, "/", context -> redirect(context, demoStart.orElse("/console/")));
    get(router, "/widget.js", context -> shared(context, "widget.js", SHORT));
    get(router, "/assets/*", context -> shared(context, context.normalizedPath(), IMMUTABLE));
    get(router, "/favicon.svg", context -> own(context, "console/favicon.svg", SHORT));
    get(router, "/c", this::citizenPage);
    get(router, "/console", context -> toFolder(context, "/console"));
    get(router, "/console/assets/*", context -> own(context, context.normalizedPath(), IMMUTABLE));
    get(router, "/console/*", this::console);
    demoStart.ifPresent(
        start -> {
          get(router, "/demo", context -> toFolder(context, "/demo"));
          get(router, "/demo/*", context -> demoPage(context, start));
        });
  }

  private static void get(
      Router router, String path, io.vertx.core.Handler<RoutingContext> handler) {
    Route _ = router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
  }

  /** The router takes a path with and without its last slash for the same. */
  private static void toFolder(RoutingContext context, String path) {
    if (path.equals(context.request().path())) {
      redirect(context, path + "/");
    } else {
      context.next();
    }
  }

  private static void redirect(RoutingContext context, String to) {
    var _ = context.response().setStatusCode(302).putHeader("Location", to).end();
  }

  /** For every portal: a chunk loads by import() only with this header. */
  private void shared(RoutingContext context, String path, String cacheControl) {
    HttpServerResponse response =
        context
            .response()
            .putHeader("Access-Control-Allow-Origin", "*")
            .putHeader("Cross-Origin-Resource-Policy", "cross-origin");
    sendOrNext(context, files.find(path), cacheControl, response);
  }

  private void own(RoutingContext context, String path, String cacheControl) {
    sendOrNext(context, files.find(path), cacheControl, context.response());
  }

  /**
   * Without a site the page is the first site's; a fragment goes along by itself (RFC 9110,
   * 10.2.2).
   */
  private void citizenPage(RoutingContext context) {
    if (context.queryParam("site").isEmpty() && !directory.sites().isEmpty()) {
      redirect(context, "/c?site=" + directory.sites().getFirst().id());
      return;
    }
    callPolicy(context, "img-src 'self' data: blob:; media-src 'self' blob:; ");
    sendOrNext(context, files.find("c/index.html"), ASK_AGAIN, context.response());
  }

  /** A city without a portal is met at its start; the notice its links name is the portal's. */
  private void demoPage(RoutingContext context, String start) {
    String path = context.normalizedPath();
    if (path.endsWith("/") && !path.startsWith(start)) {
      redirect(context, start);
      return;
    }
    policy(
        context,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " + connect);
    String file = path.endsWith("/") ? path + "index.html" : path;
    sendOrNext(context, files.find(file), ASK_AGAIN, context.response());
  }

  /** Every address inside the console is its index page, which routes by itself. */
  private void console(RoutingContext context) {
    String path = context.normalizedPath();
    boolean isFile = path.substring(path.lastIndexOf('/') + 1).contains(".");
    if (isFile && !path.endsWith("/index.html")) {
      if (path.endsWith("/service-worker.js")) {
        policy(context, "default-src 'none'");
      }
      own(context, path, ASK_AGAIN);
      return;
    }
    var _ =
        files
            .find("console/index.html")
            .onSuccess(
                found -> found.ifPresentOrElse(page -> sendConsole(context, page), context::next))
            .onFailure(context::fail);
  }

  private void sendConsole(RoutingContext context, WebFiles.WebFile page) {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    callPolicy(
        context,
        "style-src 'self' 'nonce-"
            + nonce
            + "'; img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob: data:; ");
    String html =
        page.content().plain().toString(StandardCharsets.UTF_8).replace(NONCE_PLACE, nonce);
    var _ =
        context
            .response()
            .putHeader("Content-Type", page.contentType())
            .putHeader("Cache-Control", "no-store")
            .end(Buffer.buffer(html));
  }

  /** Of a page that calls: where Jitsi carries calls its script, its frame and its devices too. */
  private void callPolicy(RoutingContext context, String own) {
    String scripts = jitsi.map(origin -> " " + origin).orElse("");
    String frames = jitsi.map(origin -> "frame-src " + origin + "; ").orElse("");
    policy(
        context, "default-src 'none'; script-src 'self'" + scripts + "; " + frames + own + connect);
    jitsi.ifPresent(
        origin ->
            context
                .response()
                .putHeader("Permissions-Policy", SecurityHeaders.permissionsWith(origin)));
  }

  private static void policy(RoutingContext context, String policy) {
    var _ = context.response().putHeader("Content-Security-Policy", policy + REST);
  }

  private static void sendOrNext(
      RoutingContext context,
      Future<Optional<WebFiles.WebFile>> file,
      String cacheControl,
      HttpServerResponse response) {
    HttpServerRequest request = context.request();
    var _ =
        file.onSuccess(
                found -> {
                  if (found.isEmpty() || response.closed()) {
                    context.next();
                  } else {
                    found.get().content().send(request, found.get().contentType(), cacheControl);
                  }
                })
            .onFailure(context::fail);
  }
}
