package org.indiretta.faults;

import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;

/** The plain WebSocket. */
record WebSocketWire(WebSocket socket) implements Wire {
  static void open(World world, int port, Ear ear) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/live/websocket")
            .setTimeout(Browser.ANSWER_WITHIN_MS)
            .addHeader("Origin", world.origin());
    var _ =
        world
            .web()
            .connect(options)
            .onFailure(away -> ear.failed())
            .onSuccess(socket -> opened(socket, ear));
  }

  private static void opened(WebSocket socket, Ear ear) {
    WebSocketWire wire = new WebSocketWire(socket);
    socket.textMessageHandler(text -> ear.heard(wire, text));
    socket.exceptionHandler(fault -> {});
    socket.closeHandler(v -> ear.lost(wire));
    ear.opened(wire);
  }

  @Override
  public void say(String text) {
    if (!socket.isClosed()) {
      var _ = socket.writeTextMessage(text);
    }
  }

  @Override
  public void close() {
    var _ = socket.close();
  }
}
