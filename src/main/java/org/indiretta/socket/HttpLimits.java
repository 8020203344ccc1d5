package org.indiretta.socket;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.channel.Channel;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The limits of an HTTP server that holds live connections. Safe for all its event loops. */
public final class HttpLimits {
  private static final Logger LOG = LoggerFactory.getLogger(HttpLimits.class);

  private final Map<HttpConnection, Long> silent = new ConcurrentHashMap<>();
  private final AtomicLong open = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();
  private final AtomicLong saidAtNanos =
      new AtomicLong(System.nanoTime() - Limits.REFUSED_LOG_EVERY_MS * 1_000_000);
  private final long mostOpen;
  private final Vertx vertx;
  private final boolean tls;

  /**
   * @param tls whether connections begin with a handshake of TLS, which takes its part of the time
   *     until the first request
   */
  public HttpLimits(Vertx vertx, boolean tls) {
    this(vertx, tls, mostOpen());
  }

  /** For tests: so many connections and no more. */
  HttpLimits(Vertx vertx, boolean tls, long mostOpen) {
    this.mostOpen = mostOpen;
    this.vertx = vertx;
    this.tls = tls;
  }

  /**
   * Sets what Vert.x leaves open by default: no idle time-out, compression that costs each
   * WebSocket 256 KiB, what the kernel keeps for a slow reader, and sizes meant for other uses. TLS
   * is 1.2 or 1.3 (RFC 9325, 3.1.1) with the cipher suites that the JDK takes, and carries HTTP/1.1
   * only: WebSockets begin there, and these limits count connections, of which HTTP/2 makes one for
   * many requests.
   */
  public HttpServerOptions apply(HttpServerOptions options) {
    return options
        .setSsl(tls)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
        .setUseAlpn(false)
        .setSslHandshakeTimeout(Limits.HANDSHAKE_MS)
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(Limits.IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setMaxInitialLineLength(Limits.REQUEST_LINE_BYTES)
        .setMaxHeaderSize(Limits.REQUEST_HEADERS_BYTES)
        .setSendBufferSize(Limits.SEND_BUFFER_BYTES)
        .setMaxWebSocketFrameSize(Limits.WEB_SOCKET_BYTES)
        .setMaxWebSocketMessageSize(Limits.WEB_SOCKET_BYTES)
        // HTTP/2 without TLS hides a connection from its handler until a whole request is there.
        .setHttp2ClearTextEnabled(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        // The hub cuts whoever does not go; twice at once, Vert.x complains of what is over
        // already.
        .setWebSocketClosingTimeout((int) TimeUnit.MILLISECONDS.toSeconds(2 * Limits.END_MS));
  }

  /**
   * For {@code HttpServer.connectionHandler}, which is called after the handshake of TLS: cuts who
   * sends half a header and then waits, and at once who comes when the process has no more files to
   * open than it needs itself.
   */
  public void opened(HttpConnection connection) {
    // By the channel: the close handler of a connection that became a WebSocket is never called.
    Channel channel = channel(connection);
    var _ = channel.closeFuture().addListener(closed -> open.decrementAndGet());
    if (open.incrementAndGet() > mostOpen) {
      refuse(channel);
      return;
    }
    long timer =
        vertx.setTimer(
            tls ? Limits.FIRST_REQUEST_MS - Limits.HANDSHAKE_MS : Limits.FIRST_REQUEST_MS,
            id -> {
              silent.remove(connection);
              connection.close().onComplete(closed -> {});
            });
    silent.put(connection, timer);
    connection.closeHandler(nothing -> said(connection));
  }

  /** Whoever runs the server reads it at most once in a while, however many come. */
  private void refuse(Channel channel) {
    // The connection's own way to its end costs more than its beginning.
    var _ = channel.close();
    long count = refusals.incrementAndGet();
    long now = System.nanoTime();
    long said = saidAtNanos.get();
    if (now - said >= Limits.REFUSED_LOG_EVERY_MS * 1_000_000
        && saidAtNanos.compareAndSet(said, now)) {
      LOG.atWarn()
          .addKeyValue("open", mostOpen)
          .addKeyValue("refused", count)
          .log("connections are refused: the process may not open more files; raise ulimit -n");
    }
  }

  private static Channel channel(HttpConnection connection) {
    return ((HttpServerConnection) connection).channelHandlerContext().channel();
  }

  private static long mostOpen() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? Math.max(1, unix.getMaxFileDescriptorCount() - Limits.RESERVED_FILES)
        : Long.MAX_VALUE;
  }

  /** The first handler of the router: this connection has sent a whole request. */
  public Handler<RoutingContext> firstRequest() {
    return routing -> {
      said(routing.request().connection());
      routing.next();
    };
  }

  private void said(HttpConnection connection) {
    Long timer = silent.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
