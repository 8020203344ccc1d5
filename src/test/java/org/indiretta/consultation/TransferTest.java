package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.PASSPORT;
import static org.indiretta.consultation.City.TAX;
import static org.indiretta.consultation.City.all;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.consultation.City.expectRefused;
import static org.indiretta.sql.TestDatabase.await;

import java.time.Duration;
import java.util.List;
import org.indiretta.identity.Principal;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.EventKind;
import org.indiretta.protocol.PresenceState;
import org.indiretta.protocol.QueueCommand;
import org.indiretta.protocol.Reply;
import org.indiretta.protocol.TransferView;
import org.indiretta.sql.Sql;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Consultations that are passed to a topic. */
class TransferTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;
  private City.Talk talk;

  /** Bruno answers about a passport and does not know taxes; Carla (1) and Anna (2) do. */
  @BeforeEach
  void brunoAnswers() throws Exception {
    city = City.fresh(DATABASE);
    city.available(city.bruno);
    talk = city.talk(city.bruno);
  }

  @Test
  void rt50_theOwnerStaysUntilOneOfTheTopicAccepts_andTheTopicIsTheNewOne() throws Exception {
    city.available(city.carla);
    expectDone(city.transfer(city.bruno, talk.id(), TAX));
    city.sweep();

    ConsultationView.HandOver asked = city.deskOf(city.carla).own().getFirst().handOver();
    assertThat(asked.topic()).isEqualTo(TAX);
    assertThat(asked.note()).isEqualTo("knows the rules");
    assertThat(asked.from().firstName()).isEqualTo("Bruno");
    assertThat(city.view(talk.citizen()).operator().firstName()).isEqualTo("Bruno");
    expectDone(city.send(city.bruno, talk.id(), "a colleague will go on"));
    expectRefused(city.send(city.carla, talk.id(), "not yet"), ErrorCode.NOT_FOUND);

    expectDone(city.answerHandOver(city.carla, talk.id(), true));

    ConsultationView view = city.view(talk.citizen());
    assertThat(view.operator().firstName()).isEqualTo("Carla");
    assertThat(view.topic()).isEqualTo(TAX);
    expectRefused(city.send(city.bruno, talk.id(), "bye"), ErrorCode.NOT_FOUND);
    assertThat(city.resume(talk.citizen(), talk.id()).entries())
        .extracting(Entry::body)
        .contains(new Entry.Body.Event(EventKind.HANDED_OVER, "Carla", "Sportello"));
  }

  @Test
  void rt50_whoDeclinesOrLetsItExpireIsFollowedByTheNext_andNobodyIsAskedTwiceBeforeEverybodyOnce()
      throws Exception {
    city.servesNow(city.anna, "tax", 1);
    city.available(city.anna, city.carla);
    expectDone(city.transfer(city.bruno, talk.id(), TAX));
    city.sweep();
    Principal.Staff first = asked();
    Principal.Staff second = first.equals(city.anna) ? city.carla : city.anna;
    assertThat(handOver().expiresAt()).isEqualTo(city.clock.now().plusSeconds(20));

    expectDone(city.answerHandOver(first, talk.id(), false));
    city.sweep();
    assertThat(asked()).as("the next at once").isEqualTo(second);
    assertThat(handOver().expiresAt()).as("nobody else is left: no countdown").isNull();
    expectRefused(city.answerHandOver(first, talk.id(), true), ErrorCode.WRONG_STATE);

    expectDone(city.answerHandOver(second, talk.id(), false));
    city.pass(Duration.ofSeconds(59));
    assertThat(handOver().to()).as("both would not of late").isNull();
    assertThat(city.view(talk.citizen()).operator().firstName()).isEqualTo("Bruno");
    city.pass(Duration.ofSeconds(2));
    assertThat(handOver().to()).as("everybody was asked once: again").isNotNull();
  }

  @Test
  void rt50_anExpiryCounts_twoInARowSetAway() throws Exception {
    city.servesNow(city.anna, "tax", 1);
    city.available(city.anna, city.carla);
    expectDone(city.transfer(city.bruno, talk.id(), TAX));
    city.sweep();
    Principal.Staff first = asked();

    city.pass(Duration.ofSeconds(20));
    city.sweep();

    assertThat(asked()).isNotEqualTo(first);
    expectExpired(first, 1);
  }

  private void expectExpired(Principal.Staff staff, int times) throws Exception {
    assertThat(
            await(
                    DATABASE
                        .database()
                        .first(
                            Sql.of("SELECT expired_offers FROM presence WHERE operator_id = :id")
                                .with("id", staff.id().value()),
                            row -> row.getInteger(0)))
                .orElseThrow())
        .isEqualTo(times);
  }

  @Test
  void rt50_takenBackNobodyIsAskedAnyMore_andTheOwnerGoesOn() throws Exception {
    city.available(city.carla);
    expectDone(city.transfer(city.bruno, talk.id(), TAX));
    city.sweep();

    expectDone(city.desk.cancelHandOver(city.bruno, new Command.CancelHandOver("c", talk.id())));
    city.sweep();

    expectRefused(city.answerHandOver(city.carla, talk.id(), true), ErrorCode.WRONG_STATE);
    assertThat(city.deskOf(city.carla).own()).isEmpty();
    assertThat(handOver()).isNull();
    assertThat(city.view(talk.citizen()).topic()).isEqualTo(PASSPORT);
  }

  @RepeatedTest(3)
  void p9_acceptAndRevokeRace() throws Exception {
    city.available(city.carla);
    expectDone(city.transfer(city.bruno, talk.id(), TAX));
    city.sweep();

    List<Reply> replies =
        all(
            List.of(
                city.answerHandOver(city.carla, talk.id(), true),
                city.desk.cancelHandOver(city.bruno, new Command.CancelHandOver("c", talk.id()))));

    boolean accepted = replies.get(0) instanceof Reply.Done;
    assertThat(replies.get(1) instanceof Reply.Done).isNotEqualTo(accepted);
    assertThat(city.view(talk.citizen()).operator().firstName())
        .isEqualTo(accepted ? "Carla" : "Bruno");
  }

  @Test
  void rt50_whoIsAskedAndGoesAwayIsFollowedByTheNext() throws Exception {
    city.servesNow(city.anna, "tax", 1);
    city.available(city.anna, city.carla);
    expectDone(city.transfer(city.bruno, talk.id(), TAX));
    city.sweep();
    Principal.Staff first = asked();

    city.away(first);
    city.sweep();

    assertThat(asked()).isNotEqualTo(first);
  }

  @Test
  void rt50_theOwnersEndEndsTheRequest() throws Exception {
    city.available(city.carla);
    expectDone(city.transfer(city.bruno, talk.id(), TAX));
    city.sweep();
    await(city.desk.unlinked(city.bruno));
    city.pass(Duration.ofSeconds(46));

    assertThat(city.events(talk)).contains(EventKind.OPERATOR_LOST);
    expectRefused(city.answerHandOver(city.carla, talk.id(), true), ErrorCode.WRONG_STATE);
    assertThat(city.view(talk.citizen()).topic()).isEqualTo(PASSPORT);
  }

  @Test
  void rt50_onlyByTheOwner_toAnotherTopic_whereSomebodyElseIs() throws Exception {
    expectRefused(city.transfer(city.bruno, talk.id(), TAX), ErrorCode.NOBODY_THERE);
    city.available(city.carla);
    expectRefused(city.transfer(city.carla, talk.id(), TAX), ErrorCode.NOT_FOUND);
    expectRefused(city.transfer(city.bruno, talk.id(), PASSPORT), ErrorCode.NOT_FOUND);
    expectRefused(
        city.transfer(city.bruno, talk.id(), new TopicId("nothing")), ErrorCode.NOT_FOUND);
  }

  @Test
  void rt50_whereItCouldBePassedToIsSaidBefore() throws Exception {
    assertThat(states()).containsExactly(new TransferView(TAX, TransferView.State.NOBODY, 0));

    city.available(city.carla);
    assertThat(states()).containsExactly(new TransferView(TAX, TransferView.State.FREE, 0));

    Principal.Citizen waiting = city.citizen();
    city.start(waiting, TAX);
    city.sweep();
    assertThat(states())
        .as("Carla is asked for another one")
        .containsExactly(new TransferView(TAX, TransferView.State.BUSY, 1));

    city.execute("UPDATE topic SET max_waiting = 1 WHERE id = 'tax'");
    await(city.directory.reread());
    assertThat(states()).containsExactly(new TransferView(TAX, TransferView.State.FULL, 1));
    expectRefused(
        city.desk.transfers(city.carla, new QueueCommand.ListTransfers("l", talk.id())),
        ErrorCode.NOT_FOUND);
  }

  @Test
  void rt50_whoIsAskedIsOfferedNothingElseMeanwhile() throws Exception {
    city.available(city.carla);
    expectDone(city.transfer(city.bruno, talk.id(), TAX));
    city.sweep();
    Principal.Citizen waiting = city.citizen();
    city.start(waiting, TAX);
    city.sweep();

    assertThat(city.deskOf(city.carla).me().state()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(city.deskOf(city.carla).own())
        .extracting(ConsultationView::id)
        .containsExactly(talk.id());
  }

  private List<TransferView> states() throws Exception {
    return ((Reply.Transfers)
            await(city.desk.transfers(city.bruno, new QueueCommand.ListTransfers("l", talk.id()))))
        .topics();
  }

  private ConsultationView.HandOver handOver() throws Exception {
    return city.deskOf(city.bruno).own().getFirst().handOver();
  }

  private Principal.Staff asked() throws Exception {
    var to = handOver().to().id();
    return to.equals(city.anna.id()) ? city.anna : city.carla;
  }
}
