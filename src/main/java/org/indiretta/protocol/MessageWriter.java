package org.indiretta.protocol;

/**
 * Writes by hand what a message causes: {@code appended} to its writer and {@code entryAdded} to
 * everybody else; and what a signal causes: {@code done} and {@code signalled}. On a busy server
 * these are almost everything that goes out; by reflection they cost an eighth of the event loop.
 * The same text as the mapper's, character by character.
 */
final class MessageWriter {
  /** What stands around a text, and some escapes in it. */
  private static final int AROUND_CHARS = 320;

  private final StringBuilder out;

  /**
   * @param chars of the longest text
   */
  private MessageWriter(int chars) {
    out = new StringBuilder(AROUND_CHARS + chars + chars / 8);
  }

  /** The text; null when it is none of these, and then the mapper writes it. */
  static String write(Outbound outbound) {
    return switch (outbound) {
      case Reply.Appended reply -> new MessageWriter(0).appended(reply);
      case Push.EntryAdded(var consultation, Entry entry)
          when entry.body() instanceof Entry.Body.Message message ->
          new MessageWriter(message.text().length()).added(consultation.toString(), entry, message);
      case Reply.Done reply when reply.positions() == null -> new MessageWriter(0).done(reply);
      case Push.Signalled push -> new MessageWriter(chars(push.body())).signalled(push);
      default -> null;
    };
  }

  private static int chars(SignalBody body) {
    return body instanceof SignalBody.Description description ? description.sdp().length() : 0;
  }

  private String done(Reply.Done reply) {
    out.append("{\"type\":\"done\",\"id\":");
    text(reply.id());
    return out.append('}').toString();
  }

  private String signalled(Push.Signalled push) {
    out.append("{\"type\":\"signalled\",\"consultation\":\"").append(push.consultation());
    out.append("\",\"call\":\"").append(push.call());
    out.append("\",\"from\":\"").append(push.from()).append("\",\"body\":");
    switch (push.body()) {
      case SignalBody.Description body when body.written() != null -> out.append(body.written());
      case SignalBody.Description body -> description(body);
      case SignalBody.Candidate body -> candidate(body);
    }
    return out.append('}').toString();
  }

  private void description(SignalBody.Description body) {
    out.append("{\"kind\":\"description\",\"type\":\"").append(body.type().wire());
    out.append("\",\"sdp\":");
    text(body.sdp());
    out.append('}');
  }

  private void candidate(SignalBody.Candidate body) {
    out.append("{\"kind\":\"candidate\",\"candidate\":");
    text(body.candidate());
    if (body.sdpMid() != null) {
      out.append(",\"sdpMid\":");
      text(body.sdpMid());
    }
    if (body.sdpMLineIndex() != null) {
      out.append(",\"sdpMLineIndex\":").append(body.sdpMLineIndex().intValue());
    }
    if (body.usernameFragment() != null) {
      out.append(",\"usernameFragment\":");
      text(body.usernameFragment());
    }
    out.append('}');
  }

  private String appended(Reply.Appended reply) {
    out.append("{\"type\":\"appended\",\"id\":");
    text(reply.id());
    out.append(",\"seq\":").append(reply.seq());
    out.append(",\"at\":\"").append(Iso.millis(reply.at())).append("\"}");
    return out.toString();
  }

  private String added(String consultation, Entry entry, Entry.Body.Message message) {
    out.append("{\"type\":\"entryAdded\",\"consultation\":\"").append(consultation);
    out.append("\",\"entry\":{\"seq\":").append(entry.seq());
    out.append(",\"at\":\"").append(Iso.millis(entry.at()));
    out.append("\",\"author\":{\"kind\":\"").append(entry.author().kind()).append('"');
    if (entry.author().name() != null) {
      out.append(",\"name\":");
      text(entry.author().name());
    }
    if (entry.author().operator() != null) {
      out.append(",\"operator\":\"").append(entry.author().operator()).append('"');
    }
    if (entry.author().role() != null) {
      out.append(",\"role\":\"").append(entry.author().role()).append('"');
    }
    out.append('}');
    if (entry.clientMessageId() != null) {
      out.append(",\"clientMessageId\":");
      text(entry.clientMessageId().value());
    }
    out.append(",\"body\":{\"type\":\"message\",\"text\":");
    text(message.text());
    return out.append("}}}").toString();
  }

  /** The runs between characters that JSON escapes (RFC 8259, section 7) are copied whole. */
  private void text(String text) {
    out.append('"');
    char[] chars = text.toCharArray();
    int copied = 0;
    for (int i = 0; i < chars.length; i++) {
      char c = chars[i];
      if (c < ' ' || c == '"' || c == '\\') {
        if (copied < i) {
          out.append(text, copied, i);
        }
        out.append(escaped(c));
        copied = i + 1;
      }
    }
    out.append(text, copied, chars.length).append('"');
  }

  private static String escaped(char c) {
    return switch (c) {
      case '\r' -> "\\r";
      case '\n' -> "\\n";
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\t' -> "\\t";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      default -> "\\u%04X".formatted((int) c);
    };
  }
}
