package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.FileId;

/**
 * One place of a transcript as this reader may see it. {@code seq} runs 1..n without a hole for
 * every reader (P2).
 *
 * @param clientMessageId the writer's own id, so that the writer's other tabs know it; null for
 *     events
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Entry(
    long seq, Instant at, Author author, ClientMessageId clientMessageId, Body body) {
  /** What stands in the place. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Body.Message.class, name = "message"),
    @JsonSubTypes.Type(value = Body.File.class, name = "file"),
    @JsonSubTypes.Type(value = Body.Note.class, name = "note"),
    @JsonSubTypes.Type(value = Body.Event.class, name = "event"),
    @JsonSubTypes.Type(value = Body.Withheld.class, name = "withheld"),
    @JsonSubTypes.Type(value = Body.Erased.class, name = "erased")
  })
  public sealed interface Body {
    /** A message. */
    record Message(String text) implements Body {}

    /** A file; {@code size} in bytes. */
    record File(FileId file, String name, String contentType, long size) implements Body {}

    /** An internal note; staff only. */
    record Note(String text) implements Body {}

    /**
     * Something that happened. {@code name} and {@code detail} as the kind says: for joined and
     * handedOver the operator's first name and office, for ended the outcome.
     *
     * @param seconds how long it had lasted, for what ended; null otherwise
     * @param quality of a call that ended; null otherwise, or when nobody reported it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Event(EventKind event, String name, String detail, Long seconds, CallQuality quality)
        implements Body {
      /** Something that does not last. */
      public Event(EventKind event, String name, String detail) {
        this(event, name, detail, null, null);
      }
    }

    /** Something this reader may not see (an internal note, for the citizen). */
    record Withheld() implements Body {}

    /** Withdrawn by its writer or erased by the retention; the same for every reader. */
    record Erased() implements Body {}
  }
}
