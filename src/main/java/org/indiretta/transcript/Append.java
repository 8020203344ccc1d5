package org.indiretta.transcript;

import java.util.Objects;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;

/**
 * Asks for a place for {@code body}. Whether the writer may write now is decided under the lock of
 * the consultation's row; what no state would allow is an {@link IllegalArgumentException} here: a
 * text that could not be stored (NUL, a lone surrogate, too long), a note by a citizen, a person's
 * entry without its client message id.
 */
public record Append(
    ConsultationId consultation, Writer writer, ClientMessageId clientMessageId, Body body) {
  public Append {
    Objects.requireNonNull(consultation, "consultation");
    Objects.requireNonNull(writer, "writer");
    WriteRules.checkStorable(body);
    WriteRules.checkWriter(writer, body);
    if (clientMessageId == null && !(writer instanceof Writer.Server)) {
      throw new IllegalArgumentException("what a person writes has a client message id (P3)");
    }
  }
}
