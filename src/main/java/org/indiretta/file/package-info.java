/**
 * Files of transcripts: bytes in PostgreSQL in chunks of at most 256 KiB, checked by content,
 * images stripped of metadata. {@link org.indiretta.file.FileStore} is the only door; it knows
 * nothing of who may upload or read, which {@code api} and {@code consultation} decide.
 */
@CheckReturnValue
package org.indiretta.file;

import com.google.errorprone.annotations.CheckReturnValue;
