package org.indiretta.faults;

/** What carries the lines of one browser to a server and back. On one event loop. */
interface Wire {
  /** Sends a line; nothing when it is over. */
  void say(String text);

  /** Ends it; nothing more is told. */
  void close();

  /** What a wire tells. */
  interface Ear {
    void opened(Wire wire);

    /** It never opened. */
    void failed();

    void heard(Wire from, String text);

    /** It was open and is gone, whoever ended it. */
    void lost(Wire which);
  }

  /** The roads of the web client. */
  enum Road {
    WEB_SOCKET,
    XHR_STREAMING,
    XHR_POLLING;

    /** Tries it once, at this port of 127.0.0.1. */
    void open(World world, int port, Ear ear) {
      switch (this) {
        case WEB_SOCKET -> WebSocketWire.open(world, port, ear);
        case XHR_STREAMING -> XhrWire.open(world, port, true, ear);
        case XHR_POLLING -> XhrWire.open(world, port, false, ear);
      }
    }
  }
}
