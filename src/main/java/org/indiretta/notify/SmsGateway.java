package org.indiretta.notify;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.indiretta.identity.NoticeId;

/**
 * Short messages through an HTTP gateway: {@code POST {"to": "+41…", "text": …}} as JSON with a
 * bearer token and the notice's id as {@code Idempotency-Key}; a 2xx means that it was taken.
 */
final class SmsGateway implements Channel {
  private final SmsSettings settings;
  private final Outbound outbound;

  SmsGateway(SmsSettings settings, Outbound outbound) {
    this.settings = settings;
    this.outbound = outbound;
  }

  @Override
  public Future<Tried> deliver(NoticeId id, Notice notice) {
    JsonObject body =
        new JsonObject()
            .put("to", notice.to().replaceAll("[^0-9+]", ""))
            .put("text", notice.text());
    return outbound
        .post(
            settings.url(),
            Map.of(
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + settings.token(),
                "Idempotency-Key",
                id.toString()),
            body.toBuffer())
        .map(SmsGateway::read);
  }

  /** The gateway's own trouble passes; what it does not understand it will not later either. */
  private static Tried read(Outbound.Answered answered) {
    int status = answered.status();
    if (answered.ok()) {
      return new Tried.Taken();
    }
    String why = "the gateway answered " + status;
    return status == 400 || status == 404 || status == 410 || status == 422
        ? new Tried.Never(why)
        : new Tried.Later(why);
  }
}
