package org.indiretta.socket;

import io.vertx.core.Future;
import org.indiretta.protocol.CloseCode;

/** One open transport to one client; its adapters are {@link WebSocketLink} and SockJS. */
interface Link {
  /** The name in metrics. */
  String transport();

  /** Sends a text; completes, in the order of the calls, when the transport has taken it. */
  Future<Void> write(String text);

  /**
   * Asks the other side, without its page, whether it is there; the answer counts as heard. False
   * where the transport cannot.
   */
  boolean ping();

  /** Ends it. What was written before still goes out where the transport can. */
  void close(CloseCode code);

  /**
   * Ends it at once, with whatever was not yet sent; for a reader that does not even take the end.
   */
  void cut();

  /** What the link tells; on the hub's event loop. */
  interface Listener {
    /** A text arrived. */
    void received(String text);

    /** The other side is there. */
    void heard();

    /** The link is gone, whoever ended it; said once. */
    void closed();
  }
}
