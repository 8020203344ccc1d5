package org.indiretta.api;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Photo;
import org.indiretta.file.FileStore;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;

/** Photos of operators; citizens see one only by the operator's own choice. */
final class PhotoResource {
  private final Directory directory;
  private final FileStore files;

  PhotoResource(Directory directory, FileStore files) {
    this.directory = directory;
    this.files = files;
  }

  void bind(Operations operations) {
    operations
        .on("readPhoto", this::read)
        .on("changePhoto", this::change)
        .on("removePhoto", this::remove);
  }

  private Answer read(Call call) {
    OperatorId id = call.path("operator", OperatorId::of);
    boolean mayKnow =
        call.principal() instanceof Principal.Staff || directory.shownPhoto(id).isPresent();
    if (!mayKnow) {
      throw ProblemException.notFound();
    }
    Photo photo = directory.photoBytes(id).await().orElseThrow(ProblemException::notFound);
    return new Answer(
        200,
        Map.of("Content-Type", photo.contentType(), "Cache-Control", "private, max-age=60"),
        photo.bytes());
  }

  private Answer change(Call call) {
    Buffer bytes = call.bytes();
    FileStore.CleanImage image =
        files
            .cleanImage(bytes)
            .await()
            .orElseThrow(
                () ->
                    ProblemException.of(
                        ProblemCode.BAD_FILE, "a whole JPEG, PNG or WebP is expected"));
    Changes.done(directory.setPhoto(call.staff().id(), image.bytes(), image.contentType()).await());
    return Answer.done();
  }

  private Answer remove(Call call) {
    Changes.done(directory.setPhoto(call.staff().id(), null, null).await());
    return Answer.done();
  }
}
