package org.indiretta.notify;

/** The address is none that {@link OutboundAllow} permits, or the answer is not to be taken. */
public final class OutboundRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  OutboundRefused(String why) {
    super(why, null, false, false);
  }
}
