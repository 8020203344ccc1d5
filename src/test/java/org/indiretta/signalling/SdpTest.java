package org.indiretta.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptions without anybody's address (C6). */
class SdpTest {
  private static final String HEAD = "v=0\r\no=- 461 2 IN IP4 192.0.2.7\r\ns=-\r\nt=0 0\r\n";

  /** As Chromium writes it, with addresses wherever one can stand. */
  private static final String OFFER =
      """
      v=0
      o=alice 4611731400430051336 2 IN IP6 2001:db8::7
      s=call from 192.0.2.7
      i=at 2001:db8::7
      c=IN IP4 198.51.100.9
      t=0 0
      a=group:BUNDLE 0
      a=extmap-allow-mixed
      a=msid-semantic: WMS 5f0c
      m=audio 54321 UDP/TLS/RTP/SAVPF 111 63
      c=IN IP4 203.0.113.5
      a=rtcp:54322 IN IP4 203.0.113.5
      a=candidate:1 1 udp 2122260223 192.0.2.7 54321 typ host generation 0 network-id 1
      a=candidate:2 1 udp 2122194687 6b7f9ac4-1d2c-4f4e-8a3b-0123456789ab.local 50001 typ host
      a=candidate:3 1 udp 1686052607 203.0.113.5 50002 typ srflx raddr 192.0.2.7 rport 54321
      a=candidate:4 1 udp 41885439 198.51.100.200 49152 typ relay raddr 203.0.113.5 rport 50002 generation 0 ufrag EsAw
      a=remote-candidates:1 192.0.2.99 5000
      a=ice-ufrag:EsAw
      a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1
      a=fingerprint:sha-256 D2:FA:0E:C3:22:59:5E:14:95:69:92:3D:13:B4:84:24:2C:C2:A2:C0:3E:FD:34:8E:5E:EA:6F:AF:52:CE:E6:0F
      a=setup:actpass
      a=mid:0
      a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
      a=sendrecv
      a=rtcp-mux
      a=rtpmap:111 opus/48000/2
      a=fmtp:111 minptime=10;useinbandfec=1
      a=ssrc:3735928559 cname:4TOk42mSjXCkVIa6
      a=end-of-candidates
      """
          .replace("\n", "\r\n");

  @Test
  void c6_onlyARelaysAddressesPass() {
    String passed = Sdp.relayOnly(OFFER);

    assertThat(Sdp.fault(OFFER)).isNull();
    assertThat(Sdp.fault(passed)).isNull();
    assertThat(passed)
        .doesNotContain("192.0.2", "203.0.113", "198.51.100.9\r", "2001:db8", ".local", "alice")
        .doesNotContain("54321", "54322", "50002", "call from")
        .contains("o=- 4611731400430051336 2 IN IP4 0.0.0.0\r\n")
        .contains("m=audio 9 UDP/TLS/RTP/SAVPF 111 63\r\n")
        .contains("a=rtcp:9 IN IP4 0.0.0.0\r\n")
        .contains(
            "a=candidate:4 1 udp 41885439 198.51.100.200 49152 typ relay"
                + " raddr 0.0.0.0 rport 9 generation 0 ufrag EsAw\r\n");
  }

  @Test
  void c6_whatACallNeedsStays() {
    assertThat(Sdp.relayOnly(OFFER).lines())
        .contains(
            "a=group:BUNDLE 0",
            "a=ice-ufrag:EsAw",
            "a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1",
            "a=fingerprint:sha-256 D2:FA:0E:C3:22:59:5E:14:95:69:92:3D:13:B4:84:24:2C:C2:A2:C0:3E:FD:34:8E:5E:EA:6F:AF:52:CE:E6:0F",
            "a=setup:actpass",
            "a=mid:0",
            "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
            "a=rtcp-mux",
            "a=rtpmap:111 opus/48000/2",
            "a=fmtp:111 minptime=10;useinbandfec=1",
            "a=ssrc:3735928559 cname:4TOk42mSjXCkVIa6",
            "a=end-of-candidates");
  }

  @Test
  void c6_aRefusedSectionStaysRefused() {
    assertThat(Sdp.relayOnly(HEAD + "m=video 0 UDP/TLS/RTP/SAVPF 96\r\n"))
        .contains("m=video 0 UDP/TLS/RTP/SAVPF 96\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=CANDIDATE:1 1 UDP 2122260223 192.0.2.7 54321 TYP HOST",
        "a=candidate:1 1 udp 2122260223 192.0.2.7 54321 typ Host",
        "a=candidate:1 1 udp 2122260223 192.0.2.7 54321 typ relay typ host 192.0.2.7",
        "a=candidate:1 1 udp 1 6b7f9ac4.local 5 typ relay",
        "a=candidate:1 1 udp 1 6B7F9AC4.LOCAL 5 typ host",
        "a=candidate: 192.0.2.7",
        "a=x-note:192.0.2.7",
        "a=x-note:at [2001:db8::7]:5000",
        "a=x-note:2001:db8::7",
        "a=x-note:::ffff:192.0.2.7",
        "a=rtcp:5000 IN IP6 2001:db8::7",
        "a=RTCP:5000 IN IP4 192.0.2.7",
        "c=IN IP6 2001:db8::7",
        "k=clear:192.0.2.7",
        "u=http://192.0.2.7/",
        "e=a@192.0.2.7",
        "b=AS:192.0.2.7",
        "m=audio 5000 UDP/TLS/RTP/SAVPF 192.0.2.7"
      })
  void c6_tricksWithCaseAndPlacesDoNotHelp(String line) {
    String sdp = HEAD + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n" + line + "\r\n";

    assertThat(Sdp.relayOnly(sdp).toLowerCase(Locale.ROOT))
        .doesNotContain("192.0.2.7", "2001:db8", ".local");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "V=0\r\n",
        "v=0\r\na=b\r\n",
        "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\n a=candidate:1 1 udp 1 192.0.2.7 5 typ host\r\n",
        "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\n\r\na=x\r\n",
        "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\na=x\ra=candidate:1 1 udp 1 192.0.2.7 5 typ host\r\n",
        "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\na=x\u2028a=candidate:1\r\n",
        "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\na=x\u000ba=candidate:1\r\n",
        "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\nA=candidate:1 1 udp 1 192.0.2.7 5 typ host\r\n",
        "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\na=\r\n"
      })
  void c6_whatIsNoDescriptionIsRefused(String sdp) {
    assertThat(Sdp.fault(sdp)).isNotNull();
  }

  @Test
  void aThousandCandidatesAreRefused() {
    String line = "a=candidate:1 1 udp 1 192.0.2.7 5 typ host\r\n";

    assertThat(Sdp.fault(HEAD + line.repeat(Sdp.MOST_CANDIDATES))).isNull();
    assertThat(Sdp.fault(HEAD + line.repeat(Sdp.MOST_CANDIDATES + 1))).isNotNull();
    assertThat(Sdp.fault(HEAD + line.replace("a=c", "a=C").repeat(Sdp.MOST_CANDIDATES + 1)))
        .isNotNull();
    assertThat(Sdp.fault(HEAD + "m=audio 9 RTP/AVP 0\r\n".repeat(33))).isNotNull();
  }

  // ── no address of the input survives ──────────────────────────────────────────────────────────

  @Property(tries = 2_000)
  void c6_noAddressOfANonRelayCandidateSurvives(
      @ForAll("hosts") List<String> hosts, @ForAll("lineEnds") String end, @ForAll boolean upper) {
    String lines =
        IntStream.range(0, hosts.size())
            .mapToObj(i -> line(i, hosts.get(i), upper))
            .collect(Collectors.joining(end));
    String sdp = HEAD.replace("\r\n", end) + "m=audio 5 UDP/TLS/RTP/SAVPF 111" + end + lines + end;

    String passed = Sdp.relayOnly(sdp).toLowerCase(Locale.ROOT);

    assertThat(Sdp.fault(sdp)).isNull();
    for (String host : hosts) {
      assertThat(passed).doesNotContain(host.toLowerCase(Locale.ROOT));
    }
    assertThat(passed).contains("198.51.100.200");
  }

  /** The address as a candidate, behind a relay, and as it may stand elsewhere. */
  private static String line(int kind, String host, boolean upper) {
    String relay = "a=candidate:9 1 udp 1 198.51.100.200 3 typ relay raddr " + host + " rport 5";
    String text =
        switch (kind % 6) {
          case 0 -> relay;
          case 1 -> "a=candidate:1 1 udp 2122260223 " + host + " 54321 typ host generation 0";
          case 2 -> "a=candidate:1 1 tcp 1 " + host + " 9 typ prflx raddr " + host + " rport 5";
          case 3 -> "c=IN IP6 " + host;
          case 4 -> "a=rtcp:5 IN IP4 " + host;
          default -> "a=candidate:1 1 udp 1 " + host + " 5 typ srflx raddr " + host + " rport 5";
        };
    return upper ? text.substring(0, 2) + text.substring(2).toUpperCase(Locale.ROOT) : text;
  }

  @Provide
  Arbitrary<List<String>> hosts() {
    Arbitrary<Integer> octet = Arbitraries.integers().between(0, 255);
    Arbitrary<String> v4 =
        Combinators.combine(Arbitraries.integers().between(11, 99), octet, octet, octet)
            .as((a, b, c, d) -> "%d.%d.%d.%d".formatted(a, b, c, d));
    Arbitrary<String> group =
        Arbitraries.integers().between(0x10, 0xffff).map(Integer::toHexString);
    Arbitrary<String> whole = group.list().ofSize(8).map(groups -> String.join(":", groups));
    Arbitrary<String> gap =
        Combinators.combine(group.list().ofMinSize(1).ofMaxSize(3), group.list().ofSize(3))
            .as((a, b) -> String.join(":", a) + "::" + String.join(":", b));
    Arbitrary<String> mapped = v4.map(address -> "::ffff:" + address);
    Arbitrary<String> mdns = Arbitraries.create(() -> java.util.UUID.randomUUID() + ".local");
    return Arbitraries.oneOf(v4, whole, gap, mapped, mdns).list().ofMinSize(1).ofMaxSize(18);
  }

  @Provide
  Arbitrary<String> lineEnds() {
    return Arbitraries.of("\r\n", "\n");
  }
}
