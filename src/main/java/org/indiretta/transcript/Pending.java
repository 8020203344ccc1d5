package org.indiretta.transcript;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** One entry on its way, and who waits for the answer. */
final class Pending {
  final Append append;
  final IdKey key;

  /** By which connection it came; null: by none. */
  final String connection;

  final Context caller;
  final Promise<Appended> answer = Promise.promise();
  final int bytes;
  final long askedNanos;

  /** Retries that came while this was under way; they get the same answer. */
  final List<Pending> retries = new ArrayList<>(0);

  boolean answered;

  /** Its place among what its sender writes here, given by {@link Turns}. */
  long place;

  Pending(Append append, String connection, Context caller, long askedNanos) {
    this.append = append;
    this.key = IdKey.of(append);
    this.connection = connection;
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
