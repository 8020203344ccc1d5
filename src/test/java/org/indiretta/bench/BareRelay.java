package org.indiretta.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashMap;
import java.util.Map;

/**
 * What InDiretta is held against: a bare Vert.x WebSocket relay on one event loop. It sends each
 * message to both sides of its pair: to the other as the delivery, to the writer as the
 * acknowledgement. It reads no JSON and stores nothing, so it promises nothing either. The sides of
 * pair {@code n} connect to {@code /relay/n/a} and {@code /relay/n/b}; any other path is a socket
 * that stays idle.
 */
public final class BareRelay {
  private final Map<String, ServerWebSocket> waiting = new HashMap<>();

  private BareRelay() {}

  /** Listens on the port given as the only argument until the process is ended. */
  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[0]);
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    BareRelay relay = new BareRelay();
    vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
        .webSocketHandler(relay::join)
        .listen()
        .onSuccess(server -> System.out.println("ready"))
        .onFailure(
            failure -> {
              failure.printStackTrace();
              System.exit(1);
            });
  }

  private void join(ServerWebSocket socket) {
    String path = socket.path();
    if (!path.startsWith("/relay/")) {
      return;
    }
    String pair = path.substring(0, path.lastIndexOf('/'));
    ServerWebSocket peer = waiting.remove(pair);
    if (peer == null) {
      waiting.put(pair, socket);
      return;
    }
    passOn(socket, peer);
    passOn(peer, socket);
  }

  private static void passOn(ServerWebSocket from, ServerWebSocket to) {
    var _ =
        from.textMessageHandler(
            text -> {
              var _ = from.writeTextMessage(text);
              var _ = to.writeTextMessage(text);
            });
  }
}
