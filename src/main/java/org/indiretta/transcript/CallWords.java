package org.indiretta.transcript;

import java.util.Objects;

/** What happened with a call or a share, in words. */
final class CallWords {
  private static final long MINUTE_S = 60;

  private CallWords() {}

  /**
   * The line of an event that {@link #isOne}.
   *
   * @param citizen how the citizen is named to this reader; events of theirs carry no name
   */
  static String line(ExportWords words, Body.Event event, String citizen) {
    String who = Objects.requireNonNullElse(event.name(), citizen);
    String detail = "call." + event.detail();
    String what = words.has(detail) ? words.text(detail) : words.text("event.other");
    String line = words.text("event." + event.event(), who, what, lasted(event.seconds()));
    Body.Quality quality = event.quality();
    return quality == null
        ? line
        : line
            + "; "
            + words.text(
                "call.quality",
                Integer.toString(quality.lossPercent()),
                Integer.toString(quality.roundTripMs()),
                words.text(quality.relayed() ? "call.relayed" : "call.direct"));
  }

  static boolean isOne(Body.Event event) {
    return event.event().startsWith("CALL_") || event.event().startsWith("SHARE_");
  }

  /** {@code 5:12}: minutes and seconds. */
  private static String lasted(Long seconds) {
    long all = seconds == null ? 0 : seconds;
    return "%d:%02d".formatted(all / MINUTE_S, all % MINUTE_S);
  }
}
