package org.indiretta.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;

/**
 * A scene as numbers: who waits by place, then one newcomer of every kind; operators and topics by
 * index. Made once, and played many times by {@link QueueCourse}.
 */
final class QueuePlan {
  private static final List<Mode> MODE = List.of(Mode.values());
  static final int MODES = MODE.size();

  final int waiting;
  final int all;
  final int operators;
  final List<WaitEstimate.Kind> kinds;
  final int[] topicOf;
  final int[] modeOf;
  final double[] waitedS;
  final long[] keyOf;

  /** The operator it is offered to; -1 for nobody. */
  final int[] offeredTo;

  /** Per topic and operator: from which wait on they may be asked; infinite for never. */
  final double[][] after;

  /** Per topic: from which wait on room is kept for who needs it. */
  final double[] keepAfterS;

  final int[] budget;
  final int[][] weight;
  final double[] backInS;

  /** Per topic and mode: who waits, in the order. */
  final int[][] queueOf;

  /**
   * Per operator: the kinds, by their index in {@link #queueOf}, that they may ever be asked for.
   */
  final int[][] servesOf;

  /** Per topic: the waits at which more operators may be asked, 0 left out. */
  final double[][] widensAtS;

  final int[] heldBy;
  final int[] heldWeight;
  final long[] heldKey;
  final double[] heldForS;
  final Spread[] heldSpread;
  final Spread[] spreadOf;
  final Spread answers;
  final double leavingPerS;

  /** Per topic and mode: how many come in a second. */
  final double[] arrivalsPerS;

  private final Map<TopicId, Integer> topics = new HashMap<>();
  private final Map<OperatorId, Integer> index = new HashMap<>();

  QueuePlan(QueueScene scene) {
    kinds = WaitEstimate.kinds(scene);
    waiting = scene.queue().size();
    all = waiting + kinds.size();
    operators = scene.operators().size();
    topicOf = new int[all];
    modeOf = new int[all];
    waitedS = new double[all];
    keyOf = new long[all];
    offeredTo = new int[all];
    after = new double[scene.offered().size()][operators];
    widensAtS = new double[after.length][];
    keepAfterS = new double[after.length];
    budget = new int[operators];
    weight = new int[operators][MODES];
    backInS = new double[operators];
    scene.offered().forEach(offered -> topics.put(offered.topic(), topics.size()));
    scene.operators().forEach(server -> index.put(server.id(), index.size()));
    operators(scene);
    chains(scene);
    people(scene);
    queueOf = queues();
    servesOf = serves();
    int held = scene.operators().stream().mapToInt(server -> server.held().size()).sum();
    heldBy = new int[held];
    heldWeight = new int[held];
    heldKey = new long[held];
    heldForS = new double[held];
    heldSpread = new Spread[held];
    held(scene);
    spreadOf = new Spread[after.length * MODES];
    for (QueueScene.Offered offered : scene.offered()) {
      for (Mode mode : Mode.values()) {
        spreadOf[topics.get(offered.topic()) * MODES + MODE.indexOf(mode)] =
            scene.durations().of(offered.topic(), mode);
      }
    }
    answers = scene.durations().answers();
    leavingPerS = scene.durations().leavingPerS();
    arrivalsPerS = new double[spreadOf.length];
    for (WaitEstimate.Kind kind : kinds) {
      arrivalsPerS[topics.get(kind.topic()) * MODES + MODE.indexOf(kind.mode())] =
          scene.arrivalsPerS().getOrDefault(kind, 0.0);
    }
  }

  private void operators(QueueScene scene) {
    for (int o = 0; o < operators; o++) {
      QueueScene.Server server = scene.operators().get(o);
      budget[o] = server.capacity().budget();
      for (Mode mode : Mode.values()) {
        weight[o][MODE.indexOf(mode)] = server.capacity().weight(mode);
      }
      backInS[o] = server.backAt() == null ? 0 : Math.max(0, seconds(scene.now(), server.backAt()));
    }
  }

  private void chains(QueueScene scene) {
    for (int t = 0; t < after.length; t++) {
      Chain chain = scene.offered().get(t).chain();
      keepAfterS[t] = seconds(chain.keepAfter());
      for (int o = 0; o < operators; o++) {
        after[t][o] =
            chain
                .after(scene.operators().get(o).levels())
                .map(QueuePlan::seconds)
                .orElse(Double.POSITIVE_INFINITY);
      }
      widensAtS[t] =
          chain.tiers().stream()
              .mapToDouble(tier -> seconds(tier.after()))
              .filter(at -> at > 0)
              .distinct()
              .toArray();
    }
  }

  private void people(QueueScene scene) {
    for (int i = 0; i < waiting; i++) {
      QueuedConsultation one = scene.queue().get(i);
      topicOf[i] = topics.get(one.topic());
      modeOf[i] = MODE.indexOf(one.mode());
      waitedS[i] = Math.max(0, seconds(one.since(), scene.now()));
      keyOf[i] = key(one.id().value());
      offeredTo[i] = one.offeredTo() == null ? -1 : index.getOrDefault(one.offeredTo(), -1);
    }
    for (int i = waiting; i < all; i++) {
      WaitEstimate.Kind kind = kinds.get(i - waiting);
      topicOf[i] = topics.get(kind.topic());
      modeOf[i] = MODE.indexOf(kind.mode());
      keyOf[i] = i;
      offeredTo[i] = -1;
    }
  }

  private int[][] queues() {
    List<List<Integer>> lists = new ArrayList<>();
    for (int k = 0; k < after.length * MODES; k++) {
      lists.add(new ArrayList<>());
    }
    for (int i = 0; i < all; i++) {
      lists.get(kindOf(i)).add(i);
    }
    return lists.stream().map(QueuePlan::ints).toArray(int[][]::new);
  }

  private int[][] serves() {
    int[][] serves = new int[operators][];
    for (int o = 0; o < operators; o++) {
      List<Integer> list = new ArrayList<>();
      for (int k = 0; k < queueOf.length; k++) {
        if (queueOf[k].length > 0 && after[k / MODES][o] < Double.POSITIVE_INFINITY) {
          list.add(k);
        }
      }
      serves[o] = ints(list);
    }
    return serves;
  }

  private void held(QueueScene scene) {
    int h = 0;
    for (QueueScene.Server server : scene.operators()) {
      for (QueueScene.Held held : server.held()) {
        heldBy[h] = index.get(server.id());
        heldWeight[h] = server.capacity().weight(held.mode());
        heldKey[h] = key(held.id().value());
        heldForS[h] = Math.max(0, seconds(held.since(), scene.now()));
        heldSpread[h++] = scene.durations().of(held.topic(), held.mode());
      }
    }
  }

  int kindOf(int i) {
    return topicOf[i] * MODES + modeOf[i];
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  private static long key(java.util.UUID id) {
    return id.getMostSignificantBits() * 31 + id.getLeastSignificantBits();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  private static double seconds(Instant from, Instant to) {
    return seconds(Duration.between(from, to));
  }

  /** Where nothing is known yet. */
  double[] unknown() {
    double[] times = new double[all];
    Arrays.fill(times, Double.POSITIVE_INFINITY);
    return times;
  }
}
