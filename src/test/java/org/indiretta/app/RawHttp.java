package org.indiretta.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One request as it is written, and the head of what comes back; wrong requests included. */
final class RawHttp {
  private static final int WAIT_MS = 30_000;

  private RawHttp() {}

  /** What came back. Header names are compared without their case. */
  record Answer(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.get(name);
    }
  }

  /** A GET with more header lines. */
  static Answer get(int port, String path, String... headers) throws IOException {
    return send(port, "GET", path, headers);
  }

  static Answer send(int port, String method, String path, String... headers) throws IOException {
    String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return write(
        port, method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n", "");
  }

  /** Writes it as it is, and reads the head and a body of said length. */
  static Answer write(int port, String head, String body) throws IOException {
    try (Kept connection = keep(port)) {
      connection.write(head + body);
      return connection.read();
    }
  }

  /** A connection for more than one request, or for less. */
  static Kept keep(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(WAIT_MS);
    return new Kept(socket);
  }

  /** One TCP connection. */
  record Kept(Socket socket) implements AutoCloseable {
    void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      socket.getOutputStream().flush();
    }

    Answer get(String path) throws IOException {
      write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      return read();
    }

    /** Whether the other side ends it without a word, within 30 s. */
    boolean isEnded() throws IOException {
      return socket.getInputStream().read() < 0;
    }

    private Answer read() throws IOException {
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      while (!read.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          throw new IOException("ended after: " + read.toString(ISO_8859_1));
        }
        read.write(next);
      }
      List<String> lines = read.toString(ISO_8859_1).lines().toList();
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      lines.stream()
          .skip(1)
          .filter(line -> line.contains(": "))
          .map(line -> line.split(": ", 2))
          .forEach(field -> headers.put(field[0], field[1]));
      int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
      String text = new String(socket.getInputStream().readNBytes(length), UTF_8);
      return new Answer(Integer.parseInt(lines.getFirst().substring(9, 12)), headers, text);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
