package org.indiretta.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Connects guests, some at a time: upgrade, then for each text that a guest has to say the reply to
 * it. Done when the last one has heard its last reply.
 */
final class Greeting implements Generator.Load {
  /**
   * Somebody who connects.
   *
   * @param says commands, each sent when the one before it was answered; {@code %s} stands for the
   *     command's id
   * @param hears gets the reply to the last one
   */
  record Guest(String path, List<String> says, Consumer<String> hears) {
    Guest(String path, List<String> says) {
      this(path, says, reply -> {});
    }
  }

  private static final int AT_A_TIME = 100;
  private static final long LIMIT_NANOS = 120_000_000_000L;

  private final Generator generator;
  private final int port;
  private final List<Guest> guests;
  private final List<WireSocket> sockets = new ArrayList<>();
  private final long begunAt = System.nanoTime();
  private int greeted;
  private String fault = "";

  private Greeting(Generator generator, int port, List<Guest> guests) {
    this.generator = generator;
    this.port = port;
    this.guests = guests;
  }

  /** Connects them all; the sockets come back in the order of the guests. */
  static List<WireSocket> connect(Generator generator, int port, List<Guest> guests)
      throws IOException {
    Greeting greeting = new Greeting(generator, port, guests);
    generator.drive(greeting);
    if (greeting.greeted < guests.size()) {
      throw new IOException(
          "%d of %d were greeted. %s".formatted(greeting.greeted, guests.size(), greeting.fault));
    }
    return greeting.sockets;
  }

  @Override
  public long turn(long now) {
    boolean over = !fault.isEmpty() || now - begunAt > LIMIT_NANOS;
    if (greeted == guests.size() || over) {
      return DONE;
    }
    try {
      while (sockets.size() < guests.size() && sockets.size() - greeted < AT_A_TIME) {
        open(guests.get(sockets.size()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 100;
  }

  private void open(Guest guest) throws IOException {
    int place = sockets.size();
    sockets.add(null);
    sockets.set(place, new WireSocket(generator, port, guest.path(), () -> say(place, 0)));
  }

  private void say(int place, int number) {
    Guest guest = guests.get(place);
    WireSocket socket = sockets.get(place);
    if (number == guest.says().size()) {
      socket.listen((from, bytes, at, length) -> {});
      greeted++;
      return;
    }
    String id = "greet-" + number;
    byte[] key = "\"id\":\"%s\"".formatted(id).getBytes(StandardCharsets.US_ASCII);
    byte[] refused = "\"refused\"".getBytes(StandardCharsets.US_ASCII);
    socket.listen(
        (from, bytes, at, length) -> {
          if (Pair.find(bytes, at, at + length, key) < 0) {
            return;
          }
          if (Pair.find(bytes, at, at + length, refused) >= 0) {
            fault = new String(bytes, at, length, StandardCharsets.UTF_8);
            return;
          }
          if (number == guest.says().size() - 1) {
            guest.hears().accept(new String(bytes, at, length, StandardCharsets.UTF_8));
          }
          say(place, number + 1);
        });
    socket.send(guest.says().get(number).formatted(id));
  }
}
