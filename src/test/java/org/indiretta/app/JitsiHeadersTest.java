package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Jitsi carries the calls, the pages that call let it in, and no other page does. */
final class JitsiHeadersTest {
  private static final String JITSI = "https://meet.rivalago.example";

  @RegisterExtension
  static final RunningCity CITY =
      new RunningCity(
          Map.of(
              "INDIRETTA_CALLS", "jitsi",
              "INDIRETTA_JITSI_URL", JITSI,
              "INDIRETTA_JITSI_APP_ID", "indiretta",
              "INDIRETTA_JITSI_SECRET", "south wind"));

  @ParameterizedTest
  @ValueSource(strings = {"/console/", "/c?site=ch"})
  void thePagesThatCallLetItsScriptItsFrameAndItsDevicesIn(String path) throws Exception {
    webClientIsBuilt();
    RawHttp.Answer answer = RawHttp.get(CITY.port(), path);

    assertThat(answer.header("Content-Security-Policy"))
        .startsWith("default-src 'none'")
        .contains("script-src 'self' " + JITSI + ";", "frame-src " + JITSI + ";")
        .contains("frame-ancestors 'none'")
        .doesNotContain("connect-src 'self' " + JITSI);
    assertThat(answer.header("Permissions-Policy"))
        .contains(
            "camera=(self \"" + JITSI + "\")",
            "microphone=(self \"" + JITSI + "\")",
            "display-capture=(self \"" + JITSI + "\")",
            "autoplay=(self \"" + JITSI + "\")",
            "geolocation=()");
  }

  @Test
  void noOtherPageKnowsIt() throws Exception {
    for (String path : new String[] {"/demo/", "/widget.js", "/livez"}) {
      RawHttp.Answer answer = RawHttp.get(CITY.port(), path);

      assertThat(answer.header("Content-Security-Policy")).doesNotContain(JITSI);
      assertThat(answer.header("Permissions-Policy")).doesNotContain(JITSI);
    }
  }

  private static void webClientIsBuilt() {
    assumeTrue(JitsiHeadersTest.class.getResource("/web/console/index.html") != null);
  }
}
