package org.indiretta.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a relay would serve our calls, asked of a real coturn. */
class TurnProbeTest {
  private static final String SECRET = "ein langes Geheimnis";

  @TempDir Path folder;

  private final TurnProbe probe = new TurnProbe(SECRET, Instant.now());

  @Test
  void aRelayWithOurSecretIsGoodByUdpAndTcp() throws Exception {
    try (TurnServer server = TurnServer.withSecret(folder, SECRET)) {
      String where = "127.0.0.1:" + server.port();
      assertThat(probe.trouble("turn:" + where + "?transport=udp")).isEmpty();
      assertThat(probe.trouble("turn:" + where + "?transport=tcp")).isEmpty();
      assertThat(probe.trouble("stun:" + where)).isEmpty();

      assertThat(new TurnProbe("ein anderes", Instant.now()).trouble("turn:" + where))
          .hasValueSatisfying(
              said -> assertThat(said).contains("turn.secret").doesNotContain("anderes"));
      assertThat(new TurnProbe(SECRET, Instant.EPOCH).trouble("turn:" + where))
          .as("credentials that are over by its clock")
          .hasValueSatisfying(said -> assertThat(said).contains("clock"));
      assertThat(probe.trouble("turns:" + where))
          .hasValueSatisfying(said -> assertThat(said).contains("by TLS"));
    }
  }

  @Test
  void oneThatRelaysForEverybodyIsSaid() throws Exception {
    try (TurnServer server = TurnServer.open(folder)) {
      assertThat(probe.trouble("turn:127.0.0.1:" + server.port()))
          .hasValueSatisfying(said -> assertThat(said).contains("for everybody"));
    }
  }

  @Test
  void whoIsNotThereOrSilentOrSomebodyElseIsSaid() throws Exception {
    try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(probe.trouble("turn:127.0.0.1:" + silent.getLocalPort()))
          .hasValueSatisfying(said -> assertThat(said).contains("does not answer", "UDP"));
      assertThat(probe.trouble("turn:127.0.0.1:" + other.getLocalPort() + "?transport=tcp"))
          .hasValueSatisfying(said -> assertThat(said).contains("does not answer", "TCP"));
    }
    assertThat(probe.trouble("turn:nowhere.invalid"))
        .hasValueSatisfying(said -> assertThat(said).contains("no address"));
  }
}
