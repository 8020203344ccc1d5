package org.indiretta.notify;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Asks other servers over HTTP. The name is looked up here, every address it has must be one that
 * {@link OutboundAllow} permits, and the connection goes to the address that was checked, so that a
 * name cannot lead elsewhere afterwards. Redirects are answers like others. Plain {@code http} goes
 * only to addresses that the setting names.
 */
public final class Outbound {
  /** From the call to the whole answer, in milliseconds. */
  static final int ANSWER_MS = 10_000;

  /** The longest answer, in bytes. */
  static final int ANSWER_BYTES = 65_536;

  /** Connections to one other server at once. */
  static final int CONNECTIONS = 8;

  private final Vertx vertx;
  private final OutboundAllow allow;
  private final HttpClient client;

  /** What came back, whatever it says; a redirect among them. */
  public record Answered(int status, MultiMap headers, Buffer body) {
    /** Whether it is a 2xx. */
    public boolean ok() {
      return status >= 200 && status < 300;
    }
  }

  /** A client whose connections end with this Vert.x. */
  public Outbound(Vertx vertx, OutboundAllow allow) {
    this.vertx = vertx;
    this.allow = allow;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(ANSWER_MS),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  /**
   * Sends a POST and reads the answer.
   *
   * @return fails with {@link OutboundRefused} when it may not go there or more than 64 KiB come
   *     back, with another fault when nothing came within 10 s
   */
  public Future<Answered> post(URI to, Map<String, String> headers, Buffer body) {
    String scheme = to.getScheme();
    if (to.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
      return Future.failedFuture(new OutboundRefused("an http or https address is expected"));
    }
    return vertx
        .executeBlocking(() -> InetAddress.getAllByName(host(to)), false)
        .compose(
            addresses -> {
              for (InetAddress address : addresses) {
                if (!allow.permits(address)) {
                  return refused(to.getHost() + " is not public: name it in outbound.allow");
                }
                if (scheme.equals("http") && !allow.isNamed(address)) {
                  return refused("plain http goes only to what outbound.allow names");
                }
              }
              return sent(to, addresses[0], headers, body);
            })
        .timeout(ANSWER_MS, TimeUnit.MILLISECONDS);
  }

  private static <T> Future<T> refused(String why) {
    return Future.failedFuture(new OutboundRefused(why));
  }

  /** Without the brackets of an IPv6 address. */
  private static String host(URI to) {
    String host = to.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private Future<Answered> sent(
      URI to, InetAddress address, Map<String, String> headers, Buffer body) {
    boolean tls = to.getScheme().equals("https");
    int port = to.getPort() >= 0 ? to.getPort() : tls ? 443 : 80;
    String path = to.getRawPath() == null || to.getRawPath().isEmpty() ? "/" : to.getRawPath();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
            .setHost(host(to))
            .setPort(port)
            .setSsl(tls)
            .setURI(to.getRawQuery() == null ? path : path + "?" + to.getRawQuery())
            .setFollowRedirects(false);
    headers.forEach(options::putHeader);
    return client
        .request(options)
        .compose(
            request ->
                request.send(body).compose(Outbound::read).onFailure(fault -> request.reset()));
  }

  private static Future<Answered> read(HttpClientResponse response) {
    Promise<Answered> whole = Promise.promise();
    Buffer received = Buffer.buffer();
    response
        .exceptionHandler(whole::tryFail)
        .handler(
            part -> {
              if (received.length() + part.length() > ANSWER_BYTES) {
                whole.tryFail(new OutboundRefused("the answer is too long"));
              } else {
                received.appendBuffer(part);
              }
            })
        .endHandler(
            end ->
                whole.tryComplete(
                    new Answered(response.statusCode(), response.headers(), received)));
    return whole.future();
  }
}
