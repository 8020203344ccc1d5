package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.indiretta.protocol.CloseCode;
import org.indiretta.socket.Outbox.Letter;
import org.junit.jupiter.api.Test;

final class OutboxTest {
  /** A reader in memory that takes what it is told to take. */
  private static final class Reader implements Link {
    final List<String> written = new ArrayList<>();
    final ArrayDeque<Promise<Void>> untaken = new ArrayDeque<>();

    @Override
    public String transport() {
      return "memory";
    }

    @Override
    public Future<Void> write(String text) {
      written.add(text);
      Promise<Void> taken = Promise.promise();
      untaken.add(taken);
      return taken.future();
    }

    void take(int count) {
      for (int i = 0; i < count; i++) {
        untaken.remove().complete();
      }
    }

    @Override
    public boolean ping() {
      return false;
    }

    @Override
    public void close(CloseCode code) {}

    @Override
    public void cut() {}
  }

  private final Reader reader = new Reader();
  private final Outbox outbox = new Outbox(reader);

  @Test
  void bytesOfUtf8AreCountedUntilTheyAreTaken() {
    assertThat(outbox.write(Letter.of("aé😀"))).isTrue();
    assertThat(outbox.unsentBytes()).isEqualTo(1 + 2 + 4);

    reader.take(1);

    assertThat(outbox.unsentBytes()).isZero();
  }

  @Test
  void w9_overTheLimitNothingMoreIsWrittenButTheLastWord() {
    Letter large = Letter.of("x".repeat(Limits.OUTBOX_BYTES / 2));
    assertThat(outbox.write(large)).isTrue();
    assertThat(outbox.write(large)).isTrue();
    assertThat(outbox.write(Letter.of("y"))).isTrue();

    assertThat(outbox.write(Letter.of("z"))).isFalse();
    assertThat(reader.written).hasSize(3);

    outbox.writeLast(Letter.of("bye"));
    assertThat(reader.written).last().isEqualTo("bye");
  }

  @Test
  void aSlowReaderThatCatchesUpGoesOn() {
    for (int round = 0; round < 50; round++) {
      for (int i = 1; i <= 37; i++) {
        assertThat(outbox.write(Letter.of("x".repeat(i)))).isTrue();
      }
      reader.take(30);
      assertThat(outbox.unsentBytes()).isEqualTo(31 + 32 + 33 + 34 + 35 + 36 + 37);
      reader.take(7);
      assertThat(outbox.unsentBytes()).isZero();
    }
  }
}
