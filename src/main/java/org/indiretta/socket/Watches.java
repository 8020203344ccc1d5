package org.indiretta.socket;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.indiretta.consultation.Consultations;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.SiteId;
import org.indiretta.protocol.Push;

/** Who looks at which desk, at the board, and at the availability of which site. */
final class Watches {
  private final Consultations consultations;
  private final Consumer<Runnable> onLoop;
  private final Map<OperatorId, Watch> desks = new HashMap<>();
  private final Map<OperatorId, Watch> boards = new HashMap<>();
  private final Map<SiteId, Watch> sites = new HashMap<>();

  Watches(Consultations consultations, Consumer<Runnable> onLoop) {
    this.consultations = consultations;
    this.onLoop = onLoop;
  }

  void watchDesk(Connection connection, Principal.Staff staff) {
    desks
        .computeIfAbsent(
            staff.id(),
            id -> new Watch(() -> consultations.desk(staff).map(Push.DeskChanged::new), onLoop))
        .add(connection);
  }

  void watchBoard(Connection connection, Principal.Staff staff) {
    boards
        .computeIfAbsent(
            staff.id(),
            id ->
                new Watch(
                    () -> consultations.supervision().board(staff).map(Push.BoardChanged::new),
                    onLoop))
        .add(connection);
  }

  /** Nothing is read for a board that nobody of them looks at any more. */
  void unwatchBoard(Connection connection, Principal.Staff staff) {
    boards.computeIfPresent(staff.id(), (id, board) -> board.remove(connection) ? null : board);
  }

  /** One site at a time: a second one replaces the first. */
  void watchSite(Connection connection, SiteId site) {
    leaveSites(connection);
    sites
        .computeIfAbsent(
            site,
            id ->
                new Watch(
                    () -> consultations.availability(id).map(Push.AvailabilityChanged::new),
                    onLoop))
        .add(connection);
  }

  void leave(Connection connection) {
    leaveSites(connection);
    if (connection.principal() instanceof Principal.Staff staff) {
      desks.computeIfPresent(staff.id(), (id, desk) -> desk.remove(connection) ? null : desk);
      unwatchBoard(connection, staff);
    }
  }

  private void leaveSites(Connection connection) {
    sites.values().removeIf(site -> site.remove(connection));
  }

  /** Whether anybody looks at a desk or the board. */
  boolean areThereDesks() {
    return !desks.isEmpty() || !boards.isEmpty();
  }

  void desksStale(long nowMs) {
    desks.values().forEach(desk -> desk.stale(nowMs));
    boards.values().forEach(board -> board.stale(nowMs));
  }

  void siteStale(SiteId site, long nowMs) {
    Watch watch = sites.get(site);
    if (watch != null) {
      watch.stale(nowMs);
    }
  }

  /** The names of things changed: everything may look different. */
  void allStale(long nowMs) {
    desksStale(nowMs);
    sites.values().forEach(site -> site.stale(nowMs));
  }

  void tick(long nowMs) {
    desks.values().forEach(desk -> desk.tick(nowMs));
    boards.values().forEach(board -> board.tick(nowMs));
    sites.values().forEach(site -> site.tick(nowMs));
  }
}
