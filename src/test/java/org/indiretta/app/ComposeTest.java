package org.indiretta.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.indiretta.cluster.Balancer;
import org.indiretta.identity.AddressRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The containers fit together: what one file says of the balancer the other says too. */
final class ComposeTest {
  private static final List<String> SERVERS = List.of("server-one", "server-two");
  private static final int RUN_S = 60;

  @TempDir Path folder;

  /** Read by a parser that knows anchors. */
  private static JsonNode file() throws Exception {
    Object read = new Yaml().load(Files.readString(Path.of("docker-compose.yml")));
    return new ObjectMapper().valueToTree(read);
  }

  private static JsonNode services() throws Exception {
    return file().get("services");
  }

  private static String balancer() throws Exception {
    return Files.readString(Path.of("src/balancer/haproxy.cfg"));
  }

  @Test
  void theServersBelieveTheBalancerAndNobodyReachesThemOtherwise() throws Exception {
    JsonNode balancer = services().get("balancer");

    for (String name : SERVERS) {
      JsonNode server = services().get(name);
      assertThat(server.at("/environment/INDIRETTA_TRUSTED_PROXIES").asText())
          .isNotEmpty()
          .isEqualTo(balancer.at("/networks/people/ipv4_address").asText());
      assertThat(server.has("ports")).isFalse();
    }
    assertThat(balancer()).containsOnlyOnce("del-header X-Forwarded-For");
  }

  /** Who starts first gets the lowest free address of the range: the servers do. */
  @Test
  void nobodyElseIsGivenTheBalancersAddress() throws Exception {
    JsonNode people = file().at("/networks/people/ipam/config/0");
    byte[] balancer =
        AddressRange.bytes(services().at("/balancer/networks/people/ipv4_address").asText());
    AddressRange given = AddressRange.parse(people.get("ip_range").asText());

    assertThat(AddressRange.parse(people.get("subnet").asText()).holds(balancer)).isTrue();
    assertThat(given.holds(balancer)).isFalse();
    assertThat(AddressRange.bytes(people.get("gateway").asText())).isNotEqualTo(balancer);
    for (String name : SERVERS) {
      assertThat(services().get(name).get("networks"))
          .extracting(JsonNode::asText)
          .contains("people");
    }
  }

  @Test
  void eachServerHasAListOfErasuresOfItsOwnOnAVolume() throws Exception {
    List<String> files = new ArrayList<>();
    for (String name : List.of("server-one", "server-two", "small")) {
      JsonNode server = services().get(name);
      files.add(server.at("/environment/INDIRETTA_ERASURES_FILE").asText());
      assertThat(server.get("volumes"))
          .extracting(JsonNode::asText)
          .contains("${INDIRETTA_ERASURES:-erasures}:/erasures");
    }

    assertThat(files)
        .doesNotHaveDuplicates()
        .allMatch(path -> Path.of(path).getParent().equals(Path.of("/erasures")));
    assertThat(file().get("volumes").has("erasures")).isTrue();
    // A new volume belongs to whom the folder in the image belongs to.
    assertThat(Files.readString(Path.of("Dockerfile")))
        .contains("install -d -o indiretta -g indiretta -m 0700 /data /erasures\n");
  }

  @Test
  void aServerIsHealthyWhenItIsReadyWhereTheBalancerAsks() throws Exception {
    for (String name : SERVERS) {
      assertThat(services().get(name).at("/healthcheck/test/3").asText())
          .contains("/dev/tcp/127.0.0.1/" + SettingKey.HTTP_PORT.preset() + " ")
          .contains("GET /readyz ");
    }
  }

  /** Its program is marked with a capability, and Linux does not start it where that is dropped. */
  @Test
  void theRelayMayHaveTheCapabilityItsProgramIsMarkedWith() throws Exception {
    JsonNode turn = services().get("turn");

    assertThat(turn.get("cap_drop")).extracting(JsonNode::asText).containsExactly("ALL");
    assertThat(turn.get("cap_add"))
        .extracting(JsonNode::asText)
        .containsExactly("NET_BIND_SERVICE");
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
  }

  @Test
  void theBalancerKnowsBothServersForEverythingAndForTheFallback() throws Exception {
    List<String> lines = balancer().lines().map(String::strip).toList();

    for (String name : SERVERS) {
      String place = " " + name + ":" + SettingKey.HTTP_PORT.preset();
      assertThat(lines)
          .filteredOn(line -> line.startsWith("server "))
          .hasSize(4)
          .filteredOn(line -> line.contains(place))
          .hasSize(2)
          .anyMatch(line -> line.contains(" track servers/"));
    }
    assertThat(services().at("/balancer/depends_on"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(SERVERS);
  }

  @Test
  void theFallbackIsKeptOnItsServerByItsPathAndNotByACookie() throws Exception {
    assertThat(balancer().lines().map(String::strip))
        .contains("balance hash path,field(4,/)")
        .noneMatch(line -> line.startsWith("cookie"));
  }

  /**
   * P6: who is sent away is sent by the server, in parts; nobody loses a link to a slow database.
   */
  @Test
  void theBalancerCutsNobodyOffWhenAServerIsNotReady() throws Exception {
    assertThat(balancer().lines().map(String::strip))
        .filteredOn(line -> !line.startsWith("#"))
        .noneMatch(line -> line.contains("on-marked-down") || line.contains("on-error"));
  }

  @Test
  void everySettingOfTheContainersIsOneThatTheServerKnows() throws Exception {
    for (String name : List.of("server-one", "server-two", "small")) {
      services()
          .get(name)
          .get("environment")
          .fieldNames()
          .forEachRemaining(
              variable -> assertThat(SettingKey.ofVariable(variable)).as(variable).isPresent());
    }
  }

  @Test
  void bothServersShareOneDatabaseAndOneRedisWithAPassword() throws Exception {
    JsonNode services = services();

    for (String name : SERVERS) {
      JsonNode environment = services.get(name).get("environment");
      assertThat(environment.get("INDIRETTA_DATABASE_URL").asText()).contains("@database:5432/");
      assertThat(environment.get("INDIRETTA_REDIS_URL").asText())
          .startsWith("redis://:${INDIRETTA_REDIS_PASSWORD:?")
          .endsWith("@redis:6379");
    }
    assertThat(services.at("/redis/command/2").asText()).contains("requirepass $$REDIS_PASSWORD\n");
    assertThat(services.get("redis").has("ports")).isFalse();
    assertThat(services.get("database").has("ports")).isFalse();
  }

  @Test
  void theSmallOneIsOneContainerWithHttpsOfItsOwn() throws Exception {
    JsonNode small = services().get("small");

    assertThat(small.get("profiles")).extracting(JsonNode::asText).containsExactly("small");
    assertThat(small.has("depends_on")).isFalse();
    JsonNode environment = small.get("environment");
    assertThat(environment.has("INDIRETTA_DATABASE_URL")).isFalse();
    assertThat(environment.has("INDIRETTA_REDIS_URL")).isFalse();
    assertThat(small.get("ports"))
        .extracting(JsonNode::asText)
        .containsExactly("443:" + environment.get("INDIRETTA_HTTP_PORT").asText());
    assertThat(environment.get("INDIRETTA_TLS_KEY").asText())
        .isEqualTo(environment.get("INDIRETTA_TLS_CERT").asText() + ".key");
  }

  @Test
  void haproxyTakesTheConfiguration() throws Exception {
    TestCertificate certificate = TestCertificate.make(folder);
    Files.writeString(folder.resolve("live.pem"), certificate.certPem());
    Files.writeString(folder.resolve("live.pem.key"), certificate.keyPem());
    Path here = folder.resolve("haproxy.cfg");
    // Here nobody has the names of the containers.
    Files.writeString(
        here,
        balancer()
            .replace("/certificate/", folder + "/")
            .replaceAll(" server-(one|two):", " 127.0.0.1:"));

    String said = said(Balancer.command("-c", "-f", here.toString()));

    assertThat(said).contains("Configuration file is valid").doesNotContain("WARNING");
  }

  /** Where there is Docker Compose, whichever of the two: it reads the file as we do. */
  @Test
  void dockerComposeTakesTheFile() throws Exception {
    List<String> compose = composeCommand();
    assumeTrue(!compose.isEmpty(), "there is no Docker Compose here");
    Map<String, String> env = new TreeMap<>();
    env.put("INDIRETTA_PUBLIC_URL", "https://live.example.ch");
    env.put("INDIRETTA_DATABASE_PASSWORD", "abc");
    env.put("INDIRETTA_REDIS_PASSWORD", "def");
    env.put("INDIRETTA_TURN_SECRET", "ghi");
    env.put("INDIRETTA_TURN_IP", "192.0.2.1");

    JsonNode read =
        new ObjectMapper().valueToTree(new Yaml().load(said(config(compose, env)))).get("services");

    assertThat(read.fieldNames())
        .toIterable()
        .contains("balancer", "server-one", "server-two", "database", "redis", "turn");
    assertThat(read.at("/server-two/environment/INDIRETTA_REDIS_URL").asText())
        .isEqualTo("redis://:def@redis:6379");
    for (String needed : env.keySet()) {
      Map<String, String> without = new TreeMap<>(env);
      without.remove(needed);
      assertThat(config(compose, without).start().waitFor()).as(needed).isNotZero();
    }
  }

  private static List<String> composeCommand() throws Exception {
    for (List<String> command : List.of(List.of("docker", "compose"), List.of("docker-compose"))) {
      try {
        ProcessBuilder version = new ProcessBuilder(new ArrayList<>(command));
        version.command().add("version");
        if (version.redirectErrorStream(true).start().waitFor() == 0) {
          return command;
        }
      } catch (IOException notThere) {
        // The other one may be.
      }
    }
    return List.of();
  }

  private ProcessBuilder config(List<String> compose, Map<String, String> env) throws IOException {
    Path none = Files.writeString(folder.resolve("none.env"), "");
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(compose));
    // Not the settings of whoever runs this.
    builder.command().addAll(List.of("--env-file", none.toString(), "config"));
    builder.environment().keySet().removeIf(key -> key.startsWith("INDIRETTA_"));
    builder.environment().putAll(env);
    return builder.redirectError(folder.resolve("config.err").toFile());
  }

  private String said(ProcessBuilder builder) throws Exception {
    Path out = folder.resolve("said.txt");
    Process process = builder.redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(RUN_S, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(() -> read(out)).isZero();
    return read(out);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
