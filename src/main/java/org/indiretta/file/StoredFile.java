package org.indiretta.file;

import java.time.Instant;
import java.util.UUID;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.FileId;

/**
 * A file that was checked and stored.
 *
 * @param consultation null for a file that came with a contact request
 * @param writerId the citizen's or operator's id who uploaded it
 * @param name cleaned: one line, at most 120 characters, with an ending that fits the type
 * @param contentType as found in the bytes
 * @param size in bytes, after metadata was stripped
 */
public record StoredFile(
    FileId id,
    ConsultationId consultation,
    UUID writerId,
    String name,
    String contentType,
    long size,
    Instant createdAt) {}
