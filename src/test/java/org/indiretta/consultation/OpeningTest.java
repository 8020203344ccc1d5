package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.SITE;
import static org.indiretta.consultation.City.TAX;
import static org.indiretta.consultation.City.expectRefused;
import static org.indiretta.consultation.City.startCommand;
import static org.indiretta.sql.TestDatabase.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.indiretta.bus.News;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.Principal;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.AvailabilityView;
import org.indiretta.protocol.AvailabilityView.ModeState;
import org.indiretta.protocol.AvailabilityView.State;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.Reply;
import org.indiretta.routing.Availability;
import org.indiretta.routing.Candidate;
import org.indiretta.routing.Expectations;
import org.indiretta.routing.Openness;
import org.indiretta.routing.Routing;
import org.indiretta.sql.Eventually;
import org.indiretta.sql.HeldLock;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What is open, and when a start is refused; the clock stands on Monday 2 March 2026 at 10:00 in
 * Rivalago.
 */
final class OpeningTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;

  @BeforeEach
  void city() throws Exception {
    city = City.fresh(DATABASE);
    city.execute("UPDATE site SET languages = '{it}'");
    await(city.directory.reread());
  }

  private AvailabilityView open() throws Exception {
    return await(city.desk.availability(SITE));
  }

  private ModeState write(AvailabilityView view) {
    return view.topics().get(PASSPORT).get(Mode.WRITE);
  }

  @Test
  void rt30_withoutACalendarItIsOpenWhereSomebodyIsThere() throws Exception {
    assertThat(open().open()).isEmpty();
    assertThat(write(open()).state()).isEqualTo(State.CLOSED);

    city.available(city.anna);

    assertThat(open().open()).containsOnlyKeys(PASSPORT, TAX);
    assertThat(open().topics().get(PASSPORT)).as("plainly open").isNull();
    assertThat(write(open().topics().get(TAX)).state())
        .as("Anna is asked for taxes only after a while")
        .isEqualTo(State.BUSY);
  }

  @Test
  void rt30_whoComesOrGoesChangesItAtOnce_withoutASweep() throws Exception {
    assertThat(write(open()).state()).isEqualTo(State.CLOSED);
    city.bus.forget();

    await(city.desk.linked(city.anna));
    City.expectDone(
        city.desk.setPresence(
            city.anna,
            new Command.SetPresence(City.command(), PresenceState.AVAILABLE, null, null)));

    Eventually.holds(() -> city.bus.all(News.AvailabilityStale.class).size() == 1);
    assertThat(open().open()).containsOnlyKeys(PASSPORT, TAX);
  }

  /** Two runs in one breath: what the first one looks at is not the end of it. */
  @Test
  void rt30_whoComesWhileItIsLookedAtIsSeenWithoutASweepToo() throws Exception {
    Routing routing =
        new Routing(
            DATABASE.database(), city.presences, city.directory, city.clock, city.timings.offers());
    List<SiteId> told = new CopyOnWriteArrayList<>();
    Availability availability =
        new Availability(
            routing, city.directory, city.calendars, new NothingExpected(), city.clock, told::add);
    await(availability.at(SITE));
    List<Candidate> before = await(routing.candidates());
    city.available(city.anna);
    List<Candidate> after = await(routing.candidates());

    try (HeldLock _ =
        HeldLock.by(DATABASE.url(), "LOCK TABLE consultation IN ACCESS EXCLUSIVE MODE")) {
      var _ = availability.refresh(before);
      await(availability.refresh(after));
    }

    Eventually.holds(() -> !told.isEmpty());
    assertThat(told).containsExactly(SITE);
  }

  private record NothingExpected() implements Expectations {
    @Override
    public Optional<Openness.Wait> wait(TopicId topic, Mode mode) {
      return Optional.empty();
    }

    @Override
    public Duration duration(TopicId topic, Mode mode) {
      return Duration.ofMinutes(5);
    }
  }

  private static ModeState write(Map<Mode, ModeState> modes) {
    return modes.get(Mode.WRITE);
  }

  @Test
  void rt30_itIsBusyWhenWhoIsThereHasNoRoomAndFullWhenAsManyWaitAsMay() throws Exception {
    city.execute("UPDATE operator SET max_write = 1");
    city.execute("UPDATE topic SET max_waiting = 1");
    await(city.directory.reread());
    city.available(city.anna);
    var _ = city.talk(city.anna);
    city.sweep();
    assertThat(write(open()).state()).isEqualTo(State.BUSY);
    assertThat(open().open()).containsKey(PASSPORT);

    city.start(city.citizen(), PASSPORT);
    city.sweep();

    assertThat(write(open()).state()).isEqualTo(State.FULL);
    assertThat(open().open()).doesNotContainKey(PASSPORT);
  }

  @Test
  void rt30_whoeverServesTheOverflowTopicKeepsTheTopicOpen() throws Exception {
    city.execute("UPDATE topic SET overflow_topic = 'tax' WHERE id = 'passport'");
    await(city.directory.reread());
    city.available(city.carla);

    assertThat(open().open()).containsKey(PASSPORT);
    assertThat(city.start(city.citizen(), PASSPORT).topic()).isEqualTo(PASSPORT);
  }

  @Test
  void rt30_closedSaysWhenItOpensAndWhoLooksAtItIsTold() throws Exception {
    city.available(city.anna, city.carla);
    assertThat(open().topics()).isNull();
    city.hours("10:00-12:00", "13:30-17:00");
    city.bus.forget();

    city.pass(Duration.ofHours(2));

    assertThat(city.bus.all(News.AvailabilityStale.class)).isNotEmpty();
    assertThat(open().open()).isEmpty();
    assertThat(write(open()).opensAt()).isEqualTo(Instant.parse("2026-03-02T12:30:00Z"));
    city.pass(Duration.ofMinutes(90));
    assertThat(open().open()).containsOnlyKeys(PASSPORT, TAX);
  }

  @Test
  void rt30_theTextOfASuddenClosureIsSaidOnceForTheWholeSite() throws Exception {
    city.available(city.anna);
    city.closure("Chiuso per allagamento", null);
    city.sweep();

    assertThat(open().closure()).containsEntry(Language.IT, "Chiuso per allagamento");
    assertThat(write(open())).isEqualTo(new ModeState(State.CLOSED, null, null, null, null, null));
  }

  @Test
  void rt30_theTextOfATopicsClosureIsSaidWithIt() throws Exception {
    city.available(city.anna, city.carla);
    city.closure("Cambio del programma", TAX);
    city.sweep();

    assertThat(open().closure()).isNull();
    assertThat(open().topics().get(TAX).get(Mode.WRITE).text())
        .containsEntry(Language.IT, "Cambio del programma");
    assertThat(open().open()).containsOnlyKeys(PASSPORT);
  }

  @Test
  void rt30_languagesAreSaidWhereOneOfTheSiteIsMissing() throws Exception {
    city.execute("UPDATE site SET languages = '{it,de,fr}'");
    city.execute("UPDATE operator SET languages = '{it,de}' WHERE first_name = 'Anna'");
    await(city.directory.reread());
    city.available(city.anna);

    assertThat(write(open()))
        .extracting(ModeState::state, ModeState::languages)
        .containsExactly(State.OPEN, List.of(Language.IT, Language.DE));
  }

  @Test
  void rt31_aStartWhileItIsClosedIsRefusedWithTheOpening() throws Exception {
    city.available(city.anna);
    city.hours("13:30-17:00");

    Reply.Refused refused =
        expectRefused(city.desk.start(city.citizen(), startCommand(PASSPORT)), ErrorCode.CLOSED);

    assertThat(refused.retryAfterMs()).isEqualTo(Duration.ofMinutes(210).toMillis());
  }

  @Test
  void rt31_whoHasOneOpenGoesOnWithItWhenItIsClosed() throws Exception {
    city.available(city.anna);
    City.Talk talk = city.talk(city.anna);
    city.hours("13:30-17:00");

    assertThat(city.start(talk.citizen(), PASSPORT).id()).isEqualTo(talk.id());
  }

  @Test
  void rt31_nobodyIsLetInWhoWouldNotBeDoneByClosing() throws Exception {
    city.available(city.anna);
    city.hours("08:00-10:05", "13:30-17:00");
    Principal.Citizen late = city.citizen();

    Reply.Refused refused =
        expectRefused(city.desk.start(late, startCommand(PASSPORT)), ErrorCode.CLOSED);

    assertThat(refused.retryAfterMs()).isEqualTo(Duration.ofMinutes(210).toMillis());
    assertThat(open().open()).isEmpty();
    assertThat(write(open()).opensAt()).isEqualTo(Instant.parse("2026-03-02T12:30:00Z"));
    assertThat(List.of(write(open()).state())).containsExactly(State.CLOSED);
  }
}
