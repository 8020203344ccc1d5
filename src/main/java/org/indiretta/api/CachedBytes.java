package org.indiretta.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * An answer that is the same for everybody for a while: its bytes, plain, gzipped and, where the
 * build made them, in Brotli, and their ETag.
 */
record CachedBytes(
    Buffer plain, Buffer gzip, Optional<Buffer> brotli, String etag, Instant madeAt) {
  static CachedBytes of(Buffer plain, Instant now) {
    return new CachedBytes(plain, gzipped(plain), Optional.empty(), etag(plain), now);
  }

  /** The same bytes as the build packed them; what it did not pack is gzipped here. */
  static CachedBytes packed(
      Buffer plain, Optional<Buffer> gzip, Optional<Buffer> brotli, Instant now) {
    return new CachedBytes(plain, gzip.orElseGet(() -> gzipped(plain)), brotli, etag(plain), now);
  }

  /** Answers, or says that what the browser has is still so (RFC 9110, 13.1.2). */
  void send(HttpServerRequest request, String contentType, String cacheControl) {
    HttpServerResponse response =
        request
            .response()
            .putHeader("ETag", etag)
            .putHeader("Cache-Control", cacheControl)
            .putHeader("Vary", "Accept-Encoding");
    String known = request.getHeader("If-None-Match");
    if (known != null && known.contains(etag)) {
      var _ = response.setStatusCode(304).end();
      return;
    }
    response.putHeader("Content-Type", contentType);
    String encodings = request.getHeader("Accept-Encoding");
    if (brotli.isPresent() && takes(encodings, "br")) {
      var _ = response.putHeader("Content-Encoding", "br").end(brotli.get());
    } else if (takes(encodings, "gzip")) {
      var _ = response.putHeader("Content-Encoding", "gzip").end(gzip);
    } else {
      var _ = response.putHeader("Content-Encoding", "identity").end(plain);
    }
  }

  /** Whether the header names the encoding and does not rule it out with q=0 (RFC 9110, 12.5.3). */
  static boolean takes(String encodings, String encoding) {
    return encodings != null
        && Stream.of(encodings.toLowerCase(Locale.ROOT).split(",", -1))
            .map(each -> each.replace(" ", ""))
            .anyMatch(
                each -> each.equals(encoding) || each.matches(encoding + ";q=(1|0?\\.0*[1-9]).*"));
  }

  /** Weak: the plain and the packed bytes mean the same (RFC 9110, 8.8.3). */
  private static String etag(Buffer bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes());
      return "W/\""
          + Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22)
          + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Buffer gzipped(Buffer bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length());
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(out.toByteArray());
  }
}
