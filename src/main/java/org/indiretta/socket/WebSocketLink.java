package org.indiretta.socket;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import org.indiretta.protocol.CloseCode;

/** The plain WebSocket at {@code /live/websocket}, one text message per command or push. */
final class WebSocketLink implements Link {
  /** RFC 6455, 7.4.1: a kind of data that is not taken here. */
  private static final short UNSUPPORTED = 1003;

  private final ServerWebSocket socket;
  private final Channel channel;

  /**
   * @param channel the TCP connection below the WebSocket
   */
  WebSocketLink(ServerWebSocket socket, Channel channel) {
    this.socket = socket;
    this.channel = channel;
  }

  void listen(Listener listener) {
    socket.textMessageHandler(listener::received);
    socket.binaryMessageHandler(
        nothing -> socket.close(UNSUPPORTED, "text is expected").onComplete(WebSocketLink::done));
    socket.pongHandler(nothing -> listener.heard());
    socket.closeHandler(nothing -> listener.closed());
    // A broken link is closed too; that is all there is to know.
    socket.exceptionHandler(nothing -> {});
  }

  @Override
  public String transport() {
    return "websocket";
  }

  @Override
  public Future<Void> write(String text) {
    return socket.writeTextMessage(text);
  }

  @Override
  public boolean ping() {
    if (!socket.isClosed()) {
      socket.writePing(Buffer.buffer()).onComplete(WebSocketLink::done);
    }
    return true;
  }

  @Override
  public void close(CloseCode code) {
    socket.close((short) code.number(), code.name()).onComplete(WebSocketLink::done);
  }

  @Override
  public void cut() {
    LiveRoute.drop(channel);
  }

  /**
   * Whether it still went out makes no difference: the link is over or the close handler says so.
   */
  private static void done(Void nothing, Throwable failure) {}
}
