package org.indiretta.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which packed bytes a browser takes (RFC 9110, 12.5.3). */
final class CachedBytesTest {
  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip, deflate, br, zstd", "gzip;q=0.5, BR;q=1.0", "br; q=0.01"})
  void whatIsNamedIsTaken(String encodings) {
    assertThat(CachedBytes.takes(encodings, "br")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gzip", "gzip, brx", "br;q=0", "br; q=0.000, gzip"})
  void whatIsNotNamedOrRuledOutIsNotTaken(String encodings) {
    assertThat(CachedBytes.takes(encodings, "br")).isFalse();
    assertThat(CachedBytes.takes(null, "br")).isFalse();
  }
}
