package org.indiretta.api;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.indiretta.file.FileStore;
import org.indiretta.file.Received;
import org.indiretta.file.StoredFile;
import org.indiretta.file.Upload;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.FileId;
import org.indiretta.identity.Principal;

/**
 * Files of consultations, streamed in both directions on the event loop. They go out as attachments
 * with nosniff and a sandboxing policy (from {@link SecurityHeaders}).
 */
final class FileResource {
  private static final String NAME = "X-File-Name";

  /** The longest name that a system has, 255 units, each of up to three bytes percent-encoded. */
  private static final int NAME_CHARS = 2400;

  private final FileStore files;
  private final Readers readers;

  /** Schema {@code File}. */
  private record View(FileId id, String name, String contentType, long size, Instant createdAt) {}

  FileResource(FileStore files, Readers readers) {
    this.files = files;
    this.readers = readers;
  }

  void bind(Operations operations) {
    operations.quick("uploadFile", this::upload).quick("downloadFile", this::download);
  }

  private void upload(RoutingContext context) {
    Principal principal = Call.principal(context);
    ConsultationId id = Call.pathId(context, "consultation", ConsultationId::of);
    receive(
        context,
        files,
        (name, saidBytes) ->
            readers.write(principal, id).map(facts -> new Upload(id, principal, name, saidBytes)));
  }

  /** Decides about a file by its name and the length that was said. */
  @FunctionalInterface
  interface Admission {
    Future<Upload> admit(String name, long saidBytes);
  }

  /** Takes a file in, when it is admitted; answers with the stored file or a problem. */
  static void receive(RoutingContext context, FileStore files, Admission admission) {
    HttpServerRequest request = context.request();
    String name = name(request.getHeader(NAME));
    request.pause();
    var _ =
        admission
            .admit(name, saidBytes(request))
            .compose(upload -> files.store(upload, request))
            .onSuccess(received -> answer(context, received))
            .onFailure(
                fault -> {
                  endAfterAnswer(context);
                  request.resume();
                  context.fail(fault);
                });
  }

  private static void answer(RoutingContext context, Received received) {
    switch (received) {
      case Received.Stored(StoredFile file) ->
          Operations.send(
              context,
              Answer.created(
                  new View(
                      file.id(), file.name(), file.contentType(), file.size(), file.createdAt())));
      case Received.Refused(Received.Reason reason) -> {
        endAfterAnswer(context);
        context.fail(refused(reason));
      }
    }
  }

  /** What still comes is not wanted. HTTP/2 has no such header: it ends the stream by itself. */
  private static void endAfterAnswer(RoutingContext context) {
    if (context.request().version() != HttpVersion.HTTP_2) {
      context.response().putHeader("Connection", "close");
    }
  }

  private static ProblemException refused(Received.Reason reason) {
    return switch (reason) {
      case TOO_LARGE ->
          ProblemException.of(ProblemCode.TOO_LARGE, "at most 10 MB, and not too many pixels");
      case NOT_ALLOWED_TYPE ->
          ProblemException.of(ProblemCode.BAD_FILE, "PDF, JPEG, PNG or WebP is expected");
      case BROKEN -> ProblemException.of(ProblemCode.BAD_FILE, "the file is broken");
      case EMPTY -> ProblemException.of(ProblemCode.BAD_FILE, "the file is empty");
      case TOO_MANY ->
          ProblemException.later(ProblemCode.TOO_MANY, "too many files", FileStore.RETRY_AFTER_MS);
      case UNAVAILABLE ->
          ProblemException.later(
              ProblemCode.UNAVAILABLE, "files cannot be taken now", FileStore.RETRY_AFTER_MS);
    };
  }

  private void download(RoutingContext context) {
    Principal principal = Call.principal(context);
    ConsultationId id = Call.pathId(context, "consultation", ConsultationId::of);
    FileId fileId = Call.pathId(context, "file", FileId::of);
    give(
        context,
        files,
        readers
            .read(principal, id)
            .compose(facts -> files.find(id, fileId))
            .map(file -> file.orElseThrow(ProblemException::notFound)));
  }

  /** Sends a file once it is found. */
  static void give(RoutingContext context, FileStore files, Future<StoredFile> found) {
    var _ =
        found
            .compose(file -> send(context, files, file))
            .onFailure(fault -> failed(context, fault));
  }

  private static Future<Void> send(RoutingContext context, FileStore files, StoredFile file) {
    HttpServerResponse response =
        context
            .response()
            .putHeader("Content-Type", file.contentType())
            .putHeader("Content-Length", Long.toString(file.size()))
            .putHeader("Content-Disposition", Disposition.attachment(file.name()))
            .putHeader("Content-Encoding", "identity")
            .putHeader("Cache-Control", "private, no-store");
    return files.write(file, response).compose(written -> response.end());
  }

  /** When bytes went out already, a cut connection is the only way to say that more is missing. */
  private static void failed(RoutingContext context, Throwable fault) {
    if (context.response().headWritten()) {
      context.response().reset();
    } else {
      context.response().headers().remove("Content-Length").remove("Content-Encoding");
      context.fail(fault);
    }
  }

  private static String name(String header) {
    try {
      if (header != null && !header.isBlank() && header.length() <= NAME_CHARS) {
        return URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw ProblemException.of(ProblemCode.MALFORMED, NAME + ": percent-encoded UTF-8 is expected");
  }

  private static long saidBytes(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length != null && length.matches("[0-9]{1,15}") ? Long.parseLong(length) : -1;
  }
}
