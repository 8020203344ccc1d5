package org.indiretta.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.indiretta.identity.Language;
import org.indiretta.identity.Principal;

/** One request to one operation, admitted by the {@link Gate} and validated by the contract. */
final class Call {
  private static final String PRINCIPAL = "indiretta.principal";
  private static final String SIGN_IN_END = "indiretta.signInEnd";

  private final RoutingContext context;
  private final ClientAddress addresses;

  Call(RoutingContext context, ClientAddress addresses) {
    this.context = context;
    this.addresses = addresses;
  }

  static void setSignInEnd(RoutingContext context, Instant endsAt) {
    context.put(SIGN_IN_END, endsAt);
  }

  /** When the sign-in of staff ends in any case. */
  Instant signInEndsAt() {
    return context.get(SIGN_IN_END);
  }

  static void setPrincipal(RoutingContext context, Principal principal) {
    context.put(PRINCIPAL, principal);
  }

  static Principal principal(RoutingContext context) {
    return context.get(PRINCIPAL);
  }

  static Principal.Staff staff(RoutingContext context) {
    return (Principal.Staff) principal(context);
  }

  /** A path parameter as its id; NOT_FOUND for what is no id. */
  static <T> T pathId(RoutingContext context, String name, Function<String, T> reader) {
    try {
      return reader.apply(context.pathParam(name));
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound();
    }
  }

  /** Who asks; the operation's role says which kind it can be. */
  Principal principal() {
    return context.get(PRINCIPAL);
  }

  Principal.Staff staff() {
    return (Principal.Staff) principal();
  }

  Principal.Citizen citizen() {
    return (Principal.Citizen) principal();
  }

  /** A path parameter as its id; what is no id is answered as if there were no such thing. */
  <T> T path(String name, Function<String, T> reader) {
    return pathId(context, name, reader);
  }

  /** A query parameter; MALFORMED when it cannot be read. */
  <T> Optional<T> query(String name, Function<String, T> reader) {
    String text = context.request().getParam(name);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(text));
    } catch (RuntimeException e) {
      throw ProblemException.of(ProblemCode.MALFORMED, name + ": " + e.getMessage());
    }
  }

  /** The language that the contract requires. */
  Language language() {
    return query("language", Language::of)
        .orElseThrow(
            () -> ProblemException.of(ProblemCode.MALFORMED, "language: it, de, fr or en"));
  }

  /** The body as a record, whose constructor checks it. */
  <T> T body(Class<T> type) {
    return ApiJson.read(bytes(), type);
  }

  Buffer bytes() {
    Buffer body = context.body().buffer();
    return body == null ? Buffer.buffer() : body;
  }

  String header(String name) {
    return request().getHeader(name);
  }

  /** The address the browser came from, for slowing. */
  String address() {
    return addresses.of(request());
  }

  private HttpServerRequest request() {
    return context.request();
  }
}
