package org.indiretta.socket;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.indiretta.bus.Bus.Subscription;
import org.indiretta.bus.News;
import org.indiretta.consultation.Looks;
import org.indiretta.identity.ConsultationId;
import org.indiretta.protocol.Codec;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.Outbox.Letter;

/**
 * One consultation that a connection follows. From the resume until "caught up" pushes are held
 * back: before the answer it is not even certain that this person may have them, and afterwards
 * they come in order behind the entries that were missed (P4). From then on it knows what reached
 * the connection, so that each entry goes out once, whether news brought it or a look found it.
 */
final class Following implements Consumer<News.Pushed> {
  private final Connection connection;
  private final ConsultationId consultation;
  private final Reached reached = new Reached();
  private final ToldView view = new ToldView();
  private Subscription subscription;
  private ArrayDeque<News.Pushed> held = new ArrayDeque<>();
  private int resumesUnderWay;

  /** The newest round of looks that had begun when the last resume was answered. */
  private long answeredInRound;

  /** The newest place as the look before this one saw it; what lies before it is late by now. */
  private long expected;

  /** How many withdrawn entries it was told of; below 0: nobody looked yet. */
  private int withdrawn = -1;

  Following(Connection connection, ConsultationId consultation) {
    this.connection = connection;
    this.consultation = consultation;
  }

  void subscribed(Subscription subscription) {
    this.subscription = subscription;
  }

  ConsultationId consultation() {
    return consultation;
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void accept(News.Pushed pushed) {
    if (held == null) {
      deliver(pushed);
    } else if (held.size() < Limits.HELD_PUSHES) {
      held.add(pushed);
    } else {
      connection.endLate();
    }
  }

  private void deliver(News.Pushed pushed) {
    if (pushed.seq() == 0) {
      view.told(pushed.push());
      connection.deliver(pushed);
    } else if (reached.add(pushed.seq())) {
      connection.deliver(pushed); // an entry says nothing about the view
    }
  }

  /** Whether pushes go through. */
  boolean isLive() {
    return held == null;
  }

  /** The place up to which everything reached the connection. */
  long upTo() {
    return reached.upTo();
  }

  // ── a resume ──────────────────────────────────────────────────────────────────────────────────

  /** A resume is under way: until its answer nothing is known about the right to follow. */
  void resuming() {
    resumesUnderWay++;
  }

  /** It was answered in some way. */
  void resumeEnded(long round) {
    resumesUnderWay--;
    answeredInRound = round;
  }

  /** After {@code resumed} was sent: lets through what came meanwhile, unless more is asked for. */
  void resumed(Reply.Resumed reply, long after) {
    if (!reply.caughtUp()) {
      return;
    }
    List<Entry> entries = reply.entries();
    reached.all(entries.isEmpty() ? after : entries.getLast().seq());
    view.told(new Push.ConsultationChanged(reply.consultation()));
    if (held == null) {
      return;
    }
    ArrayDeque<News.Pushed> waiting = held;
    held = null;
    waiting.forEach(this::deliver);
  }

  /** Whether its right was settled before this round began, so that the round may take it away. */
  boolean isJudgedBy(long round) {
    return isLive() && resumesUnderWay == 0 && answeredInRound < round;
  }

  // ── what was not heard ────────────────────────────────────────────────────────────────────────

  /** Compares with how it stands, and says what is to be read because it was not heard. */
  void looked(Looks.Seen seen, Missing missing) {
    if (!isLive() || !connection.isOpen()) {
      return;
    }
    if (reached.upTo() < expected) {
      missing.entriesAfter(consultation, reached.upTo());
    }
    expected = seen.lastSeq();
    if (view.mayDiffer(seen)) {
      missing.view(consultation);
    }
    if (seen.withdrawn() != withdrawn && (withdrawn >= 0 || seen.withdrawn() > 0)) {
      // Counts as seen once it was read and told: when the reading fails, the next look asks again.
      missing.erased(consultation);
    } else {
      withdrawn = seen.withdrawn();
    }
  }

  /** Takes what was read for it; what came by news meanwhile is not said again. */
  void found(Missing.Found found) {
    if (!isLive() || !connection.isOpen()) {
      return;
    }
    for (Looks.Missed entry : found.entries(consultation)) {
      if (reached.add(entry.seq())) {
        say(connection.isStaff() ? entry.staff() : entry.others());
      }
    }
    for (long seq : found.erased(consultation)) {
      say(new Push.EntryErased(consultation, seq));
    }
    if (found.isErasedRead(consultation)) {
      withdrawn = found.withdrawn(consultation);
    }
    Looks.Sides sides = found.sides(consultation);
    if (sides != null && view.differs(connection.sideOf(sides), found.stamp(consultation))) {
      say(new Push.ConsultationChanged(connection.sideOf(sides)));
    }
  }

  private void say(Push push) {
    view.told(push);
    connection.push(Letter.of(Codec.encode(push)));
    connection.found(push);
  }

  void end() {
    subscription.close();
  }
}
