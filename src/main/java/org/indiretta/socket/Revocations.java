package org.indiretta.socket;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.indiretta.bus.News;
import org.indiretta.identity.Principal;
import org.indiretta.identity.SignInId;
import org.indiretta.protocol.CloseCode;

/**
 * Ends what somebody of staff may no longer have: at once by news, and within a second by asking,
 * because news may be lost and idle time brings none (P7).
 */
final class Revocations {
  private final Hub hub;
  private final SignInCheck check;
  private final Map<Connection, Principal.Staff> staff = new HashMap<>();
  private boolean asking;

  /** When it was first asked since the last answer; 0: everything was answered. */
  private long unansweredSinceMs;

  Revocations(Hub hub, SignInCheck check) {
    this.hub = hub;
    this.check = check;
  }

  void watch(Connection connection, Principal.Staff who) {
    staff.put(connection, who);
  }

  void leave(Connection connection) {
    staff.remove(connection);
  }

  void ownerChanged(News.OwnerChanged changed) {
    staff.forEach(
        (connection, who) -> {
          if (!who.id().equals(changed.owner())) {
            connection.unfollow(changed.consultation());
          }
        });
  }

  void signedOut(News.SignedOut out) {
    List<Connection> theirs =
        staff.entrySet().stream()
            .filter(entry -> entry.getValue().id().equals(out.operator()))
            .filter(e -> out.signIn() == null || e.getValue().signIn().equals(out.signIn()))
            .map(Map.Entry::getKey)
            .toList();
    theirs.forEach(connection -> connection.end(CloseCode.SIGNED_OUT, null));
  }

  void tick(long nowMs) {
    if (staff.isEmpty()) {
      return;
    }
    if (unansweredSinceMs != 0 && nowMs - unansweredSinceMs > Limits.UNASKED_MS) {
      unansweredSinceMs = 0;
      List.copyOf(staff.keySet())
          .forEach(
              connection ->
                  connection.end(
                      CloseCode.UNAVAILABLE,
                      Limits.UNAVAILABLE_RETRY_MS + hub.jitterMs(Limits.TICK_MS)));
    } else if (!asking) {
      ask(nowMs);
    }
  }

  private void ask(long nowMs) {
    Set<SignInId> asked =
        staff.values().stream().map(Principal.Staff::signIn).collect(Collectors.toSet());
    asking = true;
    if (unansweredSinceMs == 0) {
      unansweredSinceMs = nowMs;
    }
    valid(asked).onComplete((valid, failure) -> hub.onLoop(() -> answered(asked, valid)));
  }

  private Future<Set<SignInId>> valid(Set<SignInId> asked) {
    try {
      return check.stillValid(asked);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void answered(Set<SignInId> asked, Set<SignInId> valid) {
    asking = false;
    if (valid == null) {
      // Failed: the next tick asks again, until UNASKED_MS have gone by.
      return;
    }
    unansweredSinceMs = 0;
    List<Connection> ended =
        staff.entrySet().stream()
            .filter(entry -> asked.contains(entry.getValue().signIn()))
            .filter(entry -> !valid.contains(entry.getValue().signIn()))
            .map(Map.Entry::getKey)
            .toList();
    ended.forEach(connection -> connection.end(CloseCode.SIGNED_OUT, null));
  }
}
