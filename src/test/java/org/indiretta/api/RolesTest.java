package org.indiretta.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.indiretta.sql.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.indiretta.auth.CitizenTokens;
import org.indiretta.identity.SiteId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every operation of the contract with everybody who may and may not use it. */
final class RolesTest {
  @RegisterExtension static final ApiServer SERVER = new ApiServer();

  private static final String SOME_ID = "01890000-0000-7000-8000-000000000000";
  private static final Map<Who, ApiServer.Browser> BROWSERS = new EnumMap<>(Who.class);
  private static JsonObject contract;

  private enum Who {
    NOBODY,
    CITIZEN,
    OPERATOR,
    SUPERVISOR,
    ADMIN;

    /** As the contract's roles cover one another. */
    boolean mayUse(Set<String> roles) {
      return roles.contains("PUBLIC")
          || switch (this) {
            case NOBODY -> false;
            case CITIZEN -> roles.contains("CITIZEN");
            case OPERATOR -> roles.contains("OPERATOR");
            case SUPERVISOR -> roles.contains("OPERATOR") || roles.contains("SUPERVISOR");
            case ADMIN -> roles.stream().anyMatch(role -> !role.equals("CITIZEN"));
          };
    }
  }

  @BeforeAll
  static void signIn() throws Exception {
    CitizenTokens.Made citizen =
        await(SERVER.auth.citizenTokens().make(new SiteId("ch"), null, "127.0.0.1"));
    BROWSERS.put(Who.NOBODY, SERVER.browser());
    BROWSERS.put(Who.CITIZEN, SERVER.browser().bearer(citizen.token().value()));
    BROWSERS.put(Who.OPERATOR, SERVER.signedIn("Luca"));
    BROWSERS.put(Who.SUPERVISOR, SERVER.signedIn("Marta"));
    BROWSERS.put(Who.ADMIN, SERVER.signedIn("Anna"));
    contract = SERVER.browser().get("/api/v1/openapi.json").json();
  }

  @TestFactory
  Stream<DynamicTest> everyOperationLetsInWhomItDeclaresAndNobodyElse() {
    List<DynamicTest> tests = new ArrayList<>();
    JsonObject paths = contract.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      for (String method : paths.getJsonObject(path).fieldNames()) {
        JsonObject operation = paths.getJsonObject(path).getJsonObject(method);
        tests.add(
            DynamicTest.dynamicTest(
                operation.getString("operationId"), () -> check(method, path, operation)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(45);
    return tests.stream();
  }

  private static void check(String method, String path, JsonObject operation) throws Exception {
    Set<String> roles =
        operation.getJsonArray("x-role").stream()
            .map(String.class::cast)
            .collect(Collectors.toSet());
    assertThat(roles).isNotEmpty();
    for (Who who : Who.values()) {
      // Signing out and erasing would end the very credentials; who may is asked in other tests.
      if (who.mayUse(roles)
          && List.of("signOut", "deleteCitizen").contains(operation.getString("operationId"))) {
        continue;
      }
      int status = send(BROWSERS.get(who), method, path, operation);
      if (who.mayUse(roles)) {
        assertThat(status).as("%s may %s %s", who, method, path).isNotIn(401, 403, 500, 503);
      } else {
        int expected = who == Who.NOBODY || who == Who.CITIZEN ? 401 : 403;
        assertThat(status).as("%s may not %s %s", who, method, path).isEqualTo(expected);
      }
    }
  }

  /** The body is wrong on purpose: who may is refused for that, and changes nothing. */
  private static int send(
      ApiServer.Browser browser, String method, String path, JsonObject operation)
      throws Exception {
    JsonObject body = operation.getJsonObject("requestBody");
    boolean bytes =
        body != null && body.getJsonObject("content").containsKey("application/octet-stream");
    browser.contentType = bytes ? "application/octet-stream" : "application/json";
    browser.headers.clear();
    if (bytes) {
      browser.headers.put("X-File-Name", "a.pdf");
    }
    String concrete =
        path.replaceAll("\\{(site|group|topic)}", "no-such-thing")
            .replaceAll("\\{[a-zA-Z]+}", SOME_ID);
    byte[] payload = body == null || method.equals("get") ? null : "{\"x\":1}".getBytes(UTF_8);
    String query = method.equals("get") ? "?site=ch&language=it" : "";
    return browser
        .send(method.toUpperCase(Locale.ROOT), "/api/v1" + concrete + query, payload)
        .status();
  }

  @Test
  void anOperationWithoutARoleStopsTheStart() {
    JsonObject without = contract.copy();
    without.getJsonObject("paths").getJsonObject("/me").getJsonObject("get").remove("x-role");

    assertThatThrownBy(() -> await(Contract.load(vertx(), without)))
        .hasMessageContaining("/me")
        .hasMessageContaining("x-role");
  }

  @Test
  void theContractKnowsFiveRoles() {
    assertThat(contract.getJsonObject("paths").fieldNames()).isNotEmpty();
    assertThat(
            contract.getJsonObject("paths").stream()
                .flatMap(path -> ((JsonObject) path.getValue()).stream())
                .map(operation -> ((JsonObject) operation.getValue()).getJsonArray("x-role"))
                .flatMap(JsonArray::stream)
                .distinct())
        .allMatch(
            role -> List.of("PUBLIC", "CITIZEN", "OPERATOR", "SUPERVISOR", "ADMIN").contains(role));
  }

  private static Vertx vertx() {
    return SERVER.database.vertx();
  }
}
