package org.indiretta.file;

import io.vertx.core.Future;
import java.util.Optional;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.FileId;

/** Files in PostgreSQL. */
public final class FileStore {
  // SKELETON: `data` replaces this class.

  /** What is known of a file of that consultation. */
  public Future<Optional<StoredFile>> find(ConsultationId consultation, FileId file) {
    throw new UnsupportedOperationException();
  }
}
