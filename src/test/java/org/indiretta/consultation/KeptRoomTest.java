package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.sql.TestDatabase.await;

import java.time.Duration;
import java.util.List;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Reply;
import org.indiretta.routing.Refusal;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A call that waits longer than the target is not passed for ever, on a real database (RT6). */
class KeptRoomTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;

  @BeforeEach
  void aFreshCity() throws Exception {
    city = City.fresh(DATABASE);
  }

  @Test
  void rt6_roomIsKeptForACallThatWaitsLongerThanTheTarget() throws Exception {
    city.execute("UPDATE topic SET target_s = 300, modes = '{WRITE,TALK}'");
    await(city.directory.reread());
    city.available(city.anna);
    City.Talk one = city.talk(city.anna);
    City.Talk two = city.talk(city.anna);
    ConsultationId call =
        ((Reply.Started) await(city.desk.start(city.citizen(), talking()))).consultation().id();
    city.pass(Duration.ofSeconds(299));
    ConsultationId passing = city.start(city.citizen(), PASSPORT).id();
    city.sweep();
    assertThat(city.offeredTo(passing)).as("it fits beside two").isEqualTo(city.anna.id());
    expectDone(city.decline(city.anna, passing));

    city.pass(Duration.ofSeconds(61));

    assertThat(city.offeredTo(passing)).as("it would be asked again, and must wait").isNull();
    assertThat(city.choices(call).getLast().reasons().refused().get(Refusal.FULL))
        .containsExactly(city.anna.id());
    expectDone(city.take(city.anna, passing));
    for (ConsultationId each : List.of(one.id(), two.id(), passing)) {
      expectDone(city.close(city.anna, each, Outcome.RESOLVED));
    }
    city.start(city.citizen(), PASSPORT);
    city.pass(Duration.ofSeconds(6));
    assertThat(city.offeredTo(call)).isEqualTo(city.anna.id());
    assertThat(city.desk.missedOffers()).isZero();
  }

  private static Command.StartConsultation talking() {
    return new Command.StartConsultation(
        City.command(), PASSPORT, Mode.TALK, Language.IT, "Una domanda", null, null, null, null);
  }
}
