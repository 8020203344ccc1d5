package org.indiretta.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import org.indiretta.protocol.IcePolicy;
import org.indiretta.protocol.SignalBody;
import org.indiretta.protocol.SignalBody.SdpType;
import org.indiretta.signalling.SignalFilter.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalFilterTest {
  private static final String RELAY =
      "candidate:4 1 udp 41885439 198.51.100.200 49152 typ relay raddr 203.0.113.5 rport 50002"
          + " generation 0 ufrag EsAw network-cost 999 x-note 192.0.2.7";

  private final SignalFilter all = new SignalFilter(IcePolicy.ALL);
  private final SignalFilter relay = new SignalFilter(IcePolicy.RELAY);

  private static SignalBody.Candidate candidate(String text) {
    return new SignalBody.Candidate(text, "0", 0, "EsAw");
  }

  @Test
  void c6_withPolicyAllAGoodSignalPassesAsItCame() {
    SignalBody host = candidate("candidate:1 1 udp 2122260223 192.0.2.7 54321 typ host");

    assertThat(all.judge(host)).isEqualTo(new Verdict.Passes(host));
  }

  @Test
  void c6_aTrickledRelayPassesWithoutWhatIsBehindIt() {
    assertThat(relay.judge(candidate(RELAY)))
        .isEqualTo(
            new Verdict.Passes(
                candidate(
                    "candidate:4 1 udp 41885439 198.51.100.200 49152 typ relay"
                        + " raddr 0.0.0.0 rport 9 generation 0 ufrag EsAw network-cost 999")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "candidate:1 1 udp 2122260223 192.0.2.7 54321 typ host",
        "candidate:1 1 UDP 2122260223 192.0.2.7 54321 TYP HOST",
        "a=candidate:1 1 udp 2122260223 2001:db8::7 54321 typ srflx raddr :: rport 0",
        "candidate:1 1 tcp 1 192.0.2.7 9 typ prflx tcptype active",
        "candidate:1 1 udp 1 6b7f9ac4-1d2c.local 5 typ host",
        "candidate:1 1 udp 1 6b7f9ac4-1d2c.local 5 typ relay"
      })
  void c6_otherTrickledCandidatesAreDropped(String text) {
    assertThat(relay.judge(candidate(text))).isEqualTo(new Verdict.Dropped());
  }

  @Test
  void c6_anAddressHiddenBesideTheCandidateGoesToo() {
    SignalBody hidden = new SignalBody.Candidate(RELAY, "192.0.2.7", 0, "2001:db8::7");

    assertThat(relay.judge(hidden))
        .isInstanceOfSatisfying(
            Verdict.Passes.class,
            passes -> {
              SignalBody.Candidate passed = (SignalBody.Candidate) passes.body();
              assertThat(passed.sdpMid()).isNull();
              assertThat(passed.usernameFragment()).isNull();
            });
  }

  @ParameterizedTest
  @EnumSource(IcePolicy.class)
  void c5_theEndOfCandidatesPasses(IcePolicy policy) {
    SignalBody end = new SignalBody.Candidate("", null, null, null);

    assertThat(new SignalFilter(policy).judge(end)).isEqualTo(new Verdict.Passes(end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "candidate:",
        "candidate:1 1 udp 2122260223 192.0.2.7 54321",
        "candidate:1 1 udp 2122260223 192.0.2.7 54321 typ elsewhere",
        "candidate:1 1 udp 2122260223 192.0.2.7 54321 typ host generation"
      })
  void c6_whatIsNoCandidateIsRefusedUnderBothPolicies(String text) {
    assertThat(all.judge(candidate(text))).isInstanceOf(Verdict.Malformed.class);
    assertThat(relay.judge(candidate(text))).isInstanceOf(Verdict.Malformed.class);
  }

  @Test
  void c6_aDescriptionIsReadUnderBothPolicies() {
    SignalBody bad = new SignalBody.Description(SdpType.OFFER, "v=0\r\nnonsense\r\n");

    assertThat(all.judge(bad)).isInstanceOf(Verdict.Malformed.class);
    assertThat(relay.judge(bad)).isInstanceOf(Verdict.Malformed.class);
  }

  @Test
  void theTextFormOfASignalTellsNothing() {
    SignalBody description = new SignalBody.Description(SdpType.OFFER, "v=0\r\nx=192.0.2.7\r\n");

    assertThat(description.toString() + candidate(RELAY)).doesNotContain("192.0.2", "203.0.113");
  }
}
