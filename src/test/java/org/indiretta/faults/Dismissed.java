package org.indiretta.faults;

import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * An operator whose account is disabled by nothing but a change in PostgreSQL, as when another
 * server did it and its news is lost: the link must end within {@link #LIMIT_MS} (P7).
 */
final class Dismissed implements Browser.Listener {
  /** P7. */
  static final long LIMIT_MS = 2_000;

  private static final int PATIENCE_S = 30;

  private final World world;
  private final ConcurrentLinkedQueue<String> tickets;
  private final Browser browser;
  private volatile boolean greeted;
  private volatile long endedAtNanos;

  private Dismissed(World world, CityRows.Operator operator, int door) {
    this.world = world;
    this.tickets = new ConcurrentLinkedQueue<>(operator.tickets());
    this.browser = new Browser(world, door, this);
  }

  /** Links an operator at this door, disables the account; how many ms the link lasted then. */
  static long at(World world, Connection connection, int door)
      throws SQLException, InterruptedException {
    CityRows.Operator operator = CityRows.operators(connection, 1).getFirst();
    Dismissed one = new Dismissed(world, operator, door);
    world.vertx().runOnContext(v -> one.browser.connect());
    world.progress().await("the operator at their desk", PATIENCE_S, () -> one.greeted);
    long dismissed = System.nanoTime();
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE operator SET disabled_at = now() WHERE id = ?")) {
      update.setObject(1, UUID.fromString(operator.id()));
      int _ = update.executeUpdate();
      connection.commit();
    }
    world.progress().await("the end of their link", PATIENCE_S, () -> one.endedAtNanos != 0);
    return (one.endedAtNanos - dismissed) / 1_000_000;
  }

  @Override
  public JsonObject credential() {
    return new JsonObject().put("type", "ticket").put("value", tickets.remove());
  }

  @Override
  public void greeted(JsonObject welcome) {
    greeted = true;
    world.progress().changed();
  }

  @Override
  public void heard(JsonObject message) {
    // What the desk tells.
  }

  @Override
  public void lost() {}

  /** Told to sign in again: that is the end wanted. */
  @Override
  public void complain(String of) {
    if (endedAtNanos == 0) {
      endedAtNanos = System.nanoTime();
    }
    browser.leave();
    world.progress().changed();
  }
}
