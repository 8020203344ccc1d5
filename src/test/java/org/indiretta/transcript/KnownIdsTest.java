package org.indiretta.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.indiretta.identity.ClientMessageId;
import org.junit.jupiter.api.Test;

/** What is said to be new must be new, whatever was dropped or learned twice. */
class KnownIdsTest {
  private final UUID consultation = new UUID(1, 2);
  private final UUID writer = new UUID(3, 4);

  @Test
  void p3_whatWasLearnedIsNeverSaidToBeNew() {
    KnownIds known = new KnownIds(KnownIds.MOST);
    List<IdKey> keys =
        IntStream.range(0, 20_000).mapToObj(i -> key(consultation, "m" + i)).toList();
    for (int i = 0; i < keys.size(); i++) {
      known.learn(consultation, i, i + 1, List.of(keys.get(i)));
    }

    assertThat(keys).allMatch(known::mayHold);
    assertThat(known.upTo(consultation)).isEqualTo(20_000);
    // 32 bits of each: one in a hundred thousand of the others may be looked for in vain.
    assertThat(IntStream.range(0, 20_000).mapToObj(i -> key(consultation, "n" + i)))
        .filteredOn(known::mayHold)
        .hasSizeLessThan(5);
    assertThat(known.mayHold(new IdKey(consultation, new UUID(5, 6), keys.getFirst().id())))
        .isFalse();
  }

  @Test
  void whatDoesNotFollowIsNotTakenForKnown() {
    KnownIds known = new KnownIds(KnownIds.MOST);

    known.learn(consultation, 4, 5, List.of(key(consultation, "late")));
    assertThat(known.upTo(consultation)).isZero();

    known.learn(consultation, 0, 3, List.of(key(consultation, "a")));
    known.learn(consultation, 4, 5, List.of(key(consultation, "late")));
    known.learn(consultation, 0, 1, List.of(key(consultation, "again")));
    assertThat(known.upTo(consultation)).isEqualTo(3);

    known.forget(consultation);
    assertThat(known.upTo(consultation)).isZero();
    assertThat(known.size()).isZero();
  }

  @Test
  void theConsultationThatRestedLongestIsDroppedWhole() {
    KnownIds known = new KnownIds(10);
    List<UUID> three = List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));
    for (UUID id : three.subList(0, 2)) {
      known.learn(id, 0, 4, IntStream.range(0, 4).mapToObj(i -> key(id, "m" + i)).toList());
    }
    known.learn(three.get(0), 4, 5, List.of(key(three.get(0), "x")));

    known.learn(
        three.get(2),
        0,
        3,
        IntStream.range(0, 3).mapToObj(i -> key(three.get(2), "m" + i)).toList());

    assertThat(three).extracting(known::upTo).containsExactly(5L, 0L, 3L);
    assertThat(known.size()).isEqualTo(8);
  }

  @Test
  void oneThatIsLargerThanAllIsKeptWhileItIsTheLast() {
    KnownIds known = new KnownIds(10);

    known.learn(
        consultation,
        0,
        30,
        IntStream.range(0, 30).mapToObj(i -> key(consultation, "m" + i)).toList());

    assertThat(known.upTo(consultation)).isEqualTo(30);
  }

  private IdKey key(UUID of, String id) {
    return new IdKey(of, writer, new ClientMessageId(id));
  }
}
