package org.indiretta.file;

import java.util.Objects;
import java.util.UUID;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;

/**
 * Somebody's wish to store a file. The caller has decided that the writer may; of what the browser
 * says about the type nothing is asked, because telephones name types wrongly: the type found in
 * the bytes counts.
 *
 * @param name as the browser gave it; cleaned by {@link FileName}
 * @param saidBytes the length that was said beforehand (Content-Length), or -1
 */
public record Upload(ConsultationId consultation, Principal writer, String name, long saidBytes) {
  public Upload {
    Objects.requireNonNull(consultation, "consultation");
    Objects.requireNonNull(writer, "writer");
  }

  UUID writerId() {
    return switch (writer) {
      case Principal.Citizen citizen -> citizen.id().value();
      case Principal.Staff staff -> staff.id().value();
      case Principal.Guest guest -> guest.id().value();
    };
  }

  /** As the column {@code file.writer} names it. */
  String writerKind() {
    return switch (writer) {
      case Principal.Citizen _ -> "CITIZEN";
      case Principal.Staff _ -> "OPERATOR";
      case Principal.Guest _ -> "GUEST";
    };
  }
}
