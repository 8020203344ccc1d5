package org.indiretta.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses may be reached. */
final class OutboundAllowTest {
  private static final OutboundAllow NOTHING_NAMED = new OutboundAllow(List.of());

  @ParameterizedTest
  @ValueSource(strings = {"195.176.0.1", "8.8.8.8", "172.32.0.1", "2a00:1450:400a::5e", "11.0.0.1"})
  void publicAddressesMayBeReached(String address) {
    assertThat(NOTHING_NAMED.permits(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "fe80::1",
        "fd00::1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "ff02::1"
      })
  void othersOnlyWhenTheyAreNamed(String address) {
    InetAddress target = InetAddress.ofLiteral(address);

    assertThat(NOTHING_NAMED.permits(target)).isFalse();
    assertThat(new OutboundAllow(List.of(address)).permits(target)).isTrue();
  }

  @Test
  void aRangeEndsWhereItsPrefixEnds() {
    OutboundAllow allow = new OutboundAllow(List.of("10.20.0.0/15", "fd12::/16"));

    assertThat(allow.permits(InetAddress.ofLiteral("10.21.255.255"))).isTrue();
    assertThat(allow.permits(InetAddress.ofLiteral("10.22.0.0"))).isFalse();
    assertThat(allow.permits(InetAddress.ofLiteral("fd12:3::4"))).isTrue();
    assertThat(allow.permits(InetAddress.ofLiteral("fd13::1"))).isFalse();
    assertThat(allow.permits(InetAddress.ofLiteral("127.0.0.1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/x", "mail.example.ch"})
  void namesAndWrongRangesAreRefused(String range) {
    assertThatThrownBy(() -> new OutboundAllow(List.of(range)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(range);
  }
}
