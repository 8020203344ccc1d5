package org.indiretta.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A network that can be made bad, between a client and a port of this machine: bytes are held back
 * in one direction or both (as when packets are lost: TCP goes on with them later), come late, or
 * the connection is reset. It knows nothing of what it carries; who wants to look at or change what
 * passes gives a {@link #through filter}.
 */
public final class TcpProxy implements AutoCloseable {
  /** Which way bytes go. */
  public enum Way {
    /** From who connected to the server. */
    TO_SERVER,
    /** Back. */
    TO_CLIENT
  }

  private static final int CONNECT_MS = 5_000;

  /** What happens to one direction now; guarded by the proxy's lock. */
  private static final class Weather {
    boolean held;
    long delayMs;
    long jitterMs;
    Supplier<UnaryOperator<byte[]>> filter = UnaryOperator::identity;
  }

  private final int target;
  private final int port;
  private final Map<Way, Weather> weather = new EnumMap<>(Way.class);
  private final Set<ProxiedLink> links = ConcurrentHashMap.newKeySet();
  private ServerSocket listening;
  private boolean closed;

  private TcpProxy(int target) throws IOException {
    this.target = target;
    for (Way way : Way.values()) {
      weather.put(way, new Weather());
    }
    listening = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
    port = listening.getLocalPort();
    accept(listening);
  }

  /** One that leads to this port of 127.0.0.1 and lets everything pass. */
  public static TcpProxy to(int port) throws IOException {
    return new TcpProxy(port);
  }

  /** Where it listens, on 127.0.0.1; the same for its whole life. */
  public int port() {
    return port;
  }

  /** Connections open now. */
  public int connections() {
    return links.size();
  }

  // ── the weather ────────────────────────────────────────────────────────────────────────────────

  /** Keeps back what goes this way, also on connections to come, until {@link #pass}. */
  public synchronized void hold(Way... ways) {
    for (Way way : ways) {
      weather.get(way).held = true;
    }
  }

  /** Everything passes at once again, also what was held back. */
  public synchronized void pass() {
    for (Weather each : weather.values()) {
      each.held = false;
      each.delayMs = 0;
      each.jitterMs = 0;
    }
    notifyAll();
  }

  /** Bytes come so much later, give or take the jitter, both ways and in order. */
  public synchronized void delay(long ms, long jitterMs) {
    for (Weather each : weather.values()) {
      each.delayMs = ms;
      each.jitterMs = jitterMs;
    }
  }

  /** Each new connection's bytes of one direction go through a filter of its own. */
  public synchronized void through(Way way, Supplier<UnaryOperator<byte[]>> filter) {
    weather.get(way).filter = filter;
  }

  /** Ends every connection with RST, both ends at once. */
  public void reset() {
    links.forEach(ProxiedLink::reset);
  }

  /** Nobody can connect any more (connection refused); what is open stays. */
  public synchronized void refuse() throws IOException {
    listening.close();
  }

  /** One can connect again after {@link #refuse}. */
  public synchronized void listen() throws IOException {
    listening = new ServerSocket();
    listening.setReuseAddress(true);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
    accept(listening);
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    listening.close();
    notifyAll();
    reset();
  }

  // ── for its links ──────────────────────────────────────────────────────────────────────────────

  /** Waits while this direction is held; whether the proxy is still there. */
  synchronized boolean awaitPassing(Way way) throws InterruptedException {
    while (weather.get(way).held && !closed) {
      wait();
    }
    return !closed;
  }

  /** When something that came now may go on, by {@link System#nanoTime}. */
  synchronized long dueNanos(Way way) {
    Weather now = weather.get(way);
    long jitter =
        now.jitterMs == 0
            ? 0
            : ThreadLocalRandom.current().nextLong(-now.jitterMs, now.jitterMs + 1);
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.max(0, now.delayMs + jitter));
  }

  private synchronized UnaryOperator<byte[]> filter(Way way) {
    return weather.get(way).filter.get();
  }

  void ended(ProxiedLink link) {
    links.remove(link);
  }

  private void accept(ServerSocket from) {
    Thread _ =
        Thread.ofVirtual()
            .name("proxy to " + target)
            .start(
                () -> {
                  try {
                    while (true) {
                      Socket client = from.accept();
                      Thread _ = Thread.ofVirtual().start(() -> open(client));
                    }
                  } catch (IOException closedByUs) {
                    // Nobody listens here any more.
                  }
                });
  }

  private void open(Socket client) {
    Socket server = new Socket();
    try {
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MS);
      ProxiedLink link = new ProxiedLink(this, client, server);
      links.add(link);
      link.start(filter(Way.TO_SERVER), filter(Way.TO_CLIENT));
    } catch (IOException away) {
      try {
        client.setSoLinger(true, 0);
        client.close();
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
