package org.indiretta.signalling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.IcePolicy;
import org.indiretta.protocol.IceServer;
import org.junit.jupiter.api.Test;

class TurnCredentialsTest {
  private static final PeerId PEER = PeerId.of("0193e5a0-9d00-7000-8000-0000000000a1");
  private static final List<String> TURN = List.of("turn:turn.rivalago.example:3478");
  private static final List<String> STUN = List.of("stun:turn.rivalago.example:3478");

  /**
   * The expected text was made by {@code openssl dgst -sha1 -hmac "north wind" -binary | base64}.
   */
  @Test
  void areWhatCoturnComputes() {
    IceSettings settings = new IceSettings(STUN, TURN, "north wind", IcePolicy.RELAY);

    List<IceServer> servers =
        new TurnCredentials(settings).serversFor(PEER, Instant.ofEpochSecond(1_764_756_000L));

    assertThat(servers)
        .containsExactly(
            new IceServer(STUN, null, null),
            new IceServer(TURN, "1764756000:" + PEER, "LwbKYnTIkyYo8Bype+0e+p7Itp0="));
  }

  @Test
  void withoutServersNobodyIsAsked() {
    assertThat(new TurnCredentials(IceSettings.none()).serversFor(PEER, Instant.EPOCH)).isEmpty();
  }

  @Test
  void aRelayPolicyNeedsARelay() {
    assertThatThrownBy(() -> new IceSettings(STUN, List.of(), "", IcePolicy.RELAY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new IceSettings(STUN, TURN, "", IcePolicy.ALL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theirTextFormTellsNoSecret() {
    IceSettings settings = new IceSettings(STUN, TURN, "north wind", IcePolicy.ALL);

    assertThat(settings.toString()).doesNotContain("north wind");
    assertThat(new TurnCredentials(settings).serversFor(PEER, Instant.EPOCH).toString())
        .doesNotContain(TurnCredentials.password("north wind", "0:" + PEER));
  }
}
