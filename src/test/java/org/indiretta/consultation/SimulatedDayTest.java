package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.indiretta.routing.CityDay;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A day of 16 topics, 12 operators with shifts, pauses and calls, and 600 consultations with two
 * peaks, on the real server and PostgreSQL with a test's clock: everybody's ends in a state, P9
 * holds after every step, and what was said first about the wait is compared with the wait.
 */
class SimulatedDayTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private static final int FRESH_SEEDS = 20;

  /** The morning with the first peak. */
  @Test
  void rt20_theFirstRangeHolds_aMorning() throws Exception {
    good(SimulatedDay.lived(DATABASE, 20_260_302, 2.1 * 3600));
  }

  @Test
  @Tag("long")
  void rt20_theFirstRangeHolds_twentyFreshDays() throws Exception {
    List<Forecasts> days = new ArrayList<>();
    for (int i = 0; i < FRESH_SEEDS; i++) {
      long seed = RandomGenerator.getDefault().nextLong();
      days.add(SimulatedDay.lived(DATABASE, seed, CityDay.LAST_COMES_S));
      System.out.println(days.getLast());
    }
    good(new Forecasts(days));
  }

  private static void good(Forecasts day) {
    System.out.println(day);
    assertThat(day.untold()).as("waited and were told nothing").isZero();
    assertThat(day.error()).as("median error").isLessThanOrEqualTo(0.35);
    assertThat(day.inside()).as("true waits inside the range").isGreaterThanOrEqualTo(0.7);
    assertThat(day.width()).as("median width / wait").isLessThanOrEqualTo(1.0);
  }
}
