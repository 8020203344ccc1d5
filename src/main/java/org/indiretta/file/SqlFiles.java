package org.indiretta.file;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.ContactRequestId;
import org.indiretta.identity.FileId;
import org.indiretta.sql.Database;
import org.indiretta.sql.Rows;
import org.indiretta.sql.Sql;
import org.indiretta.sql.Transaction;

/** The tables of files and their chunks. */
final class SqlFiles {
  /** Uploads into the same consultation count one after the other, on whatever node. */
  private static final Sql LOCK =
      Sql.of(
          """
          SELECT pg_advisory_xact_lock(hashtextextended('file ' || :place::uuid::text, 0))
          """);

  /** Erased files count as files, not as bytes. */
  private static final Sql ROOM =
      Sql.of(
          """
          SELECT count(*) AS files, coalesce(sum(size) FILTER (WHERE erased_at IS NULL), 0)::bigint AS bytes
          FROM file WHERE consultation_id = :place OR contact_request_id = :place
          """);

  private static final Sql INSERT =
      Sql.of(
          """
          INSERT INTO file (id, consultation_id, contact_request_id, writer, writer_id, name,
            content_type, size, created_at)
          VALUES (:id, :consultation, :request, :writer, :writer_id, :name, :content_type, :size, :now)
          """);
  private static final Sql INSERT_CHUNK =
      Sql.of("INSERT INTO file_chunk (file_id, position, bytes) VALUES (:file, :position, :bytes)");
  private static final Sql FIND =
      Sql.of(
          """
          SELECT id, consultation_id, writer_id, name, content_type, size, created_at
          FROM file WHERE id = :id AND consultation_id = :consultation AND erased_at IS NULL
          """);

  /** Of two entries that name the same file at the same time one gets it, and keeps it. */
  private static final Sql USE =
      Sql.of(
          """
          UPDATE file SET used_by = :message
          WHERE id = :id AND consultation_id = :consultation AND writer_id = :writer_id
            AND (used_by = :message OR used_by IS NULL AND erased_at IS NULL)
          RETURNING id, consultation_id, writer_id, name, content_type, size, created_at
          """);

  /** Of the consultation a request came from, what its citizen had shown there. */
  private static final Sql WITH_REQUESTS =
      Sql.of(
          """
          SELECT contact_request_id AS request, id, consultation_id, writer_id, name, content_type,
            size, created_at
          FROM file WHERE contact_request_id = ANY (:requests) AND erased_at IS NULL
          UNION ALL
          SELECT r.id, f.id, f.consultation_id, f.writer_id, f.name, f.content_type, f.size,
            f.created_at
          FROM contact_request r JOIN file f ON f.consultation_id = r.consultation_id
          WHERE r.id = ANY (:requests) AND f.writer = 'CITIZEN' AND f.used_by IS NOT NULL
            AND f.erased_at IS NULL
          ORDER BY id
          """);

  private static final Sql CHUNK =
      Sql.of("SELECT bytes FROM file_chunk WHERE file_id = :id AND position = :position");
  private final Database database;

  SqlFiles(Database database) {
    this.database = database;
  }

  /** What a consultation holds already. */
  record Held(long files, long bytes) {
    boolean hasRoomFor(long more, int mostFiles) {
      return files < mostFiles && bytes + more <= FileStore.MOST_BYTES_IN_ALL;
    }
  }

  Future<Held> held(UUID place) {
    return database.list(room(place), SqlFiles::held).map(List::getFirst);
  }

  /** All of it or nothing; false when its place has no room for it. */
  Future<Boolean> insert(StoredFile file, Upload upload, Buffer bytes) {
    return database.inTransaction(
        tx ->
            tx.list(LOCK.with("place", upload.placeId()), row -> row)
                .compose(locked -> tx.list(room(upload.placeId()), SqlFiles::held))
                .compose(
                    held ->
                        held.getFirst().hasRoomFor(file.size(), upload.mostFiles())
                            ? write(tx, file, upload, bytes).map(true)
                            : Future.succeededFuture(false)));
  }

  private static Future<Void> write(Transaction tx, StoredFile file, Upload upload, Buffer bytes) {
    List<Future<Integer>> sent = new ArrayList<>();
    sent.add(
        tx.update(
            INSERT
                .with("id", file.id().value())
                .with(
                    "consultation",
                    upload.consultation() == null ? null : upload.consultation().value())
                .with("request", upload.request() == null ? null : upload.request().value())
                .with("writer", upload.writerKind())
                .with("writer_id", file.writerId())
                .with("name", file.name())
                .with("content_type", file.contentType())
                .with("size", file.size())
                .with("now", file.createdAt())));
    for (int position = 0; position * FileStore.CHUNK_BYTES < bytes.length(); position++) {
      int from = position * FileStore.CHUNK_BYTES;
      int to = Math.min(from + FileStore.CHUNK_BYTES, bytes.length());
      sent.add(
          tx.update(
              INSERT_CHUNK
                  .with("file", file.id().value())
                  .with("position", position)
                  .with("bytes", bytes.slice(from, to))));
    }
    return Future.all(sent).mapEmpty();
  }

  Future<Optional<StoredFile>> find(ConsultationId consultation, FileId file) {
    return database.first(
        FIND.with("id", file.value()).with("consultation", consultation.value()), SqlFiles::file);
  }

  Future<Map<ContactRequestId, List<StoredFile>>> withRequests(
      Collection<ContactRequestId> requests) {
    UUID[] ids = requests.stream().map(ContactRequestId::value).toArray(UUID[]::new);
    return database
        .list(
            WITH_REQUESTS.with("requests", ids),
            row -> Map.entry(new ContactRequestId(row.getUUID("request")), file(row)))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.groupingBy(
                            Map.Entry::getKey,
                            Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
  }

  Future<Optional<StoredFile>> use(
      ConsultationId consultation, FileId file, UUID writerId, ClientMessageId message) {
    return database.first(
        USE.with("id", file.value())
            .with("consultation", consultation.value())
            .with("writer_id", writerId)
            .with("message", message.value()),
        SqlFiles::file);
  }

  /** Empty when there is no such chunk any more. */
  Future<Optional<Buffer>> chunk(FileId file, int position) {
    return database.first(
        CHUNK.with("id", file.value()).with("position", position), row -> row.getBuffer("bytes"));
  }

  private static Sql.Bound room(UUID place) {
    return ROOM.with("place", place);
  }

  private static Held held(Row row) {
    return new Held(row.getLong("files"), row.getLong("bytes"));
  }

  private static StoredFile file(Row row) {
    return new StoredFile(
        new FileId(row.getUUID("id")),
        row.getUUID("consultation_id") == null
            ? null
            : new ConsultationId(row.getUUID("consultation_id")),
        row.getUUID("writer_id"),
        row.getString("name"),
        row.getString("content_type"),
        row.getLong("size"),
        Rows.instant(row, "created_at"));
  }
}
