package org.indiretta.socket;

import io.vertx.core.Future;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import org.indiretta.protocol.CloseCode;

/** A SockJS connection over XHR or WebSocket. */
final class SockJsLink implements Link {
  private final SockJSSocket socket;
  private final String transport;
  private Future<Void> last = Future.succeededFuture();

  SockJsLink(SockJSSocket socket) {
    this.socket = socket;
    String path = socket.uri();
    transport = "sockjs-" + path.substring(path.lastIndexOf('/') + 1).replace('_', '-');
  }

  void listen(Listener listener) {
    socket.handler(
        buffer -> {
          listener.heard();
          listener.received(buffer.toString());
        });
    socket.closeHandler(nothing -> listener.closed());
    socket.exceptionHandler(nothing -> {});
  }

  @Override
  public String transport() {
    return transport;
  }

  @Override
  public Future<Void> write(String text) {
    last = socket.write(text);
    return last;
  }

  @Override
  public boolean ping() {
    return false;
  }

  /** SockJS throws away on close what it still holds, so the last write is waited for. */
  @Override
  public void close(CloseCode code) {
    last.onComplete(result -> socket.close(code.number(), code.name()));
  }

  @Override
  public void cut() {
    socket.close();
    // As over a plain WebSocket: whoever does not read would keep the connection open.
    LiveRoute.drop(LiveRoute.channel(socket.routingContext().request()));
  }
}
