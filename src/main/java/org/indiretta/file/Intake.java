package org.indiretta.file;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** Reads one upload into memory. When it is refused the rest is thrown away as it comes. */
final class Intake {
  private final UploadLimits.Share share;
  private final Promise<Buffer> whole = Promise.promise();
  private Buffer received = Buffer.buffer();

  private Intake(UploadLimits.Share share) {
    this.share = share;
  }

  /** All bytes; fails with {@link NotAccepted}. */
  static Future<Buffer> read(
      Vertx vertx, ReadStream<Buffer> bytes, UploadLimits.Share share, long atMostMs) {
    Intake intake = new Intake(share);
    long timer =
        vertx.setTimer(
            atMostMs,
            late ->
                intake.refuse(
                    new NotAccepted(Received.Reason.UNAVAILABLE, "it took too long to come")));
    bytes
        .exceptionHandler(
            lost -> intake.refuse(new NotAccepted(Received.Reason.UNAVAILABLE, "it broke off")))
        .handler(intake::take)
        .endHandler(end -> intake.end());
    bytes.resume();
    return intake.whole.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  /** Throws away what comes. */
  static void discard(ReadStream<Buffer> bytes) {
    bytes.exceptionHandler(lost -> {}).handler(part -> {}).endHandler(end -> {});
    bytes.resume();
  }

  private void take(Buffer part) {
    if (received == null) {
      return;
    }
    try {
      share.take(part.length());
      received.appendBuffer(part);
    } catch (NotAccepted over) {
      refuse(over);
    }
  }

  private void refuse(NotAccepted why) {
    received = null;
    whole.tryFail(why);
  }

  private void end() {
    if (received != null) {
      whole.tryComplete(received);
    }
  }
}
