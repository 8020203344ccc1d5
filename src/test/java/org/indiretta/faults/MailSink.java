package org.indiretta.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server on loopback that takes everything (RFC 5321) and counts it. */
final class MailSink implements AutoCloseable {
  private final ServerSocket listening;
  private final AtomicInteger taken = new AtomicInteger();

  private MailSink() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread _ = Thread.ofVirtual().start(this::accept);
  }

  static MailSink open() throws IOException {
    return new MailSink();
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Mails taken, each with its end. */
  int taken() {
    return taken.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Thread _ = Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // It was closed.
    }
  }

  private void serve(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
      answer(client.getOutputStream(), "220 sink");
      boolean data = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (data && line.equals(".")) {
          data = false;
          int _ = taken.incrementAndGet();
          answer(client.getOutputStream(), "250 taken");
        } else if (!data) {
          data = line.toUpperCase(Locale.ROOT).equals("DATA");
          answer(client.getOutputStream(), data ? "354 go on" : "250 well");
        }
      }
    } catch (IOException gone) {
      // Whoever hangs up has said what they had to say.
    }
  }

  private static void answer(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
