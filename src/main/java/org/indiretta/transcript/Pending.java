package org.indiretta.transcript;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** One entry on its way, and who waits for the answer. */
final class Pending {
  final Append append;
  final IdKey key;
  final Context caller;
  final Promise<Appended> answer = Promise.promise();
  final int bytes;
  final long askedNanos;

  /** Retries that came while this was under way; they get the same answer. */
  final List<Pending> retries = new ArrayList<>(0);

  boolean answered;

  Pending(Append append, Context caller, long askedNanos) {
    this.append = append;
    this.key = IdKey.of(append);
    this.caller = caller;
    this.askedNanos = askedNanos;
    this.bytes = bytes(append.body());
  }

  private static int bytes(Body body) {
    return switch (body) {
      case Body.Message message -> 64 + 3 * message.text().length();
      case Body.Note note -> 64 + 3 * note.text().length();
      case Body.File _, Body.Event _, Body.Erased _ -> 512;
    };
  }
}
