package org.indiretta.api;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an operation answers. */
record Answer(int status, Map<String, String> headers, Buffer body) {
  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer ok(Object json) {
    return json(200, json);
  }

  static Answer created(Object json) {
    return json(201, json);
  }

  static Answer done() {
    return new Answer(204, Map.of(), Buffer.buffer());
  }

  private static Answer json(int status, Object json) {
    return new Answer(
        status, Map.of("Content-Type", "application/json; charset=utf-8"), ApiJson.write(json));
  }

  /** Bytes that a browser saves and never shows; {@code name} may hold any characters. */
  static Answer attachment(String contentType, String name, Buffer body) {
    return new Answer(
        200,
        Map.of("Content-Type", contentType, "Content-Disposition", Disposition.attachment(name)),
        body);
  }

  Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }
}
