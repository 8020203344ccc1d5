/**
 * Files of transcripts: bytes in PostgreSQL in chunks of at most 256 KiB, checked by content,
 * stripped of metadata.
 */
@CheckReturnValue
package org.indiretta.file;

import com.google.errorprone.annotations.CheckReturnValue;
