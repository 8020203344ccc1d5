package org.indiretta.socket;

import org.indiretta.consultation.Looks;
import org.indiretta.identity.CallId;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.CallView.CallState;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.Push;

/** A consultation as one connection was told it last, by whatever push. */
final class ToldView {
  private ConsultationView bare;
  private CallId call;
  private int callVersion;
  private boolean liveText;
  private long readByCitizen;
  private long readByStaff;

  /** The stamp of the look with which this was compared; meaningless while {@code unchecked}. */
  private long checkedStamp;

  private boolean unchecked = true;
  private boolean toldSinceRead;

  /** What goes out to the connection. */
  void told(Push push) {
    switch (push) {
      case Push.ConsultationChanged changed -> viewed(changed.consultation());
      case Push.CallChanged changed -> called(changed.call());
      case Push.LiveTextSet set -> {
        liveText = set.on();
        changed();
      }
      case Push.ReadUpTo read -> {
        if (read.author().kind() == Author.Kind.CITIZEN) {
          readByCitizen = Math.max(readByCitizen, read.seq());
        } else {
          readByStaff = Math.max(readByStaff, read.seq());
        }
      }
      default -> {
        // Says nothing about the view.
      }
    }
  }

  private void viewed(ConsultationView said) {
    bare = said.bare();
    called(said.call());
    liveText = Boolean.TRUE.equals(said.liveText());
    readByCitizen = Math.max(readByCitizen, said.readByCitizen());
    readByStaff = Math.max(readByStaff, said.readByStaff());
  }

  /** The end of a call switches real-time text off (C10). */
  private void called(CallView said) {
    changed();
    boolean over = said == null || said.state() == CallState.ENDED;
    if (over) {
      liveText = liveText && call == null;
      call = null;
      callVersion = 0;
    } else if (!said.id().equals(call) || said.version() > callVersion) {
      call = said.id();
      callVersion = said.version();
    }
  }

  private void changed() {
    unchecked = true;
    toldSinceRead = true;
  }

  /** Whether it is to be read how it looks now; from then on what is told counts as newer. */
  boolean mayDiffer(Looks.Seen seen) {
    boolean may =
        unchecked
            || seen.stamp() != checkedStamp
            || seen.readByCitizen() > readByCitizen
            || seen.readByStaff() > readByStaff;
    toldSinceRead = toldSinceRead && !may;
    return may;
  }

  /**
   * Whether it looks otherwise than it was told.
   *
   * @param now null for nothing to see
   * @param stamp of the look before it was read
   */
  boolean differs(ConsultationView now, long stamp) {
    if (now == null || toldSinceRead) {
      // What was told meanwhile may be newer; the next look compares again.
      return false;
    }
    unchecked = false;
    checkedStamp = stamp;
    return !now.bare().equals(bare)
        || callDiffers(now.call())
        || liveText != Boolean.TRUE.equals(now.liveText())
        || now.readByCitizen() > readByCitizen
        || now.readByStaff() > readByStaff;
  }

  private boolean callDiffers(CallView now) {
    return now == null ? call != null : !now.id().equals(call) || now.version() > callVersion;
  }
}
