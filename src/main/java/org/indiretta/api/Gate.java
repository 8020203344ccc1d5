package org.indiretta.api;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.authorization.RoleBasedAuthorization;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.util.Optional;
import java.util.Set;
import org.indiretta.auth.Auth;
import org.indiretta.auth.CitizenTokens;
import org.indiretta.auth.NotSignedIn;
import org.indiretta.auth.RoleAuthorization;
import org.indiretta.auth.Secret;
import org.indiretta.auth.SignIns;
import org.indiretta.auth.StaffUser;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.Credential;

/**
 * The first handler of every request to the API: which operation is it, may this Origin ask, who is
 * it, may they. Nothing of the body is read before it has said yes.
 */
final class Gate implements SecurityPolicyHandler {
  private static final String BEARER = "Bearer ";
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Contract contract;
  private final Origins origins;
  private final AuthenticationProvider cookies;
  private final SignIns signIns;
  private final RoleAuthorization roles = new RoleAuthorization();
  private final CitizenTokens citizenTokens;

  Gate(Contract contract, Origins origins, Auth auth) {
    this.contract = contract;
    this.origins = origins;
    this.cookies = auth.cookies();
    this.signIns = auth.signIns();
    this.citizenTokens = auth.citizenTokens();
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.method().equals(HttpMethod.OPTIONS)) {
      preflight(context);
      return;
    }
    Optional<Contract.Declared> found = contract.find(request.method(), request.path());
    if (found.isEmpty()) {
      context.fail(ProblemException.notFound());
      return;
    }
    Contract.Declared operation = found.get();
    try {
      checkOrigin(context, operation);
      checkType(request, operation);
    } catch (ProblemException e) {
      context.fail(e);
      return;
    }
    request.pause();
    var _ =
        admitted(context, operation)
            .onComplete(
                principal -> {
                  request.resume();
                  principal.ifPresent(known -> Call.setPrincipal(context, known));
                  context.next();
                },
                fault -> {
                  request.resume();
                  context.fail(fault);
                });
  }

  /** Pages of portals may use what is theirs; our own pages everything. */
  private void checkOrigin(RoutingContext context, Contract.Declared operation) {
    HttpServerRequest request = context.request();
    String origin = request.getHeader("Origin");
    boolean byCookie = bearer(request) == null && !operation.isPublic();
    boolean portal = operation.portal() && !byCookie;
    if (operation.portal()) {
      context.response().putHeader("Vary", "Origin");
    }
    if (portal && origins.isPortal(origin)) {
      context
          .response()
          .putHeader("Access-Control-Allow-Origin", origin)
          .putHeader("Access-Control-Expose-Headers", "Content-Disposition, Retry-After");
      return;
    }
    if (SAFE.contains(request.method()) && (portal || origin == null || origins.isOwn(origin))) {
      return;
    }
    if (!portal && origins.isOwn(origin)) {
      return;
    }
    throw ProblemException.of(ProblemCode.FORBIDDEN, "this Origin may not ask that");
  }

  /** A form of a foreign page can neither set this type nor, without it, reach staff's routes. */
  private static void checkType(HttpServerRequest request, Contract.Declared operation) {
    boolean byBearer = bearer(request) != null;
    if (SAFE.contains(request.method()) || (operation.bodyType() == null && byBearer)) {
      return;
    }
    String expected = operation.bodyType() == null ? "application/json" : operation.bodyType();
    String type = request.getHeader("Content-Type");
    if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(expected)) {
      throw ProblemException.of(ProblemCode.BAD_TYPE, expected + " is expected");
    }
  }

  private Future<Optional<Principal>> admitted(
      RoutingContext context, Contract.Declared operation) {
    if (operation.isPublic()) {
      return Future.succeededFuture(Optional.empty());
    }
    String token = bearer(context.request());
    if (token != null) {
      return operation.access().contains(Contract.Access.CITIZEN)
          ? citizen(token)
          : Future.failedFuture(unauthenticated());
    }
    return staff(context, operation);
  }

  private Future<Optional<Principal>> citizen(String token) {
    if (!Secret.looksLikeOne(token)) {
      return Future.failedFuture(unauthenticated());
    }
    return citizenTokens
        .authenticate(new Credential.Token(token))
        .compose(
            citizen ->
                citizen.isPresent()
                    ? Future.succeededFuture(citizen.map(Principal.class::cast))
                    : Future.failedFuture(unauthenticated()));
  }

  private Future<Optional<Principal>> staff(RoutingContext context, Contract.Declared operation) {
    Optional<String> cookie = SignInCookie.read(context.request());
    if (cookie.isEmpty()) {
      return Future.failedFuture(unauthenticated());
    }
    return cookies
        .authenticate(new TokenCredentials(cookie.get()))
        .onSuccess(user -> Call.setSignInEnd(context, StaffUser.endsAt(user)))
        .compose(user -> roles.getAuthorizations(user).map(user))
        .compose(
            user ->
                mayUse(user, operation)
                    ? awake(StaffUser.principal(user), operation)
                    : Future.failedFuture(
                        ProblemException.of(
                            ProblemCode.FORBIDDEN, "this needs another role than yours")))
        .recover(
            fault ->
                Future.failedFuture(fault instanceof NotSignedIn out ? signedOut(out) : fault));
  }

  /** Who does something is there. */
  private Future<Optional<Principal>> awake(Principal.Staff staff, Contract.Declared operation) {
    Future<Void> written =
        operation.byPerson() ? signIns.active(staff.signIn()) : Future.succeededFuture();
    return written.map(Optional.of(staff));
  }

  private static boolean mayUse(User user, Contract.Declared operation) {
    return operation.access().stream()
        .filter(access -> access != Contract.Access.CITIZEN)
        .anyMatch(
            access -> user.authorizations().verify(RoleBasedAuthorization.create(access.name())));
  }

  /** The browser's question before a portal's request (Fetch standard, CORS protocol). */
  private void preflight(RoutingContext context) {
    HttpServerRequest request = context.request();
    String origin = request.getHeader("Origin");
    String wanted = request.getHeader("Access-Control-Request-Method");
    boolean portal =
        wanted != null
            && contract
                .find(HttpMethod.valueOf(wanted), request.path())
                .map(Contract.Declared::portal)
                .orElse(false);
    if (!portal || !origins.isPortal(origin)) {
      context.fail(ProblemException.of(ProblemCode.FORBIDDEN, "this Origin may not ask that"));
      return;
    }
    var _ =
        context
            .response()
            .setStatusCode(204)
            .putHeader("Vary", "Origin")
            .putHeader("Access-Control-Allow-Origin", origin)
            .putHeader("Access-Control-Allow-Methods", wanted)
            .putHeader("Access-Control-Allow-Headers", "authorization, content-type, x-file-name")
            .putHeader("Access-Control-Max-Age", "600")
            .end();
  }

  /** The token after "Bearer "; null without the header; "" when the header is another. */
  private static String bearer(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null) {
      return null;
    }
    return header.startsWith(BEARER) ? header.substring(BEARER.length()).strip() : "";
  }

  /** Says in {@code detail} how the sign-in ended, for words on the screen. */
  private static ProblemException signedOut(NotSignedIn out) {
    return out.why()
        .map(why -> ProblemException.of(ProblemCode.UNAUTHENTICATED, why.name()))
        .orElseGet(Gate::unauthenticated);
  }

  private static ProblemException unauthenticated() {
    return ProblemException.of(ProblemCode.UNAUTHENTICATED, "a valid token or sign-in is expected");
  }
}
