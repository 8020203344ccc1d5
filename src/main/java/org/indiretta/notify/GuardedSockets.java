package org.indiretta.notify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sockets that connect only to addresses {@link OutboundAllow} permits: the address that was looked
 * up is the one that is checked and the one that is connected to. TLS is laid over them.
 */
final class GuardedSockets extends SocketFactory {
  private final OutboundAllow allow;

  GuardedSockets(OutboundAllow allow) {
    this.allow = allow;
  }

  private static final class Guarded extends Socket {
    private final OutboundAllow allow;

    private Guarded(OutboundAllow allow) {
      this.allow = allow;
    }

    @Override
    public void connect(SocketAddress to, int timeoutMs) throws IOException {
      InetAddress address = ((InetSocketAddress) to).getAddress();
      if (address == null) {
        throw new UnknownHostException("the name has no address");
      }
      if (!allow.permits(address)) {
        throw new IOException("its address is not public: name it in outbound.allow");
      }
      super.connect(to, timeoutMs);
    }

    @Override
    public void connect(SocketAddress to) throws IOException {
      connect(to, 0);
    }
  }

  /** The same with TLS, by these; the plain socket is connected first. */
  SSLSocketFactory with(SSLSocketFactory tls) {
    return new Tls(this, tls);
  }

  private static final class Tls extends SSLSocketFactory {
    private final GuardedSockets plain;
    private final SSLSocketFactory tls;

    private Tls(GuardedSockets plain, SSLSocketFactory tls) {
      this.plain = plain;
      this.tls = tls;
    }

    /** Not connected yet: who asked for it connects it, and then has TLS laid over it. */
    @Override
    public Socket createSocket() {
      return plain.createSocket();
    }

    @Override
    public Socket createSocket(Socket under, String host, int port, boolean closeToo)
        throws IOException {
      return tls.createSocket(under, host, port, closeToo);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return createSocket(plain.createSocket(host, port), host, port, true);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress own, int ownPort)
        throws IOException {
      return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return createSocket(plain.createSocket(host, port), host.getHostAddress(), port, true);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress own, int ownPort)
        throws IOException {
      return createSocket(host, port);
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return tls.getSupportedCipherSuites();
    }
  }

  @Override
  public Socket createSocket() {
    return new Guarded(allow);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress own, int ownPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress own, int ownPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  private Socket connected(InetSocketAddress to) throws IOException {
    Socket socket = createSocket();
    try {
      socket.connect(to);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
