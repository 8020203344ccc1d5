package org.indiretta.faults;

import java.io.IOException;
import java.util.List;
import org.indiretta.cluster.ServerProcess;

/**
 * What the servers hold in memory while something is away, against before: what cannot be done is
 * refused and does not pile up (P8). Asked while it is still away; takes a full collection.
 */
final class Growth {
  /** All that may wait (AppendLimits: 32 MiB) and a little more. */
  private static final long MOST_MIB = 40;

  private final Scene scene;
  private final List<ServerProcess> nodes;
  private final long[] beforeKib;

  private Growth(Scene scene, List<ServerProcess> nodes) throws IOException {
    this.scene = scene;
    this.nodes = nodes;
    beforeKib = held(nodes);
  }

  /** What all of them hold now; they were started with {@link Resources#TRACKING}. */
  static Growth from(Scene scene, Servers servers) throws IOException {
    return new Growth(scene, servers.nodes());
  }

  /** Heap after a full collection, and memory outside of it. */
  private static long[] held(List<ServerProcess> nodes) throws IOException {
    long[] all = new long[nodes.size()];
    for (int i = 0; i < all.length; i++) {
      Resources now = Resources.of(nodes.get(i).pid());
      all[i] = now.heapKib() + now.directKib();
    }
    return all;
  }

  /** They hold hardly more now. */
  void must() throws IOException {
    long[] nowKib = held(nodes);
    for (int i = 0; i < nowKib.length; i++) {
      long grownMib = (nowKib[i] - beforeKib[i]) / 1024;
      scene.most("memory grew by MiB", grownMib);
      scene.must(
          grownMib <= MOST_MIB,
          "P8: server %d holds %d MiB more while nothing could be done".formatted(i, grownMib));
    }
  }
}
