package org.indiretta.faults;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.util.List;

/**
 * What all people of a crowd have in common.
 *
 * @param doors ports of 127.0.0.1 that lead to the city; who finds one closed goes to the next
 * @param origin what their browsers say they come from
 * @param acks from the first sending of a message to its ack
 * @param deliveries from the first sending to the push at the other side
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
    Latencies refusals) {
  /** The door of somebody who knocked so often in vain; {@code home} is where they began. */
  int door(int home, int losses) {
    return doors.get((home + losses) % doors.size());
  }
}
