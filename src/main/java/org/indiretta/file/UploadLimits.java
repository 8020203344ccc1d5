package org.indiretta.file;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the uploads under way on this node may take together; safe to use from any thread. */
final class UploadLimits {
  private final long mostBytes;
  private final Map<UUID, Integer> perWriter = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();

  /**
   * Limits with nothing under way.
   *
   * @param mostBytes how many received bytes may be held in memory at once
   */
  UploadLimits(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** One upload begins; TOO_MANY when its writer has enough of them. It is to be closed. */
  Share open(UUID writer) throws NotAccepted {
    if (perWriter.merge(writer, 1, Integer::sum) > FileStore.MOST_AT_ONCE) {
      ended(writer);
      throw new NotAccepted(Received.Reason.TOO_MANY, "too many uploads at once");
    }
    return new Share(writer);
  }

  private void ended(UUID writer) {
    var _ = perWriter.computeIfPresent(writer, (id, count) -> count == 1 ? null : count - 1);
  }

  /** What one upload takes. */
  final class Share {
    private final UUID writer;
    private long taken;

    private Share(UUID writer) {
      this.writer = writer;
    }

    /** So many more bytes came: TOO_LARGE over an upload's limit, UNAVAILABLE over the node's. */
    void take(int more) throws NotAccepted {
      if (taken + more > FileStore.MOST_BYTES) {
        throw new NotAccepted(Received.Reason.TOO_LARGE, "too many bytes");
      }
      if (bytes.addAndGet(more) > mostBytes) {
        bytes.addAndGet(-more);
        throw new NotAccepted(Received.Reason.UNAVAILABLE, "too many uploads in memory");
      }
      taken += more;
    }

    /** The upload is over, however it ended; to be called once. */
    void close() {
      bytes.addAndGet(-taken);
      ended(writer);
    }
  }
}
