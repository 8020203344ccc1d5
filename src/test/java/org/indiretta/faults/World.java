package org.indiretta.faults;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.io.IOException;
import java.util.List;

/**
 * What all people of a crowd have in common.
 *
 * @param doors ports of 127.0.0.1 that lead to the city; who finds one closed goes to the next
 * @param origin what their browsers say they come from
 * @param acks from the first sending of a message to its ack
 * @param deliveries from the first sending to the push at the other side
 * @param refusals from a sending to its refusal
 * @param answers from a sending to its ack, its refusal, or the end of the link that got neither
 */
record World(
    Vertx vertx,
    WebSocketClient web,
    List<Integer> doors,
    String origin,
    Journal journal,
    Progress progress,
    Latencies acks,
    Latencies deliveries,
    Latencies refusals,
    Latencies answers) {
  /** A new one at the doors of these servers. */
  static World of(Scene scene, Servers servers, WebSocketClient web) throws IOException {
    return of(scene, servers, web, servers.doors());
  }

  /** A new one at other doors, such as those of proxies. */
  static World of(Scene scene, Servers servers, WebSocketClient web, List<Integer> doors)
      throws IOException {
    Journal journal = new Journal(scene.newFile("journal", "jsonl"));
    return of(scene.vertx(), web, doors, servers.origin(), journal);
  }

  /** A new one of these parts. */
  static World of(
      Vertx vertx, WebSocketClient web, List<Integer> doors, String origin, Journal journal) {
    return new World(
        vertx,
        web,
        doors,
        origin,
        journal,
        new Progress(),
        new Latencies(),
        new Latencies(),
        new Latencies(),
        new Latencies());
  }

  /** The door of somebody who knocked so often in vain; {@code home} is where they began. */
  int door(int home, int losses) {
    return doors.get((home + losses) % doors.size());
  }
}
