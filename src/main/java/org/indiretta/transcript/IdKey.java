package org.indiretta.transcript;

import java.util.UUID;
import org.indiretta.identity.ClientMessageId;

/** What makes a client message id unique (P3). */
record IdKey(UUID consultation, UUID writer, ClientMessageId id) {
  /** Null for an entry without a client message id. */
  static IdKey of(Append append) {
    UUID writer =
        switch (append.writer()) {
          case Writer.Citizen citizen -> citizen.id().value();
          case Writer.Operator operator -> operator.id().value();
          case Writer.Guest guest -> guest.id().value();
          case Writer.Server _ -> null;
        };
    return writer == null || append.clientMessageId() == null
        ? null
        : new IdKey(append.consultation().value(), writer, append.clientMessageId());
  }
}
