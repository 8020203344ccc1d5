package org.indiretta.socket;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import org.indiretta.auth.SignIns;
import org.indiretta.identity.SignInId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down that somebody of staff did something, at most once a minute per sign-in ({@link
 * SignIns#SEEN_EVERY}); what could not be written is written with the next thing done.
 */
final class Activity {
  private static final Logger LOG = LoggerFactory.getLogger(Activity.class);

  private final SignIns signIns;
  private final Map<SignInId, Long> writtenAtMs = new HashMap<>();

  Activity(SignIns signIns) {
    this.signIns = signIns;
  }

  void acted(SignInId signIn, long nowMs) {
    if (isFresh(writtenAtMs.get(signIn), nowMs)) {
      return;
    }
    writtenAtMs.put(signIn, nowMs);
    var _ =
        Future.succeededFuture()
            .compose(now -> signIns.active(signIn))
            .onFailure(
                fault -> {
                  writtenAtMs.remove(signIn, nowMs);
                  LOG.atDebug()
                      .addKeyValue("fault", fault.getClass().getName())
                      .log("activity not written yet");
                });
  }

  /** Forgets what says nothing any more. */
  void tick(long nowMs) {
    writtenAtMs.values().removeIf(at -> !isFresh(at, nowMs));
  }

  private static boolean isFresh(Long writtenAtMs, long nowMs) {
    return writtenAtMs != null && nowMs - writtenAtMs < SignIns.SEEN_EVERY.toMillis();
  }
}
