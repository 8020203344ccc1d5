package org.indiretta.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files of the web client on the class path, in the folder {@code web}. Each is read once, with
 * what the build packed of it ({@code .gz}, {@code .br}), and then kept in memory; there are few
 * and they are small.
 */
final class WebFiles {
  private static final String FOLDER = "web/";
  private static final Pattern SAFE = Pattern.compile("/?[A-Za-z0-9_-][A-Za-z0-9._/-]*");
  private static final Map<String, String> CONTENT_TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("wav", "audio/wav"),
          Map.entry("webmanifest", "application/manifest+json"));

  private final Vertx vertx;
  private final Map<String, WebFile> files = new ConcurrentHashMap<>();

  /** A file as it is sent. */
  record WebFile(String contentType, CachedBytes content) {}

  WebFiles(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Empty when there is no such file, or none that browsers are given. */
  Future<Optional<WebFile>> find(String path) {
    if (!SAFE.matcher(path).matches() || path.contains("..") || path.contains("//")) {
      return Future.succeededFuture(Optional.empty());
    }
    String name = path.startsWith("/") ? path.substring(1) : path;
    String type = CONTENT_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || name.endsWith("manifest.json")) {
      return Future.succeededFuture(Optional.empty());
    }
    WebFile known = files.get(name);
    return known != null
        ? Future.succeededFuture(Optional.of(known))
        : vertx.executeBlocking(() -> read(name, type), false);
  }

  private Optional<WebFile> read(String name, String type) throws IOException {
    Optional<Buffer> plain = bytes(FOLDER + name);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    Optional<Buffer> gzip = bytes(FOLDER + name + ".gz");
    Optional<Buffer> brotli = bytes(FOLDER + name + ".br");
    WebFile file = new WebFile(type, CachedBytes.packed(plain.get(), gzip, brotli, Instant.EPOCH));
    files.put(name, file);
    return Optional.of(file);
  }

  private static Optional<Buffer> bytes(String resource) throws IOException {
    try (InputStream in = WebFiles.class.getClassLoader().getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(Buffer.buffer(in.readAllBytes()));
    }
  }
}
