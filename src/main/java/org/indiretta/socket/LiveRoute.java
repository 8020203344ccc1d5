package org.indiretta.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * {@code /live}: the plain WebSocket at {@code /live/websocket}, and SockJS over WebSocket,
 * xhr-streaming and xhr-polling. Everything else there is 404, the iframe pages of SockJS and its
 * script from a foreign host included.
 */
final class LiveRoute {
  private static final String PLAIN = "/live/websocket";

  /** {@code /live/SERVER/ID/TRANSPORT}; over XHR the id is the key, so it must be a long one. */
  private static final Pattern SERVED =
      Pattern.compile(
          "/live/(?:info|websocket|[^/.]{1,16}/[A-Za-z0-9_-]{"
              + Limits.SOCKJS_ID_CHARS
              + ",64}/(?:websocket|xhr|xhr_streaming|xhr_send))");

  private final Supplier<Hub> hub;

  private LiveRoute(Supplier<Hub> hub) {
    this.hub = hub;
  }

  /**
   * Mounts the route on a server's router, before any route that reads bodies.
   *
   * @param hub the hub of the event loop that calls
   * @param origins whether an origin is one of ours
   */
  static void mount(Vertx vertx, Router router, Supplier<Hub> hub, OriginCheck origins) {
    LiveRoute live = new LiveRoute(hub);
    router.route("/live/*").failureHandler(LiveRoute::failed);
    router.route("/live").handler(routing -> notFound(routing));
    router.route("/live/*").handler(origins);
    router.route("/live/*").handler(LiveRoute::servedOnly);
    router.get(PLAIN).handler(live::plain);
    router.post("/live/*").handler(BodyHandler.create(false).setBodyLimit(Limits.XHR_BYTES));
    router
        .route("/live/*")
        .subRouter(SockJSHandler.create(vertx, options()).socketHandler(live::sockJs));
  }

  private static SockJSHandlerOptions options() {
    return new SockJSHandlerOptions()
        .addDisabledTransport("EVENT_SOURCE")
        .addDisabledTransport("HTML_FILE")
        .addDisabledTransport("JSON_P")
        .setInsertJSESSIONID(false)
        .setRegisterWriteHandler(false)
        .setMaxBytesStreaming(Limits.OUTBOX_BYTES)
        .setHeartbeatInterval(Limits.HEARTBEAT_MS)
        // The default is a script on a public host; its pages are not served here anyway.
        .setLibraryURL("/none");
  }

  private static void servedOnly(RoutingContext routing) {
    String path = routing.request().path();
    if (SERVED.matcher(path).matches()) {
      if (path.endsWith("/xhr") || path.endsWith("/xhr_streaming")) {
        // SockJS closes the connection behind these answers; unsaid, a client would use it again.
        routing.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      }
      routing.next();
    } else {
      notFound(routing);
    }
  }

  /** A body that is too large, an upgrade that failed: the status says it. */
  private static void failed(RoutingContext routing) {
    if (!routing.response().ended()) {
      int status = routing.statusCode() < 400 ? 500 : routing.statusCode();
      routing.response().setStatusCode(status).end().onComplete(sent -> {});
    }
  }

  private static void notFound(RoutingContext routing) {
    routing.response().setStatusCode(404).end().onComplete(sent -> {});
  }

  private void plain(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    if (!request.canUpgradeToWebSocket()) {
      routing
          .response()
          .setStatusCode(426)
          .putHeader(HttpHeaders.UPGRADE, "websocket")
          .end()
          .onComplete(sent -> {});
      return;
    }
    Channel channel = channel(request);
    request
        .toWebSocket()
        .onSuccess(
            socket -> {
              Hub here = hub.get();
              here.turnFlush().serve(channel);
              WebSocketLink link = new WebSocketLink(socket, channel);
              link.listen(here.open(link));
            })
        .onFailure(routing::fail);
  }

  /** The TCP connection that a request came by. */
  static Channel channel(HttpServerRequest request) {
    return ((HttpServerConnection) request.connection()).channelHandlerContext().channel();
  }

  /**
   * Ends a TCP connection at once. Vert.x's part of the pipeline would first wait for what cannot
   * be written, so this begins below it.
   */
  static void drop(Channel channel) {
    ChannelHandlerContext lowest = channel.pipeline().firstContext();
    var _ = lowest == null ? channel.close() : lowest.close();
  }

  private void sockJs(SockJSSocket socket) {
    SockJsLink link = new SockJsLink(socket);
    link.listen(hub.get().open(link));
  }
}
