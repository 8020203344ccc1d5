package org.indiretta.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * What the two sides of a pair send, and by which bytes replies and deliveries are known. Both
 * messages are equally long and carry {@link #BLANK_ID} at the same places.
 *
 * @param bySide the first side's message, and the second's
 * @param keys behind which the id of the message stands in it
 * @param acknowledged the type of the reply
 * @param delivered the type of the push
 * @param deliveryKey behind which the id stands in the push
 * @param echoed the type of the message itself, which the bare relay sends to both
 */
record Wording(
    List<String> bySide,
    List<String> keys,
    String acknowledged,
    String delivered,
    String deliveryKey,
    String echoed) {
  /** {@code rrr-ss-nnnnnnnn}: run, slot, number in the slot. */
  static final String BLANK_ID = "000-00-00000000";

  static final String ID = "\"id\":\"";

  /** 100 bytes in UTF-8, as an Italian citizen would write. */
  private static final String TEXT =
      "Buongiorno, la mia carta d’identità è scaduta: posso rinnovarla oggi o mi serve un appuntamento?";

  private static final int SIGNAL_BYTES = 2048;

  /** Messages of 100 bytes that are stored. */
  static Wording messages(String consultation) {
    if (TEXT.getBytes(UTF_8).length != 100) {
      throw new IllegalStateException("the text is not 100 bytes long");
    }
    String message =
        "{\"type\":\"sendMessage\",\"id\":\"%s\",\"consultation\":\"%s\",\"clientMessageId\":\"%s\",\"text\":\"%s\"}"
            .formatted(BLANK_ID, consultation, BLANK_ID, TEXT);
    String key = "\"clientMessageId\":\"";
    return new Wording(
        List.of(message, message),
        List.of(ID, key),
        "appended\"",
        "entryAdded\"",
        key,
        "sendMessage\"");
  }

  /**
   * Descriptions of a call, 2 KB each with all around them, as a browser's first offer.
   *
   * @param peers the first side's and the second's
   */
  static Wording signals(String consultation, String call, List<String> peers) {
    String head =
        "{\"type\":\"signal\",\"id\":\"%s\",\"consultation\":\"%s\",\"call\":\"%s\",\"to\":\"%s\",\"body\":{\"kind\":\"description\",\"type\":\"offer\",\"sdp\":\"v=0\\r\\no=- 461173 2 IN IP4 127.0.0.1\\r\\ns=%s\\r\\nt=0 0\\r\\n";
    String line = "a=rtpmap:111 opus/48000/2\\r\\n";
    String tail = "a=end-of-candidates\\r\\n\"}}";
    StringBuilder middle = new StringBuilder();
    int fixed =
        head.formatted(BLANK_ID, consultation, call, peers.getFirst(), BLANK_ID).length()
            + tail.length();
    while (fixed + middle.length() + line.length() <= SIGNAL_BYTES) {
      middle.append(line);
    }
    String rest = middle + tail;
    return new Wording(
        List.of(
            head.formatted(BLANK_ID, consultation, call, peers.getLast(), BLANK_ID) + rest,
            head.formatted(BLANK_ID, consultation, call, peers.getFirst(), BLANK_ID) + rest),
        List.of(ID, "\\ns="),
        "done\"",
        "signalled\"",
        "\\ns=",
        "signal\"");
  }

  /** A line as it is being typed beside a call; the id is all that is typed. */
  static Wording liveText(String consultation) {
    String message =
        "{\"type\":\"typeLive\",\"id\":\"%s\",\"consultation\":\"%s\",\"line\":1,\"text\":\"%s\"}"
            .formatted(BLANK_ID, consultation, BLANK_ID);
    String key = "\"text\":\"";
    return new Wording(
        List.of(message, message), List.of(ID, key), "done\"", "liveText\"", key, "typeLive\"");
  }
}
