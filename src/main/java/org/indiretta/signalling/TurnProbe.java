package org.indiretta.signalling;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks a STUN or TURN server for what browsers will ask it: an address, or a relay with credentials
 * as peers get them, which is given back at once. From here, not from where citizens are. Blocks.
 */
public final class TurnProbe {
  /** How long one answer is waited for, in milliseconds; by UDP it is asked for again. */
  static final int ANSWER_MS = 2_000;

  private static final int UDP_TRIES = 3;
  private static final int DATAGRAM_BYTES = 1_500;
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);
  private static final int PORT = 3478;
  private static final int TLS_PORT = 5349;
  private static final int UNAUTHORIZED = 401;
  private static final Pattern URL =
      Pattern.compile(
          "(stun|stuns|turn|turns):(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9.-]+)(?::(\\d+))?(?:\\?transport=(udp|tcp))?");

  private final Stun stun = new Stun();
  private final String secret;
  private final Instant now;

  /**
   * Asks with this secret.
   *
   * @param now the time by which credentials are made
   */
  public TurnProbe(String secret, Instant now) {
    this.secret = secret;
    this.now = now;
  }

  /**
   * Asks.
   *
   * @param url as in the settings (RFC 7064, RFC 7065)
   * @return what is wrong and what to do; empty when all is well
   */
  public Optional<String> trouble(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      return Optional.of("it is no address of STUN or TURN");
    }
    boolean tls = parts.group(1).endsWith("s");
    boolean tcp = tls || "tcp".equals(parts.group(4));
    if (tls && "udp".equals(parts.group(4))) {
      return Optional.of("DTLS cannot be tried from here: try it from a browser");
    }
    int usual = tls ? TLS_PORT : PORT;
    int port = parts.group(3) == null ? usual : Integer.parseInt(parts.group(3));
    try {
      InetSocketAddress where = new InetSocketAddress(InetAddress.getByName(parts.group(2)), port);
      try (Way way = tcp ? new Stream(where, tls ? parts.group(2) : null) : new Datagrams(where)) {
        return parts.group(1).startsWith("turn") ? relayed(way) : bound(way);
      }
    } catch (UnknownHostException e) {
      return Optional.of("its host has no address: look at the name, and at DNS");
    } catch (SSLException e) {
      return Optional.of(
          "its certificate is not trusted for this name, or it speaks no TLS there: "
              + e.getMessage());
    } catch (SocketTimeoutException e) {
      return Optional.of(
          "it does not answer%s: is it running, and is port %d open in the firewall (%s)?"
              .formatted(tls ? " by TLS" : "", port, tcp ? "TCP" : "UDP"));
    } catch (IOException e) {
      return Optional.of("it cannot be reached: " + e.getMessage());
    }
  }

  private Optional<String> bound(Way way) throws IOException {
    return way.ask(stun.request(Stun.BINDING)).isSuccess()
        ? Optional.empty()
        : Optional.of("it tells nobody their address");
  }

  private Optional<String> relayed(Way way) throws IOException {
    Stun.Answer first = way.ask(stun.request(Stun.ALLOCATE));
    if (first.isSuccess()) {
      return Optional.of("it relays for everybody: switch on use-auth-secret, or strangers use it");
    }
    if (first.error() != UNAUTHORIZED || first.nonce().length == 0) {
      return Optional.of("it answers " + first.error() + " instead of asking who it is");
    }
    String user = now.plus(GOOD_FOR).getEpochSecond() + ":doctor";
    Stun.Account account = new Stun.Account(user, TurnCredentials.password(secret, user), first);
    Stun.Answer second = way.ask(stun.request(Stun.ALLOCATE, account));
    if (second.isSuccess()) {
      way.tell(stun.request(Stun.REFRESH, account));
      return Optional.empty();
    }
    return Optional.of(
        second.error() == UNAUTHORIZED
            ? "it does not take our credentials: turn.secret and its static-auth-secret differ, or its clock is wrong"
            : "it gives no relay and answers " + second.error());
  }

  /** How questions and answers travel. */
  private interface Way extends AutoCloseable {
    Stun.Answer ask(byte[] question) throws IOException;

    void tell(byte[] message) throws IOException;

    @Override
    void close() throws IOException;
  }

  private static final class Datagrams implements Way {
    private final DatagramSocket socket = new DatagramSocket();

    private Datagrams(InetSocketAddress where) throws IOException {
      socket.connect(where);
      socket.setSoTimeout(ANSWER_MS);
    }

    @Override
    public Stun.Answer ask(byte[] question) throws IOException {
      for (int attempt = 1; ; attempt++) {
        tell(question);
        try {
          while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_BYTES], DATAGRAM_BYTES);
            socket.receive(packet);
            Stun.Answer answer = Stun.answer(question, packet.getData(), packet.getLength());
            if (answer != null) {
              return answer;
            }
          }
        } catch (SocketTimeoutException e) {
          if (attempt == UDP_TRIES) {
            throw e;
          }
        }
      }
    }

    @Override
    public void tell(byte[] message) throws IOException {
      socket.send(new DatagramPacket(message, message.length));
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private static final class Stream implements Way {
    private final Socket socket;

    private Stream(InetSocketAddress where, String tlsName) throws IOException {
      Socket plain = new Socket();
      try {
        plain.connect(where, ANSWER_MS);
        plain.setSoTimeout(ANSWER_MS);
        socket = tlsName == null ? plain : tls(plain, tlsName, where.getPort());
      } catch (IOException e) {
        plain.close();
        throw e;
      }
    }

    private static Socket tls(Socket plain, String name, int port) throws IOException {
      SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
      SSLSocket tls = (SSLSocket) factory.createSocket(plain, name, port, true);
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      return tls;
    }

    @Override
    public Stun.Answer ask(byte[] question) throws IOException {
      tell(question);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] header = in.readNBytes(Stun.HEADER_BYTES);
      int after = header.length < Stun.HEADER_BYTES ? -1 : Stun.lengthAfter(header);
      if (after < 0) {
        throw new IOException("what listens there is no TURN server");
      }
      byte[] whole = java.util.Arrays.copyOf(header, Stun.HEADER_BYTES + after);
      in.readFully(whole, Stun.HEADER_BYTES, after);
      Stun.Answer answer = Stun.answer(question, whole, whole.length);
      if (answer == null) {
        throw new IOException("what listens there is no TURN server");
      }
      return answer;
    }

    @Override
    public void tell(byte[] message) throws IOException {
      socket.getOutputStream().write(message);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
