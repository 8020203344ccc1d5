package org.indiretta.socket;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.parsetools.RecordParser;
import java.util.UUID;

/** A client's way to {@code /live}; one for each transport the server offers. */
interface Pipe {
  /** Sends a text; fails when the server refused to take it. */
  Future<Void> send(String text);

  void close();

  /** From now on nothing that comes is read: the server's words stay on the way. */
  void stopReading();

  /** Reads what came meanwhile, and goes on. */
  void readAgain();

  /** What a pipe tells. */
  interface Ear {
    void text(String text);

    void closed(int code);
  }

  /** The transports, and how each is opened. */
  enum Transport {
    WEBSOCKET,
    SOCKJS_WEBSOCKET,
    XHR_STREAMING,
    XHR_POLLING;

    Future<Pipe> open(Vertx vertx, int port, String origin, Ear ear) {
      return switch (this) {
        case WEBSOCKET -> Plain.open(vertx, port, origin, ear);
        case SOCKJS_WEBSOCKET -> SockJs.open(vertx, port, origin, ear);
        case XHR_STREAMING -> Future.succeededFuture(new Xhr(vertx, port, origin, ear, true));
        case XHR_POLLING -> Future.succeededFuture(new Xhr(vertx, port, origin, ear, false));
      };
    }
  }

  /** Browsers take messages of any size; a page of a resume can have some MB. */
  WebSocketClientOptions LARGE =
      new WebSocketClientOptions().setMaxMessageSize(16 << 20).setMaxFrameSize(1 << 20);

  /** What the kernel keeps for a reader, in bytes: little, so that one that stops is noticed. */
  int KERNEL_BYTES = 64 << 10;

  /** The path of a new SockJS connection. */
  static String newPath() {
    return "/live/000/" + UUID.randomUUID().toString().replace("-", "") + "/";
  }

  static WebSocketConnectOptions options(int port, String path, String origin) {
    return new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(port)
        .setURI(path)
        .addHeader("Origin", origin);
  }

  /** {@code /live/websocket}. */
  record Plain(WebSocketClient client, WebSocket socket) implements Pipe {
    static Future<Pipe> open(Vertx vertx, int port, String origin, Ear ear) {
      // Kept by the pipe: Vert.x closes the connections of a client that is no longer reachable.
      WebSocketClient client = vertx.createWebSocketClient(LARGE);
      return client
          .connect(options(port, "/live/websocket", origin))
          .map(
              socket -> {
                socket.textMessageHandler(ear::text);
                socket.closeHandler(
                    nothing ->
                        ear.closed(
                            socket.closeStatusCode() == null ? 0 : socket.closeStatusCode()));
                return new Plain(client, socket);
              });
    }

    @Override
    public Future<Void> send(String text) {
      return socket.writeTextMessage(text);
    }

    @Override
    public void stopReading() {
      var _ = socket.pause();
    }

    @Override
    public void readAgain() {
      var _ = socket.resume();
    }

    @Override
    public void close() {
      socket.close().onComplete(closed -> {});
    }
  }

  /** SockJS over WebSocket. */
  record SockJs(WebSocketClient client, WebSocket socket) implements Pipe {
    static Future<Pipe> open(Vertx vertx, int port, String origin, Ear ear) {
      // Kept by the pipe: Vert.x closes the connections of a client that is no longer reachable.
      WebSocketClient client =
          vertx.createWebSocketClient(
              new WebSocketClientOptions(LARGE).setReceiveBufferSize(KERNEL_BYTES));
      return client
          .connect(options(port, newPath() + "websocket", origin))
          .map(
              socket -> {
                socket.textMessageHandler(text -> frame(text, ear));
                socket.closeHandler(nothing -> ear.closed(0));
                return new SockJs(client, socket);
              });
    }

    @Override
    public Future<Void> send(String text) {
      return socket.writeTextMessage(new JsonArray().add(text).encode());
    }

    @Override
    public void stopReading() {
      var _ = socket.pause();
    }

    @Override
    public void readAgain() {
      var _ = socket.resume();
    }

    @Override
    public void close() {
      socket.close().onComplete(closed -> {});
    }
  }

  /** What SockJS writes; true when it is its last. */
  @CanIgnoreReturnValue
  static boolean frame(String text, Ear ear) {
    if (text.startsWith("a")) {
      new JsonArray(text.substring(1)).forEach(message -> ear.text((String) message));
    }
    return text.startsWith("c");
  }

  /** SockJS over XHR. */
  final class Xhr implements Pipe {
    private final Context context;
    private final HttpClient client;
    private final String path = newPath();
    private final String origin;
    private final Ear ear;
    private final boolean streaming;
    private final Promise<Void> opened = Promise.promise();
    // Before the "o" of the first answer the server does not know this id: a send would be 404.
    private Future<Void> lastSend = opened.future();
    private volatile boolean over;
    private volatile boolean stopped;
    private HttpClientResponse reading;

    Xhr(Vertx vertx, int port, String origin, Ear ear, boolean streaming) {
      this.client =
          vertx.createHttpClient(
              new HttpClientOptions()
                  .setDefaultHost("127.0.0.1")
                  .setDefaultPort(port)
                  .setReceiveBufferSize(KERNEL_BYTES)
                  .setKeepAlive(false),
              new PoolOptions().setHttp1MaxSize(4));
      this.origin = origin;
      this.ear = ear;
      this.streaming = streaming;
      this.context = vertx.getOrCreateContext();
      context.runOnContext(nothing -> poll());
    }

    /** On the context always, so that no line of an answer comes before its handler. */
    private void poll() {
      if (over || stopped) {
        return;
      }
      client
          .request(HttpMethod.POST, path + (streaming ? "xhr_streaming" : "xhr"))
          .compose(request -> request.putHeader("Origin", origin).send())
          .compose(
              response -> {
                reading = response;
                RecordParser lines = RecordParser.newDelimited("\n", response);
                lines.handler(line -> heard(line.toString()));
                return response.end();
              })
          .onComplete(
              (ended, failure) -> {
                if (over || failure != null) {
                  boolean _ = opened.tryFail("closed before it was open");
                  ear.closed(0);
                } else {
                  context.runOnContext(nothing -> poll());
                }
              });
    }

    private void heard(String line) {
      if (line.equals("o")) {
        boolean _ = opened.tryComplete();
      }
      over |= frame(line, ear);
    }

    @Override
    public synchronized Future<Void> send(String text) {
      Buffer body = new JsonArray().add(text).toBuffer();
      lastSend =
          lastSend
              .compose(sent -> client.request(HttpMethod.POST, path + "xhr_send"))
              .compose(request -> request.putHeader("Origin", origin).send(body))
              .compose(
                  response ->
                      response.statusCode() == 204
                          ? Future.succeededFuture()
                          : Future.failedFuture("status " + response.statusCode()));
      return lastSend;
    }

    @Override
    public void stopReading() {
      stopped = true;
      context.runOnContext(
          nothing -> {
            if (reading != null) {
              var _ = reading.pause();
            }
          });
    }

    @Override
    public void readAgain() {
      context.runOnContext(
          nothing -> {
            var _ = reading.resume();
          });
    }

    @Override
    public void close() {
      over = true;
      context.runOnContext(nothing -> client.close().onComplete(closed -> {}));
    }
  }
}
