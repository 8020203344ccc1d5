package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.indiretta.socket.TwoServers.FOUND;
import static org.indiretta.socket.TwoServers.desk;
import static org.indiretta.socket.TwoServers.view;
import static org.indiretta.socket.TwoServers.within;
import static org.indiretta.sql.TestDatabase.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Mode;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.CallView.CallState;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Conversation;
import org.indiretta.socket.LiveCity.Office;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.Eventually;
import org.indiretta.sql.HeldLock;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.Stopwatch;
import org.junit.jupiter.api.Test;

/**
 * What is written on one server, and how a consultation stands, is seen on the other within 5 s,
 * whether news bring it or not (P2, P4, P5).
 */
abstract class TwoServersStories extends TwoServersCase {
  /** An entry that was written on the other server came to somebody on this one. */
  abstract void broughtTo(LiveCity server);

  // ── entries ───────────────────────────────────────────────────────────────────────────────────

  @Test
  void p4_whatIsWrittenThereIsReadHere() throws Exception {
    try (Conversation talk = servers.talk()) {
      Stopwatch written = Stopwatch.start();
      long seq = talk.citizen().write(talk.id(), "Buongiorno").seq();

      assertThat(message(talk.staff()).seq()).isEqualTo(seq);
      within(FOUND, written);

      written = Stopwatch.start();
      talk.staff().write(talk.id(), "Buongiorno a Lei");
      assertThat(talk.citizen().texts(1)).containsExactly("Buongiorno a Lei");
      within(FOUND, written);
      broughtTo(here);
      broughtTo(there);
    }
  }

  @Test
  void p2_eachEntryComesOnceAndInOrderWhoeverWritesWhere() throws Exception {
    int each = 18;
    try (Conversation talk = servers.talk()) {
      for (int i = 0; i < each; i++) {
        talk.citizen().write(talk.id(), "c" + i);
        talk.staff().write(talk.id(), "s" + i);
      }

      List<String> citizens = talk.staff().texts(each);
      List<String> staffs = talk.citizen().texts(each);

      assertThat(citizens).isEqualTo(texts("c", each));
      assertThat(staffs).isEqualTo(texts("s", each));
      talk.citizen().write(talk.id(), "fine");
      assertThat(talk.staff().texts(1)).as("nothing was said twice").containsExactly("fine");
      List<Long> seqs =
          talk.staff().resume(talk.id(), 0).entries().stream().map(Entry::seq).toList();
      assertThat(seqs).isEqualTo(LongStream.rangeClosed(1, seqs.size()).boxed().toList());
    }
  }

  /**
   * An append holds its transaction open: its place is given and nobody can see it. Both servers
   * look meanwhile, and what is written behind it waits for it.
   */
  @Test
  void p4_aLateCommitIsNeverSkipped() throws Exception {
    try (Conversation talk = servers.talk();
        Conversation other = servers.talk()) {
      long before = talk.citizen().resume(talk.id(), 0).entries().getLast().seq();
      CompletableFuture<Reply> behind;
      Stopwatch committed;
      try (HeldLock append = HeldLock.by(DATABASE.url(), append(talk, "in ritardo"))) {
        TestDatabase.execute(DATABASE.url(), append(other, "intanto"));
        assertThat(other.citizen().texts(1)).as("found by a look").containsExactly("intanto");
        assertThat(other.staff().texts(1)).as("found by a look").containsExactly("intanto");

        behind = talk.staff().begin(LiveClient.message(talk.id(), "behind", "dopo"));
        Eventually.holds(() -> there.counted("indiretta.append.locked") > 0);
        assertThat(behind).isNotDone();
        append.commit();
        committed = Stopwatch.start();
      }

      assertThat(talk.citizen().texts(2)).containsExactlyInAnyOrder("in ritardo", "dopo");
      assertThat(talk.staff().texts(1)).containsExactly("in ritardo");
      within(FOUND, committed);
      assertThat(((Reply.Appended) behind.get()).seq()).isEqualTo(before + 2);
      for (LiveClient each : List.of(talk.citizen(), talk.staff())) {
        assertThat(each.resume(talk.id(), before).entries())
            .extracting(Entry::seq, Entry::body)
            .containsExactly(
                tuple(before + 1, new Entry.Body.Message("in ritardo")),
                tuple(before + 2, new Entry.Body.Message("dopo")));
      }
    }
  }

  /** What an append does, without its news, as by a server that died after the commit. */
  private static String append(Conversation talk, String text) {
    return """
        WITH place AS (
          UPDATE consultation SET last_seq = last_seq + 1 WHERE id = '%1$s'
          RETURNING citizen_id, last_seq)
        INSERT INTO entry (consultation_id, seq, at, writer, writer_id, client_message_id, kind, text)
        SELECT '%1$s', last_seq, now(), 'CITIZEN', citizen_id, 'late', 'MESSAGE', '%2$s' FROM place
        """
        .formatted(talk.id(), text);
  }

  private static List<String> texts(String prefix, int count) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(prefix + i);
    }
    return texts;
  }

  /** The next message that is pushed. */
  @CanIgnoreReturnValue
  private static Entry message(LiveClient client) throws Exception {
    while (true) {
      Entry entry = client.push(Push.EntryAdded.class).entry();
      if (entry.body() instanceof Entry.Body.Message) {
        return entry;
      }
    }
  }

  @Test
  void p2_whatWasWithdrawnThereIsForgottenHere() throws Exception {
    try (Conversation talk = servers.talk()) {
      long seq = talk.staff().write(talk.id(), "segreto").seq();
      assertThat(talk.citizen().texts(1)).containsExactly("segreto");

      Stopwatch withdrawn = Stopwatch.start();
      talk.staff()
          .ask(new Command.WithdrawEntry(LiveClient.id(), talk.id(), seq), Reply.Done.class);

      assertThat(talk.citizen().push(Push.EntryErased.class).seq()).isEqualTo(seq);
      within(FOUND, withdrawn);
    }
  }

  // ── how it stands ─────────────────────────────────────────────────────────────────────────────

  @Test
  void p5_aConsultationIsOfferedTakenAndEndedAcrossServers() throws Exception {
    Office office = servers.office();
    try (LiveClient staff = there.staff(Transport.WEBSOCKET, office);
        LiveClient citizen = here.connect(Transport.WEBSOCKET)) {
      staff.ask(new Command.WatchQueue(LiveClient.id()), Reply.Desk.class);
      citizen.hello(here.citizenToken());
      Stopwatch at = Stopwatch.start();
      ConsultationId id =
          citizen.ask(LiveCity.start(office.topic()), Reply.Started.class).consultation().id();
      citizen.resume(id, 0);

      desk(
          staff,
          desk ->
              desk.waiting().stream()
                  .anyMatch(it -> it.id().equals(id) && office.operator().equals(it.offeredTo())));
      within(FOUND, at);

      at = Stopwatch.start();
      staff.ask(new Command.AcceptOffer(LiveClient.id(), id), Reply.Done.class);
      assertThat(view(citizen, ConsultationState.ACTIVE).operator().id())
          .isEqualTo(office.operator());
      within(FOUND, at);

      at = Stopwatch.start();
      staff.ask(
          new Command.CloseConsultation(LiveClient.id(), id, Outcome.RESOLVED), Reply.Done.class);
      there.advance(Duration.ofSeconds(6));
      assertThat(view(citizen, ConsultationState.CLOSED).outcome()).isEqualTo(Outcome.RESOLVED);
      within(FOUND, at);
    }
  }

  @Test
  void p5_aCallThatIsProposedThereAndEndedThereIsSeenHere() throws Exception {
    try (Conversation talk = servers.talk()) {
      Stopwatch at = Stopwatch.start();
      talk.citizen().ask(CallCase.propose(talk.id(), Mode.TALK), Reply.Done.class);
      AtomicReference<CallView> proposed = new AtomicReference<>();
      talk.staff()
          .pushWhere(
              push -> {
                proposed.set(callIn(push));
                return proposed.get() != null;
              });
      assertThat(proposed.get().state()).isEqualTo(CallState.PROPOSED);
      within(FOUND, at);

      at = Stopwatch.start();
      talk.staff().ask(CallCase.answer(talk.id(), proposed.get().id(), false), Reply.Done.class);
      talk.citizen().pushWhere(TwoServersStories::saysNoCall);
      within(FOUND, at);
    }
  }

  /** The call that a push tells of, whether news or a look brought it; else null. */
  private static CallView callIn(Push push) {
    return switch (push) {
      case Push.CallChanged changed -> changed.call();
      case Push.ConsultationChanged changed -> changed.consultation().call();
      default -> null;
    };
  }

  private static boolean saysNoCall(Push push) {
    return switch (push) {
      case Push.CallChanged changed -> changed.call().state() == CallState.ENDED;
      case Push.ConsultationChanged changed -> changed.consultation().call() == null;
      default -> false;
    };
  }

  @Test
  void p5_howFarTheOtherSideReadIsSeenAcrossServers() throws Exception {
    try (Conversation talk = servers.talk()) {
      long seq = talk.citizen().write(talk.id(), "letto?").seq();
      message(talk.staff());
      Stopwatch at = Stopwatch.start();
      talk.staff().ask(new Command.MarkRead(LiveClient.id(), talk.id(), seq), Reply.Done.class);

      talk.citizen()
          .pushWhere(
              push ->
                  switch (push) {
                    case Push.ReadUpTo read -> read.seq() >= seq;
                    case Push.ConsultationChanged changed ->
                        changed.consultation().readByStaff() >= seq;
                    default -> false;
                  });
      within(FOUND, at);
    }
  }

  @Test
  void p5_aNameThatAnAdminChangesHereIsShownThere() throws Exception {
    try (Conversation talk = servers.talk()) {
      TestDatabase.execute(
          DATABASE.url(),
          "UPDATE operator SET first_name = 'Marta Luisa' WHERE id = '%s'"
              .formatted(talk.office().operator()));
      Stopwatch at = Stopwatch.start();
      await(here.directory.reread());

      Eventually.holds(
          () ->
              there
                  .directory
                  .operator(talk.office().operator())
                  .orElseThrow()
                  .firstName()
                  .equals("Marta Luisa"));
      within(FOUND, at);
    }
  }
}
