package org.indiretta.faults;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.parsetools.RecordParser;
import java.util.UUID;

/**
 * SockJS over XHR as its client in browsers does it: what is to be said goes out one request at a
 * time and together, and where an answer fails, or greets a second time because another server got
 * the request, the connection is lost.
 */
final class XhrWire implements Wire {
  private final HttpClient client;
  private final String path = "/live/000/" + UUID.randomUUID().toString().replace("-", "") + "/";
  private final String reading;
  private final String origin;
  private final Ear ear;
  private JsonArray unsaid = new JsonArray();
  private boolean saying;
  private boolean greeted;
  private boolean over;

  private XhrWire(World world, int port, boolean streaming, Ear ear) {
    this.client =
        world
            .vertx()
            .createHttpClient(
                new HttpClientOptions()
                    .setDefaultHost("127.0.0.1")
                    .setDefaultPort(port)
                    .setConnectTimeout((int) Browser.ANSWER_WITHIN_MS),
                new PoolOptions().setHttp1MaxSize(4));
    this.reading = path + (streaming ? "xhr_streaming" : "xhr");
    this.origin = world.origin();
    this.ear = ear;
  }

  static void open(World world, int port, boolean streaming, Ear ear) {
    XhrWire wire = new XhrWire(world, port, streaming, ear);
    wire.read();
    long _ =
        world
            .vertx()
            .setTimer(
                Browser.ANSWER_WITHIN_MS,
                timer -> {
                  if (!wire.greeted) {
                    wire.lost();
                  }
                });
  }

  private Future<HttpClientRequest> request(String to) {
    return client.request(HttpMethod.POST, to).map(request -> request.putHeader("Origin", origin));
  }

  private void read() {
    var _ =
        request(reading)
            .compose(HttpClientRequest::send)
            .compose(
                response -> {
                  RecordParser lines = RecordParser.newDelimited("\n", response);
                  lines.handler(line -> line(line.toString()));
                  return ended(response, 200);
                })
            .onSuccess(
                v -> {
                  if (!over) {
                    read();
                  }
                })
            .onFailure(fault -> lost());
  }

  private static Future<Void> ended(HttpClientResponse response, int wanted) {
    return response.statusCode() == wanted
        ? response.end()
        : Future.failedFuture("status " + response.statusCode());
  }

  private void line(String line) {
    char kind = line.isEmpty() || over ? ' ' : line.charAt(0);
    switch (kind) {
      case 'o' -> greeted();
      case 'a' -> new JsonArray(line.substring(1)).forEach(text -> heard((String) text));
      case 'c' -> lost();
      default -> {
        // What fills a stream, so that proxies pass it on, or keeps it open.
      }
    }
  }

  private void greeted() {
    if (greeted) {
      lost();
    } else {
      greeted = true;
      ear.opened(this);
    }
  }

  private void heard(String text) {
    if (!over) {
      ear.heard(this, text);
    }
  }

  private void lost() {
    if (!over) {
      close();
      if (greeted) {
        ear.lost(this);
      } else {
        ear.failed();
      }
    }
  }

  @Override
  public void say(String text) {
    unsaid.add(text);
    sayNext();
  }

  private void sayNext() {
    if (saying || over || unsaid.isEmpty()) {
      return;
    }
    saying = true;
    Buffer all = unsaid.toBuffer();
    unsaid = new JsonArray();
    var _ =
        request(path + "xhr_send")
            .compose(request -> request.send(all))
            .compose(response -> ended(response, 204))
            .onSuccess(
                v -> {
                  saying = false;
                  sayNext();
                })
            .onFailure(fault -> lost());
  }

  @Override
  public void close() {
    over = true;
    var _ = client.close();
  }
}
