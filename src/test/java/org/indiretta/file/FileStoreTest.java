package org.indiretta.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Future;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.FileId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Role;
import org.indiretta.identity.SignInId;
import org.indiretta.identity.SiteId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Eventually;
import org.indiretta.sql.Sql;
import org.indiretta.sql.TestDatabase;
import org.indiretta.telemetry.ManualClock;
import org.indiretta.transcript.Desk;
import org.indiretta.transcript.SqlRetention;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The door to files, against a real PostgreSQL. */
class FileStoreTest {
  /** Ten megabytes are one transaction: on a busy machine they take longer than a message may. */
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.patient();

  private static final SiteId SITE = new SiteId("rivalago");
  private static Desk desk;

  private final ManualClock clock = new ManualClock();
  private FileStore files;
  private Desk.Talk talk;
  private Principal.Citizen citizen;

  @BeforeAll
  static void makeDesk() throws Exception {
    desk = Desk.in(DATABASE.url());
  }

  @BeforeEach
  void startConsultation() throws Exception {
    files = new FileStore(DATABASE.vertx(), DATABASE.database(), clock);
    talk = desk.talk("ACTIVE");
    citizen = new Principal.Citizen(talk.citizen(), SITE);
  }

  private Upload upload(String name) {
    return new Upload(talk.id(), citizen, name, -1);
  }

  private Received store(String name, byte[] file) throws Exception {
    return await(files.store(upload(name), Parts.Source.of(file)));
  }

  private StoredFile stored(String name, byte[] file) throws Exception {
    return ((Received.Stored) store(name, file)).file();
  }

  private static Received refused(Received.Reason reason) {
    return new Received.Refused(reason);
  }

  private byte[] read(StoredFile file) throws Exception {
    Parts.Sink sink = new Parts.Sink(false);
    await(files.write(file, sink));
    return sink.all();
  }

  private static long chunks(FileId file) throws Exception {
    return await(
            DATABASE
                .database()
                .list(
                    Sql.of("SELECT count(*) AS n FROM file_chunk WHERE file_id = :id")
                        .with("id", file.value()),
                    row -> row.getLong("n")))
        .getFirst();
  }

  /** A PDF of exactly so many bytes. */
  private static byte[] pdf(int bytes) {
    byte[] small = Samples.pdf();
    byte[] filling = new byte[bytes - small.length];
    new Random(1).nextBytes(filling);
    filling[0] = '\n';
    filling[1] = '%';
    return Samples.inserted(small, 9, filling);
  }

  @Test
  void p1_whatIsStoredIsFoundAndReadAsItWasChecked() throws Exception {
    byte[] photo = Samples.jpeg();

    StoredFile file = stored("../ritratto.png", photo);

    assertThat(file.name()).isEqualTo("ritratto.jpg");
    assertThat(file.contentType()).isEqualTo("image/jpeg");
    assertThat(file.writerId()).isEqualTo(talk.citizen().value());
    assertThat(file.createdAt()).isEqualTo(clock.now());
    assertThat(await(files.find(talk.id(), file.id()))).contains(file);
    assertThat(read(file)).isEqualTo(Checked.accepted(photo)).hasSize((int) file.size());
  }

  @Test
  void aFileOfAnotherConsultationIsNotFound() throws Exception {
    StoredFile file = stored("a.pdf", Samples.pdf());

    assertThat(await(files.find(ConsultationId.next(), file.id()))).isEmpty();
    assertThat(await(files.find(talk.id(), FileId.next()))).isEmpty();
  }

  @Test
  void tenMegabytesAreStoredInChunksAndOneByteMoreIsRefused() throws Exception {
    StoredFile file = stored("large.pdf", pdf(FileStore.MOST_BYTES));
    Received over = store("larger.pdf", pdf(FileStore.MOST_BYTES + 1));

    assertThat(file.size()).isEqualTo(FileStore.MOST_BYTES);
    assertThat(chunks(file.id())).isEqualTo(40);
    // Not as arrays: what differs would be printed whole.
    assertThat(Arrays.mismatch(read(file), pdf(FileStore.MOST_BYTES))).isEqualTo(-1);
    assertThat(over).isEqualTo(refused(Received.Reason.TOO_LARGE));
  }

  @Test
  void p8_aLengthSaidTooLargeIsRefusedBeforeAnythingIsKept() throws Exception {
    Parts.Source source = Parts.Source.unfinished(Samples.pdf());
    Upload said = new Upload(talk.id(), citizen, "a.pdf", FileStore.MOST_BYTES + 1L);

    assertThat(await(files.store(said, source))).isEqualTo(refused(Received.Reason.TOO_LARGE));
  }

  @Test
  void moreThanTheLimitIsRefusedBeforeTheEndComes() throws Exception {
    Parts.Source endless = Parts.Source.unfinished(pdf(FileStore.MOST_BYTES + 500_000));

    assertThat(await(files.store(upload("a.pdf"), endless)))
        .isEqualTo(refused(Received.Reason.TOO_LARGE));
    // What still comes is thrown away, so that the browser can read the answer.
    assertThat(endless.taken()).isEqualTo(FileStore.MOST_BYTES + 500_000);
  }

  @Test
  void wrongContentIsRefusedAndNothingIsStored() throws Exception {
    assertThat(store("a.png", Samples.SVG)).isEqualTo(refused(Received.Reason.NOT_ALLOWED_TYPE));
    assertThat(store("a.png", Samples.HTML)).isEqualTo(refused(Received.Reason.NOT_ALLOWED_TYPE));
    assertThat(store("a.png", new byte[0])).isEqualTo(refused(Received.Reason.EMPTY));
    assertThat(store("a.png", Arrays.copyOf(Samples.png(), 60)))
        .isEqualTo(refused(Received.Reason.BROKEN));
    assertThat(countOfFiles(talk.id())).isZero();
  }

  private static long countOfFiles(ConsultationId consultation) throws Exception {
    return await(
            DATABASE
                .database()
                .list(
                    Sql.of("SELECT count(*) AS n FROM file WHERE consultation_id = :id")
                        .with("id", consultation.value()),
                    row -> row.getLong("n")))
        .getFirst();
  }

  @Test
  void p8_aWriterHasTwoUploadsAtOnceAndThenMoreAgain() throws Exception {
    Parts.Source first = Parts.Source.unfinished(Samples.pdf());
    Future<Received> one = files.store(upload("1.pdf"), first);
    Future<Received> two = files.store(upload("2.pdf"), Parts.Source.unfinished(Samples.pdf()));

    Received third = store("3.pdf", Samples.pdf());
    Eventually.holds(() -> first.taken() > 0);
    first.breakOff();
    Received broken = await(one);
    Received next = store("4.pdf", Samples.pdf());

    assertThat(third).isEqualTo(refused(Received.Reason.TOO_MANY));
    assertThat(broken).isEqualTo(refused(Received.Reason.UNAVAILABLE));
    assertThat(next).isInstanceOf(Received.Stored.class);
    assertThat(two.isComplete()).isFalse();
  }

  @Test
  void p8_aConsultationHoldsFiftyFilesHoweverManyComeAtOnce() throws Exception {
    desk.sql(
        """
        INSERT INTO file (id, consultation_id, writer, writer_id, name, content_type, size, created_at)
        SELECT gen_random_uuid(), '%s', 'CITIZEN', '%s', 'x', 'application/pdf', 1, now()
        FROM generate_series(1, 48)
        """
            .formatted(talk.id(), talk.citizen()));
    List<Future<Received>> four = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Principal.Staff staff =
          new Principal.Staff(OperatorId.next(), Role.OPERATOR, Set.of(), SignInId.next());
      four.add(
          files.store(new Upload(talk.id(), staff, "a.pdf", -1), Parts.Source.of(Samples.pdf())));
    }
    await(Future.all(four));

    assertThat(four.stream().filter(f -> f.result() instanceof Received.Stored)).hasSize(2);
    assertThat(store("more.pdf", Samples.pdf())).isEqualTo(refused(Received.Reason.TOO_MANY));
  }

  @Test
  void p8_aConsultationHoldsAHundredMegabytes() throws Exception {
    desk.sql(
        """
        INSERT INTO file (id, consultation_id, writer, writer_id, name, content_type, size, created_at)
        VALUES (gen_random_uuid(), '%s', 'CITIZEN', '%s', 'x', 'application/pdf', %d, now())
        """
            .formatted(talk.id(), talk.citizen(), FileStore.MOST_BYTES_IN_ALL - 2000));

    assertThat(store("fits.pdf", pdf(2000))).isInstanceOf(Received.Stored.class);
    assertThat(store("more.pdf", Samples.pdf())).isEqualTo(refused(Received.Reason.TOO_MANY));
  }

  @Test
  void p3_aFileIsShownOnceAndARetryGetsItAgain() throws Exception {
    StoredFile file = stored("a.pdf", Samples.pdf());
    ClientMessageId first = new ClientMessageId("m1");
    ClientMessageId other = new ClientMessageId("m2");

    assertThat(await(files.use(talk.id(), file.id(), OperatorId.next().value(), first))).isEmpty();
    assertThat(await(files.use(talk.id(), file.id(), file.writerId(), first))).contains(file);
    assertThat(await(files.use(talk.id(), file.id(), file.writerId(), other))).isEmpty();
    assertThat(await(files.use(talk.id(), file.id(), file.writerId(), first))).contains(file);
    desk.sql("UPDATE file SET erased_at = now(), name = '-' WHERE id = '%s'".formatted(file.id()));
    assertThat(await(files.use(talk.id(), file.id(), file.writerId(), first))).isPresent();
  }

  @Test
  void whatTheRetentionErasedIsGoneAndItsRowKeepsItsPlace() throws Exception {
    StoredFile old = stored("cognome.pdf", Samples.pdf());
    StoredFile unsent = stored("mai inviato.pdf", Samples.pdf());
    end(talk.id(), clock.now().minus(Duration.ofDays(31)));
    talk = desk.talk("ACTIVE");
    citizen = new Principal.Citizen(talk.citizen(), SITE);
    StoredFile open = stored("open.pdf", Samples.pdf());

    SqlRetention.Erased erased =
        await(new SqlRetention(DATABASE.database(), clock).run(clock.now()));

    assertThat(erased.files()).isEqualTo(2);
    assertThat(await(files.find(talk.id(), open.id()))).contains(open);
    for (StoredFile file : List.of(old, unsent)) {
      assertThat(await(files.find(file.consultation(), file.id()))).isEmpty();
      assertThat(chunks(file.id())).isZero();
      assertThatThrownBy(() -> read(file)).hasMessageContaining("erased");
    }
    assertThat(countOfFiles(old.consultation())).isEqualTo(2);
  }

  private void end(ConsultationId id, Instant at) throws Exception {
    desk.sql(
        "UPDATE consultation SET state = 'CLOSED', ended_at = '%s' WHERE id = '%s'"
            .formatted(at, id));
  }

  @Test
  void aSlowReaderHoldsOneChunk() throws Exception {
    StoredFile file = stored("large.pdf", pdf(3 * FileStore.CHUNK_BYTES + 5));
    Parts.Sink slow = new Parts.Sink(true);

    Future<Void> written = files.write(file, slow);
    for (int chunk = 0; chunk < 4; chunk++) {
      Eventually.holds(() -> slow.waiting() > 0);
      // A round trip later still only the one chunk was read.
      await(DATABASE.database().ping());
      assertThat(slow.waiting()).isEqualTo(1);
      slow.writeOne();
    }
    await(written);

    assertThat(Arrays.mismatch(slow.all(), pdf(3 * FileStore.CHUNK_BYTES + 5))).isEqualTo(-1);
  }

  @Test
  void aLargePhotoIsCheckedAndStored() throws Exception {
    byte[] photo = Samples.jpeg(Samples.picture(4000, 3000, BufferedImage.TYPE_INT_RGB), false);

    assertThat(stored("photo.jpg", photo).size()).isEqualTo(photo.length);
  }

  @Test
  void p8_aDatabaseThatIsAwayIsUnavailable() throws Exception {
    Database closed =
        await(Database.open(DATABASE.vertx(), DATABASE.url(), Database.Limits.DEFAULT));
    await(closed.close());
    FileStore without = new FileStore(DATABASE.vertx(), closed, clock);

    assertThat(await(without.store(upload("a.pdf"), Parts.Source.of(Samples.pdf()))))
        .isEqualTo(refused(Received.Reason.UNAVAILABLE));
  }

  @Test
  void p8_aNodeHoldsOnlySoManyBytesAtOnce() throws Exception {
    UploadLimits limits = new UploadLimits(100);
    UploadLimits.Share one = limits.open(OperatorId.next().value());
    UploadLimits.Share two = limits.open(OperatorId.next().value());
    one.take(80);

    assertThatThrownBy(() -> two.take(21))
        .isInstanceOfSatisfying(
            NotAccepted.class,
            refused -> assertThat(refused.reason()).isEqualTo(Received.Reason.UNAVAILABLE));
    one.close();
    two.take(100);
    assertThat(Optional.of(two)).isPresent();
  }
}
