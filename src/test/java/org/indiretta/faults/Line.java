package org.indiretta.faults;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a client writes down, one JSON object a line. {@code client} names one browser. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Line.Came.class, name = "came"),
  @JsonSubTypes.Type(value = Line.Sent.class, name = "sent"),
  @JsonSubTypes.Type(value = Line.Again.class, name = "again"),
  @JsonSubTypes.Type(value = Line.Acked.class, name = "acked"),
  @JsonSubTypes.Type(value = Line.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = Line.Saw.class, name = "saw"),
  @JsonSubTypes.Type(value = Line.Complete.class, name = "complete"),
  @JsonSubTypes.Type(value = Line.Complained.class, name = "complained")
})
sealed interface Line {
  /** Who wrote it. */
  String client();

  /** Who this is: {@code CITIZEN} or {@code OPERATOR}, and its id in the tables. */
  record Came(String client, String side, String person) implements Line {}

  /** About to be sent for the first time. */
  record Sent(String client, String consultation, String id, String text, boolean note)
      implements Line {}

  /** About to be sent once more, because the link was lost or it was refused. */
  record Again(String client, String consultation, String id) implements Line {}

  /** The server says that it is committed (P1). */
  record Acked(String client, String consultation, String id, long seq) implements Line {}

  /** The server says that it is not, after so many milliseconds (P8). */
  record Refused(String client, String consultation, String id, String code, long tookMs)
      implements Line {}

  /** Was told what stands at a place. */
  record Saw(String client, String consultation, long seq, String what) implements Line {}

  /** Asked for everything after the quiet, and was told that this is all. */
  record Complete(String client, String consultation, long lastSeq) implements Line {}

  /** Was told something that cannot be. */
  record Complained(String client, String of) implements Line {}
}
