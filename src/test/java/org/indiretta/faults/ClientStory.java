package org.indiretta.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What one client wrote down about one consultation, and whether the table agrees. */
final class ClientStory {
  private final Line.Came who;
  private final String consultation;
  private final Map<String, Line.Sent> sent = new LinkedHashMap<>();
  private final Map<String, Long> acked = new LinkedHashMap<>();
  private final Set<String> again = new HashSet<>();
  private final Set<String> tooMany = new HashSet<>();
  private final Map<Long, Set<String>> saw = new TreeMap<>();
  private final Map<String, Long> contradicted = new HashMap<>();
  private long complete = -1;

  ClientStory(Line.Came who, String consultation) {
    this.who = who;
    this.consultation = consultation;
  }

  String consultation() {
    return consultation;
  }

  String person() {
    return who.person();
  }

  Set<String> sentIds() {
    return sent.keySet();
  }

  int acknowledged() {
    return acked.size();
  }

  void add(Line line) {
    switch (line) {
      case Line.Sent first -> sent.put(first.id(), first);
      case Line.Again retry -> again.add(retry.id());
      case Line.Acked ack -> {
        Long before = acked.putIfAbsent(ack.id(), ack.seq());
        if (before != null && before != ack.seq()) {
          contradicted.put(ack.id(), ack.seq());
        }
      }
      case Line.Saw entry ->
          saw.computeIfAbsent(entry.seq(), seq -> new HashSet<>()).add(entry.what());
      case Line.Complete all -> complete = all.lastSeq();
      case Line.Refused refused when refused.code().equals("TOO_MANY") -> tooMany.add(refused.id());
      case Line.Came _, Line.Complained _, Line.Refused _ -> {
        // Read by the checker itself.
      }
    }
  }

  void check(Table table, Consumer<String> violated) {
    Consumer<String> say = sentence -> violated.accept(who.client() + " " + sentence);
    if (!table.readers().contains(who.person())) {
      say.accept("was told of %s and has no part in it".formatted(consultation));
      return;
    }
    contradicted.forEach(
        (id, seq) -> say.accept("P3: %s was at %d and is at %d".formatted(id, acked.get(id), seq)));
    Map<String, Table.Row> own = new LinkedHashMap<>();
    table.rows().stream()
        .filter(row -> row.id() != null && row.writerId().equals(who.person()))
        .forEach(row -> own.put(row.id(), row));
    checkAcks(own, say);
    checkOrder(own, say);
    checkSeen(table, say);
  }

  /** P1, P3: each at the place that was said, with the words that were sent. */
  private void checkAcks(Map<String, Table.Row> own, Consumer<String> say) {
    acked.forEach(
        (id, seq) -> {
          Table.Row row = own.get(id);
          if (row == null) {
            say.accept("P1: %s was acknowledged at %d and is not there".formatted(id, seq));
          } else if (row.seq() != seq) {
            say.accept("P3: %s was acknowledged at %d and is at %d".formatted(id, seq, row.seq()));
          }
        });
    own.forEach(
        (id, row) -> {
          Line.Sent first = sent.get(id);
          if (first != null && !row.kind().equals("ERASED") && !first.text().equals(row.text())) {
            say.accept("%s was sent with other words".formatted(id));
          }
        });
  }

  /**
   * In the order they were sent, but for those that were too many once (W15); and in the order of
   * their acks, but for those that were sent again, whose first ack was lost.
   */
  private void checkOrder(Map<String, Table.Row> own, Consumer<String> say) {
    long last = 0;
    for (String id : sent.keySet()) {
      Table.Row row = own.get(id);
      if (row != null && !tooMany.contains(id)) {
        if (row.seq() < last) {
          say.accept("order: %s is at %d, behind a later one".formatted(id, row.seq()));
        }
        last = Math.max(last, row.seq());
      }
    }
    last = 0;
    for (Map.Entry<String, Long> ack : acked.entrySet()) {
      if (!again.contains(ack.getKey())) {
        if (ack.getValue() < last) {
          say.accept("order: the ack of %s came after a later one".formatted(ack.getKey()));
        }
        last = Math.max(last, ack.getValue());
      }
    }
  }

  /** P4: what was told at any time is what stands there, and in the end it was all. */
  private void checkSeen(Table table, Consumer<String> say) {
    saw.forEach(
        (seq, whats) -> {
          Table.Row row = seq <= table.rows().size() ? table.rows().get((int) (seq - 1)) : null;
          String due = row == null ? "nothing" : row.shownTo(who.side());
          for (String what : whats) {
            if (!what.equals(due) && !due.equals("erased")) {
              say.accept("P4: was shown '%s' at %d, where '%s' stands".formatted(what, seq, due));
            }
          }
        });
    if (complete < 0) {
      say.accept("never came to the end of what it asked for");
    } else if (saw.size() != table.rows().size()) {
      say.accept("P4: saw %d of %d entries".formatted(saw.size(), table.rows().size()));
    }
  }
}
