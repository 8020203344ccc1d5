package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.consultation.City.expectDone;
import static org.indiretta.consultation.City.expectRefused;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import org.indiretta.file.FileStore;
import org.indiretta.file.Received;
import org.indiretta.file.Samples;
import org.indiretta.file.StoredFile;
import org.indiretta.file.Upload;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Reply;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From an uploaded file to the entry that shows it. */
class SendFileTest {
  @RegisterExtension static final TestDatabase DATABASE = City.database();

  private City city;
  private City.Talk talk;

  @BeforeEach
  void annaAnswers() throws Exception {
    city = City.fresh(DATABASE);
    city.available(city.anna);
    talk = city.talk(city.anna);
  }

  private static long expectAppended(Future<Reply> answer) throws Exception {
    return ((Reply.Appended) expectDone(answer)).seq();
  }

  @Test
  void p3_aFileIsShownOnceByWhoUploadedIt() throws Exception {
    StoredFile file = uploaded(talk.citizen());
    Command.SendFile once = sendFile(file, "f1");

    long seq = expectAppended(city.desk.sendFile(talk.citizen(), once, "c"));
    long again = expectAppended(city.desk.sendFile(talk.citizen(), once, "c"));

    assertThat(again).isEqualTo(seq);
    expectRefused(
        city.desk.sendFile(talk.citizen(), sendFile(file, "f2"), "c"), ErrorCode.BAD_FILE);
    StoredFile annas = uploaded(city.anna);
    expectRefused(
        city.desk.sendFile(talk.citizen(), sendFile(annas, "f3"), "c"), ErrorCode.BAD_FILE);
    expectRefused(city.desk.sendFile(city.bruno, sendFile(annas, "f4"), "c"), ErrorCode.BAD_FILE);
    long hers = expectAppended(city.desk.sendFile(city.anna, sendFile(annas, "f5"), "c"));
    assertThat(hers).isEqualTo(seq + 1);
  }

  @Test
  void p3_aWithdrawnFileIsGoneAndItsRetryGetsItsPlace() throws Exception {
    StoredFile file = uploaded(city.anna);
    long seq = expectAppended(city.desk.sendFile(city.anna, sendFile(file, "f1"), "c"));

    expectDone(city.desk.withdraw(city.anna, new Command.WithdrawEntry("w", talk.id(), seq)));
    long again = expectAppended(city.desk.sendFile(city.anna, sendFile(file, "f1"), "c"));

    assertThat(again).isEqualTo(seq);
    assertThat(await(files().find(talk.id(), file.id()))).isEmpty();
  }

  private Command.SendFile sendFile(StoredFile file, String messageId) {
    return new Command.SendFile("f", talk.id(), new ClientMessageId(messageId), file.id());
  }

  private FileStore files() {
    return new FileStore(DATABASE.vertx(), DATABASE.database(), city.clock);
  }

  private StoredFile uploaded(Principal writer) throws Exception {
    Upload upload = new Upload(talk.id(), writer, "carta.pdf", -1);
    return ((Received.Stored) await(files().store(upload, Samples.stream(Samples.pdf())))).file();
  }
}
