package org.indiretta.consultation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Push.OfferEnded.Ending;
import org.indiretta.routing.Reasons;
import org.indiretta.sql.Transaction;
import org.indiretta.transcript.Body;

/**
 * A legal move that should be made, and what it writes into the transcript.
 *
 * @param offer how a pending offer ends by it; null when there is none or it goes on
 * @param goneSince the move holds only while the citizen is gone since then; null: it holds anyway
 * @param topic the topic from then on; null: it stays
 * @param reasons why routing chose this operator, to be kept; null when it was not routing
 * @param alongside what else is written in the transaction of the move; null for nothing
 */
record Step(
    State to,
    List<Body.Event> events,
    Ending offer,
    Instant goneSince,
    TopicId topic,
    Reasons reasons,
    Function<Transaction, Future<Void>> alongside) {
  Step {
    events = List.copyOf(events);
  }

  static Step to(State state) {
    return new Step(state, List.of(), null, null, null, null, null);
  }

  /** With one more event; {@code name} and {@code detail} may be null. */
  Step with(EventKind kind, String name, String detail) {
    List<Body.Event> more = new ArrayList<>(events);
    more.add(new Body.Event(kind.name(), name, detail));
    return new Step(to, more, offer, goneSince, topic, reasons, alongside);
  }

  /** With the end and its outcome. */
  Step withEnd(Outcome outcome) {
    return with(EventKind.ENDED, null, outcome.name());
  }

  Step ending(Ending ending) {
    return new Step(to, events, ending, goneSince, topic, reasons, alongside);
  }

  /** Because the citizen is gone: who comes back in time stays. */
  Step whileGone(Instant since) {
    return new Step(to, events, offer, since, topic, reasons, alongside);
  }

  /** Under another topic from then on. */
  Step under(TopicId another) {
    return new Step(to, events, offer, goneSince, another, reasons, alongside);
  }

  /** Because routing chose so. */
  Step because(Reasons why) {
    return new Step(to, events, offer, goneSince, topic, why, alongside);
  }

  /** With something else that is true exactly when the move is. */
  Step alongside(Function<Transaction, Future<Void>> work) {
    return new Step(to, events, offer, goneSince, topic, reasons, work);
  }
}
