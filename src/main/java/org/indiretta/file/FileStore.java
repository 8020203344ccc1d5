package org.indiretta.file;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.ContactRequestId;
import org.indiretta.identity.FileId;
import org.indiretta.sql.Database;
import org.indiretta.sql.DatabaseUnavailable;
import org.indiretta.telemetry.Clock;

/**
 * The one door to files: PDF, JPEG, PNG and WebP, checked by content, images without metadata, in
 * PostgreSQL in chunks. Who may upload and read is decided by the callers. Files are erased by
 * {@code transcript}, in the transaction that erases their entry: their bytes and name go, their
 * row stays. What can be expected is {@link Received}; a failed future is a fault, {@link
 * DatabaseUnavailable} among them where nothing else is said.
 */
public final class FileStore {
  /** The longest file as it is uploaded, in bytes: 10 MB. */
  public static final int MOST_BYTES = 10 * 1024 * 1024;

  /** The longest chunk, in bytes; the table holds it too. */
  public static final int CHUNK_BYTES = 256 * 1024;

  /** The most files of one consultation, erased ones included. */
  public static final int MOST_FILES = 50;

  /** The most files of one contact request. */
  public static final int MOST_OF_REQUEST = 10;

  /** The most bytes of one consultation's or contact request's files together: 100 MB. */
  public static final long MOST_BYTES_IN_ALL = 100L * 1024 * 1024;

  /** The most uploads of one writer at the same time, per node. */
  public static final int MOST_AT_ONCE = 2;

  /** When a retry makes sense after {@link Received.Reason#UNAVAILABLE}, in milliseconds. */
  public static final long RETRY_AFTER_MS = 5_000;

  /** How many bytes of uploads a node holds in memory at once. */
  static final long MOST_BYTES_IN_MEMORY = 64L * 1024 * 1024;

  /** How long an upload may take to come: 10 MB over 1 Mbit/s, with air. */
  static final long RECEIVE_MS = 120_000;

  /** How many files are checked at once, each on a thread of its own. */
  static final int CHECKS_AT_ONCE = 2;

  /** How many may wait for that; more are refused (P8). */
  static final int CHECKS_WAITING = 32;

  private final Vertx vertx;
  private final SqlFiles sql;
  private final Clock clock;
  private final UploadLimits limits = new UploadLimits(MOST_BYTES_IN_MEMORY);
  private final WorkerExecutor threads;
  private final AtomicInteger checking = new AtomicInteger();

  /** Opens it; the threads end with Vert.x. */
  public FileStore(Vertx vertx, Database database, Clock clock) {
    this.vertx = vertx;
    this.sql = new SqlFiles(database);
    this.clock = clock;
    this.threads = vertx.createSharedWorkerExecutor("files", CHECKS_AT_ONCE);
  }

  /**
   * Takes a file in: reads it up to {@link #MOST_BYTES}, checks it, strips it and commits it whole.
   * To be called on the event loop of the stream; when it is refused before its end, what still
   * comes is thrown away, so the caller answers and closes the connection.
   */
  public Future<Received> store(Upload upload, ReadStream<Buffer> bytes) {
    bytes.pause();
    if (upload.saidBytes() > MOST_BYTES) {
      Intake.discard(bytes);
      return Future.succeededFuture(new Received.Refused(Received.Reason.TOO_LARGE));
    }
    UploadLimits.Share share;
    try {
      share = limits.open(upload.writerId());
    } catch (NotAccepted over) {
      Intake.discard(bytes);
      return Future.succeededFuture(new Received.Refused(over.reason()));
    }
    return taken(upload, bytes, share)
        .onComplete(done -> share.close())
        .recover(
            fault ->
                switch (fault) {
                  case NotAccepted refused -> refused(refused.reason());
                  case DatabaseUnavailable _ -> refused(Received.Reason.UNAVAILABLE);
                  default -> Future.failedFuture(fault);
                });
  }

  private Future<Received> taken(
      Upload upload, ReadStream<Buffer> bytes, UploadLimits.Share share) {
    return sql.held(upload.placeId())
        .compose(
            held ->
                held.hasRoomFor(1, upload.mostFiles()) ? Future.<Void>succeededFuture() : noRoom())
        .onFailure(fault -> Intake.discard(bytes))
        .compose(room -> Intake.read(vertx, bytes, share, RECEIVE_MS))
        .compose(whole -> checked(whole.getBytes()))
        .compose(content -> insert(upload, content));
  }

  private Future<ContentCheck.Content> checked(byte[] file) {
    if (checking.incrementAndGet() > CHECKS_AT_ONCE + CHECKS_WAITING) {
      checking.decrementAndGet();
      return Future.failedFuture(
          new NotAccepted(Received.Reason.UNAVAILABLE, "too many files to check"));
    }
    return threads
        .executeBlocking(() -> ContentCheck.check(file), false)
        .onComplete(done -> checking.decrementAndGet());
  }

  private Future<Received> insert(Upload upload, ContentCheck.Content content) {
    StoredFile file =
        new StoredFile(
            FileId.next(),
            upload.consultation(),
            upload.writerId(),
            FileName.cleaned(upload.name(), content.type()),
            content.type().contentType(),
            content.bytes().length(),
            clock.now());
    return sql.insert(file, upload, content.bytes())
        .compose(fits -> fits ? Future.succeededFuture(new Received.Stored(file)) : noRoom());
  }

  private static <T> Future<T> noRoom() {
    return Future.failedFuture(
        new NotAccepted(Received.Reason.TOO_MANY, "the consultation is full of files"));
  }

  private static Future<Received> refused(Received.Reason reason) {
    return Future.succeededFuture(new Received.Refused(reason));
  }

  /**
   * An image that may be shown to others, such as a photo of a person: its bytes without metadata.
   *
   * @param contentType as found in the bytes
   */
  public record CleanImage(String contentType, Buffer bytes) {}

  /** Checks and strips an image without storing it; empty when it is none, or no whole one. */
  public Future<Optional<CleanImage>> cleanImage(Buffer file) {
    return checked(file.getBytes())
        .map(
            content ->
                content.type() == FileType.PDF
                    ? Optional.<CleanImage>empty()
                    : Optional.of(new CleanImage(content.type().contentType(), content.bytes())))
        .recover(
            fault ->
                fault instanceof NotAccepted
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(fault));
  }

  /** What is known of a file of that consultation; empty when there is none or it was erased. */
  public Future<Optional<StoredFile>> find(ConsultationId consultation, FileId file) {
    return sql.find(consultation, file);
  }

  /**
   * The files that belong to these contact requests, those the citizen had shown in the
   * consultations they came from among them; the oldest first.
   */
  public Future<Map<ContactRequestId, List<StoredFile>>> withRequests(
      Collection<ContactRequestId> requests) {
    return requests.isEmpty() ? Future.succeededFuture(Map.of()) : sql.withRequests(requests);
  }

  /**
   * Gives a file to the entry that is about to show it: a file is shown once. Empty when there is
   * none, it was erased, somebody else uploaded it, or another entry has it. The same client
   * message id gets it again (P3), even erased: its entry is there.
   */
  public Future<Optional<StoredFile>> use(
      ConsultationId consultation, FileId file, UUID writerId, ClientMessageId entry) {
    return sql.use(consultation, file, writerId, entry);
  }

  /**
   * Writes a file's bytes chunk by chunk, the next one read when the one before was written, so
   * that a slow reader holds one chunk. Does not end {@code to}. Fails when the file is erased
   * meanwhile.
   */
  public Future<Void> write(StoredFile file, WriteStream<Buffer> to) {
    int chunks = (int) Math.ceilDiv(file.size(), CHUNK_BYTES);
    return write(file.id(), 0, chunks, to);
  }

  private Future<Void> write(FileId file, int position, int chunks, WriteStream<Buffer> to) {
    if (position == chunks) {
      return Future.succeededFuture();
    }
    return sql.chunk(file, position)
        .compose(
            chunk ->
                chunk
                    .map(to::write)
                    .orElseGet(() -> Future.failedFuture("the file was erased meanwhile")))
        .compose(written -> write(file, position + 1, chunks, to));
  }
}
