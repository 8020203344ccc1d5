package org.indiretta.identity;

/** Rights given one by one, beside the role. */
public enum Right {
  /** Read past transcripts of every topic; each opening leaves a row. */
  ARCHIVE
}
