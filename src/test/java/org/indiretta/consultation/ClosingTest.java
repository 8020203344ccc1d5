package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.TAX;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.consultation.City.startCommand;
import static org.indiretta.sql.TestDatabase.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Push;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lunch begins while people wait: at 10:30 in a city whose clock stands at 10:00. */
final class ClosingTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private static final Instant LUNCH = Instant.parse("2026-03-02T09:30:00Z");
  private static final Instant AFTERNOON = Instant.parse("2026-03-02T12:30:00Z");

  private City city;
  private Principal.Citizen citizen;
  private ConsultationId waiting;

  /** Anna is busy, so that whoever comes next waits. */
  @BeforeEach
  void lunchBeginsSoon() throws Exception {
    city = City.fresh(DATABASE);
    city.execute("UPDATE operator SET max_write = 1");
    await(city.directory.reread());
    city.hours("08:00-10:30", "13:30-17:00");
    city.available(city.anna);
    var _ = city.talk(city.anna);
    citizen = city.citizen();
    waiting = city.start(citizen, PASSPORT).id();
    city.sweep();
  }

  private ConsultationView view() throws Exception {
    return city.view(citizen);
  }

  @Test
  void rt32_fiveMinutesBeforeWhoWaitsIsTold() throws Exception {
    city.pass(Duration.ofMinutes(24));
    assertThat(view().closing()).isNull();
    city.bus.forget();

    city.pass(Duration.ofMinutes(1));

    assertThat(view().closing()).isEqualTo(new ConsultationView.Closing(LUNCH, true, AFTERNOON));
    assertThat(city.bus.toCitizen(waiting, Push.ConsultationChanged.class))
        .extracting(push -> push.consultation().closing())
        .containsOnlyOnce(new ConsultationView.Closing(LUNCH, true, AFTERNOON));
  }

  @Test
  void rt32_whoseTurnWillNotComeInTimeIsToldSo() throws Exception {
    Principal.Citizen last = city.citizen();
    // All are let in; then lunch is put earlier.
    city.hours("08:00-13:00", "13:30-17:00");
    for (int before = 0; before < 6; before++) {
      city.start(city.citizen(), PASSPORT);
    }
    city.start(last, PASSPORT);
    city.hours("08:00-10:30", "13:30-17:00");

    city.pass(Duration.ofMinutes(25));

    assertThat(city.view(last).closing().served()).isFalse();
    assertThat(view().closing().served()).isTrue();
  }

  @Test
  void rt32_whomOnlyTheOverflowServesIsServedToo() throws Exception {
    city.execute("UPDATE topic SET overflow_topic = 'passport' WHERE id = 'tax'");
    await(city.directory.reread());
    Principal.Citizen helped = city.citizen();
    city.hours("08:00-13:00", "13:30-17:00");
    city.start(helped, TAX);
    city.hours("08:00-10:30", "13:30-17:00");
    city.execute("DELETE FROM competence WHERE topic_id = 'tax'");
    await(city.directory.reread());

    city.pass(Duration.ofMinutes(25));

    assertThat(city.view(helped).closing().served()).isTrue();
  }

  @Test
  void rt33_whoWasLetInIsServedAfterClosing() throws Exception {
    city.pass(Duration.ofMinutes(44));

    expectDone(city.take(city.anna, waiting));

    assertThat(view().state()).isEqualTo(ConsultationState.ACTIVE);
    assertThat(view().closing()).isNull();
  }

  @Test
  void rt33_aQuarterAfterClosingItEndsWithTheTextKept() throws Exception {
    expectDone(city.send(citizen, waiting, "Porto anche la fotografia"));
    city.pass(Duration.ofMinutes(44));
    assertThat(view().state()).isEqualTo(ConsultationState.WAITING);

    city.pass(Duration.ofMinutes(1));

    assertThat(view().state()).isEqualTo(ConsultationState.REFUSED);
    assertThat(view().readableUntil()).isEqualTo(city.clock.now().plus(Duration.ofHours(24)));
    List<Entry.Body> bodies =
        city.resume(citizen, waiting).entries().stream().map(Entry::body).toList();
    assertThat(bodies)
        .contains(
            new Entry.Body.Message("Il mio passaporto scade"),
            new Entry.Body.Message("Porto anche la fotografia"));
    assertThat(city.deskOf(city.anna).waiting()).isEmpty();
    City.expectRefused(city.desk.start(citizen, startCommand(PASSPORT)), ErrorCode.CLOSED);
  }

  @Test
  void rt33_whoComesBackToTheQueueAfterClosingHasAQuarterFromThen() throws Exception {
    city.available(city.bruno);
    expectDone(city.take(city.bruno, waiting));
    city.pass(Duration.ofMinutes(50));
    city.away(city.anna);
    city.disable(city.bruno);
    city.sweep();
    assertThat(view().state()).isEqualTo(ConsultationState.WAITING);

    city.pass(Duration.ofMinutes(14));
    assertThat(view().state()).isEqualTo(ConsultationState.WAITING);
    city.pass(Duration.ofMinutes(2));
    assertThat(view().state()).isEqualTo(ConsultationState.REFUSED);
  }
}
