package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The containers fit together: what one file says of the balancer the other says too. */
final class ComposeTest {
  private static JsonNode services() throws Exception {
    return new YAMLMapper().readTree(Path.of("docker-compose.yml").toFile()).get("services");
  }

  private static String balancer() throws Exception {
    return Files.readString(Path.of("src/balancer/haproxy.cfg"));
  }

  @Test
  void theServerBelievesTheBalancerAndNobodyReachesItOtherwise() throws Exception {
    JsonNode balancer = services().get("balancer");
    JsonNode server = services().get("server");

    assertThat(server.at("/environment/INDIRETTA_TRUSTED_PROXIES").asText())
        .isNotEmpty()
        .isEqualTo(balancer.at("/networks/people/ipv4_address").asText());
    assertThat(server.has("ports")).isFalse();
    assertThat(balancer()).containsOnlyOnce("del-header X-Forwarded-For");
  }

  @Test
  void theBalancersPortsAndFilesAreThoseOfItsConfiguration() throws Exception {
    JsonNode balancer = services().get("balancer");

    assertThat(balancer.get("ports"))
        .extracting(JsonNode::asText)
        .containsExactly("80:8000", "443:8443");
    assertThat(balancer()).contains("bind :8000\n", "bind :8443 ssl crt /certificate/live.pem ");
    assertThat(balancer.get("volumes"))
        .extracting(JsonNode::asText)
        .anyMatch(volume -> volume.startsWith("./src/balancer/haproxy.cfg:"))
        .anyMatch(volume -> volume.endsWith(":/certificate:ro"));
    assertThat(balancer().lines())
        .filteredOn(line -> line.strip().startsWith("server one "))
        .hasSize(2)
        .allMatch(line -> line.contains(" server:" + SettingKey.HTTP_PORT.preset()));
  }

  @Test
  void theFallbackIsKeptOnItsServerByItsPathAndNotByACookie() throws Exception {
    assertThat(balancer().lines().map(String::strip))
        .contains("balance hash path,field(4,/)")
        .noneMatch(line -> line.startsWith("cookie"));
  }
}
