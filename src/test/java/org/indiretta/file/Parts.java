package org.indiretta.file;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Streams in memory: an upload that is given part by part, and a reader that takes its time. */
final class Parts {
  private Parts() {}

  /** An upload. It gives what it has when it is asked, and says how much was taken. */
  static final class Source implements ReadStream<Buffer> {
    private final Deque<Buffer> parts = new ArrayDeque<>();
    private Handler<Buffer> handler;
    private Handler<Void> endHandler;
    private Handler<Throwable> exceptionHandler;
    private boolean whole = true;
    private boolean flowing;
    private long taken;

    /** A whole file in parts of 64 KiB. */
    static Source of(byte[] file) {
      Source source = new Source();
      Buffer all = Buffer.buffer(file);
      for (int from = 0; from < file.length; from += 65_536) {
        source.parts.add(all.slice(from, Math.min(file.length, from + 65_536)));
      }
      return source;
    }

    /** One whose end does not come. */
    static Source unfinished(byte[] beginning) {
      Source source = of(beginning);
      source.whole = false;
      return source;
    }

    long taken() {
      return taken;
    }

    /** The connection is lost. */
    void breakOff() {
      exceptionHandler.handle(new java.io.IOException("closed"));
    }

    private void flow() {
      while (flowing && handler != null && !parts.isEmpty()) {
        Buffer part = parts.poll();
        taken += part.length();
        handler.handle(part);
      }
      if (flowing && parts.isEmpty() && whole && endHandler != null) {
        whole = false;
        endHandler.handle(null);
      }
    }

    @Override
    public Source exceptionHandler(Handler<Throwable> handler) {
      this.exceptionHandler = handler;
      return this;
    }

    @Override
    public Source handler(Handler<Buffer> handler) {
      this.handler = handler;
      return this;
    }

    @Override
    public Source endHandler(Handler<Void> handler) {
      this.endHandler = handler;
      return this;
    }

    @Override
    public Source pause() {
      flowing = false;
      return this;
    }

    @Override
    public Source resume() {
      flowing = true;
      flow();
      return this;
    }

    @Override
    public Source fetch(long amount) {
      throw new UnsupportedOperationException();
    }
  }

  /** A reader that says itself when a part is written. */
  static final class Sink implements WriteStream<Buffer> {
    private final Buffer all = Buffer.buffer();
    private final List<Promise<Void>> unwritten = new ArrayList<>();
    private final boolean slow;

    Sink(boolean slow) {
      this.slow = slow;
    }

    byte[] all() {
      return all.getBytes();
    }

    /** How many parts wait to be written. */
    synchronized int waiting() {
      return unwritten.size();
    }

    /** The oldest waiting part is written. */
    void writeOne() {
      Promise<Void> first;
      synchronized (this) {
        first = unwritten.removeFirst();
      }
      first.complete();
    }

    @Override
    public synchronized Future<Void> write(Buffer part) {
      all.appendBuffer(part);
      if (!slow) {
        return Future.succeededFuture();
      }
      Promise<Void> written = Promise.promise();
      unwritten.add(written);
      return written.future();
    }

    @Override
    public Sink exceptionHandler(Handler<Throwable> handler) {
      return this;
    }

    @Override
    public Future<Void> end() {
      throw new IllegalStateException("the caller ends it");
    }

    @Override
    public Sink setWriteQueueMaxSize(int maxSize) {
      return this;
    }

    @Override
    public boolean writeQueueFull() {
      return slow;
    }

    @Override
    public Sink drainHandler(Handler<Void> handler) {
      return this;
    }
  }
}
