package org.indiretta.file;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;

/**
 * Says what a file is by its bytes alone and reads it to its end: the magic bytes tell the type
 * (Tika), then the type's own reader follows the structure, cuts what lies behind its end (the
 * second half of a polyglot) and strips an image's metadata without touching its pixels. It takes
 * processor time: never on an event loop.
 */
final class ContentCheck {
  private static final Map<String, FileType> TYPES =
      Map.of(
          "application/pdf", FileType.PDF,
          "image/jpeg", FileType.JPEG,
          "image/png", FileType.PNG,
          "image/apng", FileType.PNG,
          "image/webp", FileType.WEBP);

  private ContentCheck() {}

  /** A file that may be stored, as it is to be stored. */
  record Content(FileType type, Buffer bytes) {}

  /** Refuses with EMPTY, NOT_ALLOWED_TYPE, BROKEN or TOO_LARGE (too many pixels). */
  static Content check(byte[] file) throws NotAccepted {
    if (file.length == 0) {
      throw new NotAccepted(Received.Reason.EMPTY, "no bytes");
    }
    FileType type = TYPES.get(found(file));
    if (type == null) {
      throw new NotAccepted(Received.Reason.NOT_ALLOWED_TYPE, "another type");
    }
    Bytes bytes = Bytes.of(file);
    byte[] kept =
        switch (type) {
          case PDF -> PdfFile.cut(bytes);
          case JPEG -> JpegFile.stripped(bytes);
          case PNG -> PngFile.stripped(bytes);
          case WEBP -> WebpFile.stripped(bytes);
        };
    return new Content(type, Buffer.buffer(kept));
  }

  private static String found(byte[] file) {
    try (TikaInputStream in = TikaInputStream.get(file)) {
      return MimeTypes.getDefaultMimeTypes().detect(in, new Metadata()).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
