package org.indiretta.api;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code openapi.yaml}: what there is, who may use it, and the text that is served. */
public final class Contract {
  /** Where the contract's operations stand. */
  static final String BASE = "/api/v1";

  private static final String FILE = "/openapi.yaml";
  private static final String ROLE = "x-role";
  private static final String BY_ITSELF = "x-by-itself";

  /** Who may use an operation. */
  enum Access {
    PUBLIC,
    CITIZEN,
    OPERATOR,
    SUPERVISOR,
    ADMIN
  }

  /**
   * One operation.
   *
   * @param portal whether pages of portals use it (CORS), not only our own
   * @param byPerson whether a person does it, which keeps the sign-in of staff awake: what changes
   *     something, but for what says {@code x-by-itself}; reading alone may be the browser's doing
   * @param bodyType the declared content type; null when it takes no body
   */
  record Declared(
      String id, Set<Access> access, boolean portal, boolean byPerson, String bodyType) {
    boolean isPublic() {
      return access.contains(Access.PUBLIC);
    }
  }

  private final Buffer json;
  private final OpenAPIContract validating;
  private final Map<String, Declared> operations;

  private Contract(Buffer json, OpenAPIContract validating, Map<String, Declared> operations) {
    this.json = json;
    this.validating = validating;
    this.operations = Map.copyOf(operations);
  }

  /**
   * Reads the contract from the class path.
   *
   * @return fails with {@link IllegalStateException} when an operation does not say its role
   */
  static Future<Contract> load(Vertx vertx) {
    return vertx.executeBlocking(Contract::readYaml).compose(document -> load(vertx, document));
  }

  static Future<Contract> load(Vertx vertx, JsonObject document) {
    Map<String, Declared> operations = new HashMap<>();
    JsonObject requestsOnly = document.copy();
    for (String path : document.getJsonObject("paths").fieldNames()) {
      JsonObject methods = document.getJsonObject("paths").getJsonObject(path);
      for (String method : methods.fieldNames()) {
        try {
          Declared declared = declared(method, path, methods.getJsonObject(method));
          operations.put(declared.id(), declared);
        } catch (IllegalStateException e) {
          return Future.failedFuture(e);
        }
        requestsOnly
            .getJsonObject("paths")
            .getJsonObject(path)
            .getJsonObject(method)
            .put("responses", answersLeftOut());
      }
    }
    requestsOnly.getJsonObject("components").remove("responses");
    JsonObject server = new JsonObject().put("url", "http://localhost" + BASE);
    requestsOnly.put("servers", new JsonArray().add(server));
    return OpenAPIContract.from(vertx, requestsOnly)
        .map(validating -> new Contract(document.toBuffer(), validating, operations));
  }

  /** Only requests are validated; the validator knows few content types of answers. */
  private static JsonObject answersLeftOut() {
    return new JsonObject().put("default", new JsonObject().put("description", "see the contract"));
  }

  private static Declared declared(String method, String path, JsonObject operation) {
    JsonArray roles = operation.getJsonArray(ROLE);
    if (roles == null || roles.isEmpty()) {
      throw new IllegalStateException(
          "openapi.yaml: " + method + " " + path + " declares no " + ROLE);
    }
    Set<Access> access = EnumSet.noneOf(Access.class);
    roles.forEach(role -> access.add(Access.valueOf((String) role)));
    JsonArray tags = operation.getJsonArray("tags", new JsonArray());
    JsonObject body = operation.getJsonObject("requestBody");
    String bodyType =
        body == null ? null : body.getJsonObject("content").fieldNames().iterator().next();
    return new Declared(
        operation.getString("operationId"),
        access,
        access.contains(Access.CITIZEN) || tags.contains("public"),
        !method.equals("get") && !operation.getBoolean(BY_ITSELF, false),
        bodyType);
  }

  private static JsonObject readYaml() {
    try (InputStream in = Contract.class.getResourceAsStream(FILE)) {
      return new JsonObject(
          new YAMLMapper().readValue(in, new TypeReference<Map<String, Object>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole document as JSON. */
  Buffer json() {
    return json;
  }

  /** For validating requests. */
  OpenAPIContract validating() {
    return validating;
  }

  /** By operation id. */
  Map<String, Declared> operations() {
    return operations;
  }

  /** Which operation that is; empty when there is none. */
  Optional<Declared> find(HttpMethod method, String path) {
    Operation operation = validating.findOperation(path, method);
    return Optional.ofNullable(operation).map(found -> operations.get(found.getOperationId()));
  }
}
