package org.indiretta.file;

import java.util.Objects;
import java.util.UUID;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.ContactRequestId;
import org.indiretta.identity.Principal;

/**
 * Somebody's wish to store a file. The caller has decided that the writer may; of what the browser
 * says about the type nothing is asked, because telephones name types wrongly: the type found in
 * the bytes counts.
 *
 * @param consultation where it belongs; null when it belongs to a contact request
 * @param request the other place; null for a consultation
 * @param writer null for who left the contact request
 * @param name as the browser gave it; cleaned by {@link FileName}
 * @param saidBytes the length that was said beforehand (Content-Length), or -1
 */
public record Upload(
    ConsultationId consultation,
    ContactRequestId request,
    Principal writer,
    String name,
    long saidBytes) {
  public Upload {
    if ((consultation == null) == (request == null)) {
      throw new IllegalArgumentException("a file belongs to one place");
    }
  }

  /** Into a consultation. */
  public Upload(ConsultationId consultation, Principal writer, String name, long saidBytes) {
    this(
        Objects.requireNonNull(consultation, "consultation"),
        null,
        Objects.requireNonNull(writer, "writer"),
        name,
        saidBytes);
  }

  /** With a contact request, by who left it. */
  public static Upload with(ContactRequestId request, String name, long saidBytes) {
    return new Upload(null, request, null, name, saidBytes);
  }

  UUID placeId() {
    return consultation == null ? request.value() : consultation.value();
  }

  /** The most files of that place. */
  int mostFiles() {
    return consultation == null ? FileStore.MOST_OF_REQUEST : FileStore.MOST_FILES;
  }

  UUID writerId() {
    return switch (writer) {
      case null -> request.value();
      case Principal.Citizen citizen -> citizen.id().value();
      case Principal.Staff staff -> staff.id().value();
      case Principal.Guest guest -> guest.id().value();
    };
  }

  /** As the column {@code file.writer} names it. */
  String writerKind() {
    return switch (writer) {
      case null -> "CITIZEN";
      case Principal.Citizen _ -> "CITIZEN";
      case Principal.Staff _ -> "OPERATOR";
      case Principal.Guest _ -> "GUEST";
    };
  }
}
