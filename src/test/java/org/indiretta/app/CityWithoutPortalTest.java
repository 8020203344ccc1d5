package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo city {@code it} has no portal: one meets it on the citizen's page of its site. */
final class CityWithoutPortalTest {
  @RegisterExtension
  static final RunningCity CITY = new RunningCity(Map.of("INDIRETTA_DEMO_CITY", "it"));

  private static final String START = "/c?site=it";

  @ParameterizedTest
  @ValueSource(strings = {"/", "/demo/", "/demo/it/", "/demo/de/"})
  void everyWayInLeadsToTheCitizensPage(String path) throws IOException {
    RawHttp.Answer answer = RawHttp.get(CITY.port(), path);

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).isEqualTo(START);
  }

  @Test
  void itsSiteIsThere() throws IOException {
    assertThat(RawHttp.get(CITY.port(), "/api/v1/availability?site=it").status()).isEqualTo(200);
    assertThat(RawHttp.get(CITY.port(), "/api/v1/availability?site=ch").status()).isEqualTo(404);
  }

  @Test
  void theGreetingSaysThisAddressAndNoPortal() {
    assertThat(CITY.greeting())
        .anyMatch(line -> line.endsWith(" " + RunningCity.ORIGIN + START))
        .noneMatch(line -> line.contains("/demo/"));
  }
}
