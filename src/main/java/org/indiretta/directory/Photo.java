package org.indiretta.directory;

import io.vertx.core.buffer.Buffer;
import org.indiretta.identity.FileId;

/**
 * An operator's photo.
 *
 * @param id changes with the content
 * @param contentType image/jpeg, image/png or image/webp
 */
public record Photo(FileId id, String contentType, Buffer bytes) {}
