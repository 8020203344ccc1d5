package org.indiretta.transcript;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The client message ids under way and the last ones committed here, so that a retry is answered
 * from memory and does not send a whole batch down the slow road (P3). A hint: what is not known
 * here the unique index knows.
 */
final class RecentIds {
  /** Longer ones are not remembered: their retries ask the database. */
  static final int REMEMBERED_BYTES = 4_000;

  private final Map<IdKey, Pending> open = new HashMap<>();
  private final Map<IdKey, Told> told;

  /** What a committed id was answered, and for which content. */
  record Told(Body body, Appended.Committed answer) {}

  RecentIds(int capacity) {
    this.told =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<IdKey, Told> eldest) {
            return size() > capacity;
          }
        };
  }

  Pending open(IdKey key) {
    return key == null ? null : open.get(key);
  }

  Told told(IdKey key) {
    return key == null ? null : told.get(key);
  }

  void opened(Pending pending) {
    if (pending.key != null) {
      open.put(pending.key, pending);
    }
  }

  /** It was answered; only a commit that was told is remembered. */
  void closed(Pending pending, Appended answer) {
    if (pending.key == null || !open.remove(pending.key, pending)) {
      return;
    }
    if (answer instanceof Appended.Committed committed && pending.bytes <= REMEMBERED_BYTES) {
      told.put(pending.key, new Told(pending.append.body(), committed));
    }
  }
}
