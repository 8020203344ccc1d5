/**
 * Files of transcripts: bytes in PostgreSQL in chunks of at most 256 KiB, checked by content,
 * stripped of metadata.
 */
package org.indiretta.file;
