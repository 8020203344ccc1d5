package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.indiretta.protocol.Lane;
import org.junit.jupiter.api.Test;

class LaneNumberTest {
  @Test
  void laneNumbersSortAsLanesDo() {
    List<Lane> byNumber = new ArrayList<>();
    for (int number = 0; number < Lane.values().length; number++) {
      byNumber.add(LaneNumber.lane(number));
      assertThat(LaneNumber.of(LaneNumber.lane(number))).isEqualTo(number);
    }
    assertThat(byNumber).isSorted().containsExactly(Lane.values());
  }
}
