package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.consultation.City.expectRefused;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.indiretta.bus.Address;
import org.indiretta.bus.News;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.FileId;
import org.indiretta.protocol.Author;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.Entry;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Page;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WritingTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;
  private City.Talk talk;

  @BeforeEach
  void annaAnswers() throws Exception {
    city = City.fresh(DATABASE);
    city.available(city.anna);
    talk = city.talk(city.anna);
    city.bus.forget();
  }

  private static Command.SendMessage message(City.Talk talk, String id, String text) {
    return new Command.SendMessage(City.command(), talk.id(), new ClientMessageId(id), text);
  }

  @Test
  void p1_oneMessageIsOnePushForBothSides_butNotForTheConnectionThatWroteIt() throws Exception {
    Reply.Appended appended =
        (Reply.Appended)
            await(city.desk.send(city.anna, message(talk, "m1", "Buongiorno"), "annas"));

    assertThat(appended.seq()).isEqualTo(4);
    News.Pushed told = city.bus.all(News.Pushed.class).getFirst();
    assertThat(told.except()).isEqualTo("annas");
    assertThat(told.to())
        .containsExactlyInAnyOrder(
            new Address.CitizenOf(talk.id()),
            new Address.StaffOf(talk.id()),
            new Address.GuestsOf(talk.id()));
    assertThat(((Push.EntryAdded) told.push()).entry())
        .isEqualTo(
            new Entry(
                4,
                appended.at(),
                new Author(Author.Kind.OPERATOR, "Anna", null),
                new ClientMessageId("m1"),
                new Entry.Body.Message("Buongiorno")));
    assertThat(city.resume(talk.citizen(), talk.id()).entries().getLast())
        .as("what is pushed is what is read later")
        .isEqualTo(((Push.EntryAdded) told.push()).entry());
  }

  @Test
  void p3_aRetryHasOneEffect_andAnotherTextIsRefused() throws Exception {
    Reply first = await(city.desk.send(talk.citizen(), message(talk, "m1", "ciao"), "c"));
    Reply again = await(city.desk.send(talk.citizen(), message(talk, "m1", "ciao"), "c"));

    assertThat(((Reply.Appended) again).seq()).isEqualTo(((Reply.Appended) first).seq());
    expectRefused(
        city.desk.send(talk.citizen(), message(talk, "m1", "altro"), "c"), ErrorCode.ID_REUSED);
    assertThat(city.bus.toStaff(talk.id(), Push.EntryAdded.class)).hasSize(1);
  }

  @Test
  void p2_anInternalNoteReachesTheCitizenAsAPlaceOnly() throws Exception {
    expectDone(
        city.desk.addNote(
            city.anna,
            new Command.AddNote("n", talk.id(), new ClientMessageId("n1"), "sounds upset"),
            "annas"));
    expectDone(city.send(talk.citizen(), talk.id(), "hello"));

    List<Entry> citizens = city.resume(talk.citizen(), talk.id()).entries();
    assertThat(citizens).extracting(Entry::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(citizens.get(3).body()).isEqualTo(new Entry.Body.Withheld());
    assertThat(citizens.get(3).author()).isEqualTo(new Author(Author.Kind.SYSTEM, null, null));
    assertThat(citizens.get(3).clientMessageId()).isNull();
    assertThat(city.resume(city.anna, talk.id()).entries().get(3).body())
        .isEqualTo(new Entry.Body.Note("sounds upset"));
    assertThat(city.bus.toCitizen(talk.id(), Push.EntryAdded.class).toString())
        .doesNotContain("upset");
    assertThat(city.bus.toCitizen(talk.id(), Push.EntryAdded.class))
        .extracting(push -> push.entry().seq())
        .containsExactly(4L, 5L);
  }

  @Test
  void withdrawn_theContentIsGoneForEverybody_thePlaceStays() throws Exception {
    expectDone(city.send(city.anna, talk.id(), "meant for somebody else"));
    expectDone(city.desk.withdraw(city.anna, new Command.WithdrawEntry("w", talk.id(), 4)));

    assertThat(city.bus.toCitizen(talk.id(), Push.EntryErased.class))
        .containsExactly(new Push.EntryErased(talk.id(), 4));
    assertThat(city.bus.toStaff(talk.id(), Push.EntryErased.class)).hasSize(1);
    for (Reply.Resumed read :
        List.of(city.resume(talk.citizen(), talk.id()), city.resume(city.anna, talk.id()))) {
      assertThat(read.entries().getLast().body()).isEqualTo(new Entry.Body.Erased());
    }
    Reply.Resumed later =
        (Reply.Resumed)
            await(city.desk.resume(talk.citizen(), new Command.Resume("r", talk.id(), 4)));
    assertThat(later.entries()).isEmpty();
    assertThat(later.erased()).containsExactly(4L);
  }

  @Test
  void onlyOnesOwnEntriesAreWithdrawn() throws Exception {
    expectRefused(
        city.desk.withdraw(city.anna, new Command.WithdrawEntry("w", talk.id(), 2)),
        ErrorCode.NOT_FOUND);
    expectRefused(
        city.desk.withdraw(city.anna, new Command.WithdrawEntry("w", talk.id(), 1)),
        ErrorCode.NOT_FOUND);
    expectDone(city.send(city.anna, talk.id(), "mine"));
    expectRefused(
        city.desk.withdraw(city.bruno, new Command.WithdrawEntry("w", talk.id(), 4)),
        ErrorCode.WRONG_STATE);
  }

  @Test
  void p4_resumeGoesOnPageByPageWithoutAHole() throws Exception {
    List<Future<Reply>> writes = new ArrayList<>();
    for (int i = 0; i < 450; i++) {
      writes.add(city.send(i % 2 == 0 ? talk.citizen() : city.anna, talk.id(), "n " + i));
    }
    City.all(writes);

    List<Long> seen = new ArrayList<>();
    boolean caughtUp = false;
    while (!caughtUp) {
      long after = seen.isEmpty() ? 0 : seen.getLast();
      Reply.Resumed page =
          (Reply.Resumed)
              await(
                  city.desk.resume(
                      talk.citizen(), new Command.Resume(City.command(), talk.id(), after)));
      page.entries().forEach(entry -> seen.add(entry.seq()));
      caughtUp = page.caughtUp();
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(200);
    }

    assertThat(seen).hasSize(453);
    for (int i = 0; i < seen.size(); i++) {
      assertThat(seen.get(i)).isEqualTo(i + 1);
    }
  }

  @Test
  void p4_aPlaceThatDoesNotExistIsAnsweredReload() throws Exception {
    expectRefused(
        city.desk.resume(talk.citizen(), new Command.Resume("r", talk.id(), 99)), ErrorCode.RELOAD);
  }

  @Test
  void typingGoesToTheOtherSideOnly_andIsNotStored() throws Exception {
    expectDone(
        city.desk.setTyping(talk.citizen(), new Command.SetTyping("t", talk.id(), true), "c"));
    expectDone(city.desk.setTyping(city.anna, new Command.SetTyping("t", talk.id(), true), "a"));

    assertThat(city.bus.toStaff(talk.id(), Push.Typing.class))
        .extracting(push -> push.author().kind())
        .containsExactly(Author.Kind.CITIZEN);
    assertThat(city.bus.toCitizen(talk.id(), Push.Typing.class))
        .extracting(push -> push.author().kind())
        .containsExactly(Author.Kind.OPERATOR);
    assertThat(city.resume(city.anna, talk.id()).entries()).hasSize(3);
  }

  @Test
  void readMarksOnlyGoForward_andNotPastTheEnd() throws Exception {
    expectDone(city.desk.markRead(city.anna, new Command.MarkRead("r", talk.id(), 99), "annas"));
    expectDone(city.desk.markRead(city.anna, new Command.MarkRead("r", talk.id(), 1), "annas"));
    expectDone(city.desk.markRead(talk.citizen(), new Command.MarkRead("r", talk.id(), 2), "c"));

    assertThat(city.view(talk.citizen()).readByStaff()).isEqualTo(3);
    assertThat(city.view(talk.citizen()).readByCitizen()).isEqualTo(2);
    assertThat(city.bus.toCitizen(talk.id(), Push.ReadUpTo.class))
        .extracting(Push.ReadUpTo::seq)
        .containsExactly(3L, 2L);
  }

  @Test
  void staffSeeThePageTheCitizenIsOn_withoutItsQuery() throws Exception {
    Page page = new Page("https://rivalago.example/foto?persona=42#x");
    expectDone(city.desk.changePage(talk.citizen(), new Command.ChangePage("p", talk.id(), page)));

    assertThat(city.deskOf(city.anna).own().getFirst().citizen().page().value())
        .isEqualTo("https://rivalago.example/foto");
    assertThat(city.bus.toStaff(talk.id(), Push.ConsultationChanged.class)).hasSize(1);
    assertThat(city.bus.toCitizen(talk.id(), Push.ConsultationChanged.class)).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsRefused() throws Exception {
    expectRefused(
        city.desk.sendFile(
            talk.citizen(),
            new Command.SendFile("f", talk.id(), new ClientMessageId("f1"), FileId.next()),
            "c"),
        ErrorCode.BAD_FILE);
  }
}
