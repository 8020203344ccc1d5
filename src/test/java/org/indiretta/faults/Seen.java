package org.indiretta.faults;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What one person was shown of a transcript; each news of it goes into the journal. */
final class Seen {
  private final Journal journal;
  private final String client;
  private final String side;
  private final Map<Long, String> entries = new HashMap<>();
  private final AtomicInteger ofOthers = new AtomicInteger();
  private long lastWithoutHole;

  Seen(Journal journal, String client, String side) {
    this.journal = journal;
    this.client = client;
    this.side = side;
  }

  /** Takes an entry; one that is known already is a repetition. */
  void take(String consultation, long seq, String what) {
    String before = entries.put(seq, what);
    if (!what.equals(before)) {
      int _ = what.startsWith(side) ? 0 : ofOthers.incrementAndGet();
      journal.note(new Line.Saw(client, consultation, seq, what));
    }
    while (entries.containsKey(lastWithoutHole + 1)) {
      lastWithoutHole++;
    }
  }

  /** Where to resume from. */
  long lastWithoutHole() {
    return lastWithoutHole;
  }

  /** Entries of the other side; safe to read from outside. */
  int ofOthers() {
    return ofOthers.get();
  }
}
