package org.indiretta.auth;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Right;
import org.indiretta.identity.Role;
import org.indiretta.identity.SignInId;

/** A signed-in member of staff as Vert.x Auth knows people, and back. */
public final class StaffUser {
  private StaffUser() {}

  static User of(SignIns.Known known) {
    Principal.Staff staff = known.staff();
    JsonArray rights = new JsonArray(staff.rights().stream().map(Right::name).toList());
    return User.create(
        new JsonObject()
            .put("operator", staff.id().toString())
            .put("signIn", staff.signIn().value().toString())
            .put("role", staff.role().name())
            .put("rights", rights)
            .put("endsAt", known.endsAt().toString()));
  }

  /** Who that is. */
  public static Principal.Staff principal(User user) {
    JsonObject principal = user.principal();
    return new Principal.Staff(
        OperatorId.of(principal.getString("operator")),
        Role.valueOf(principal.getString("role")),
        principal.getJsonArray("rights").stream()
            .map(right -> Right.valueOf((String) right))
            .collect(Collectors.toUnmodifiableSet()),
        new SignInId(UUID.fromString(principal.getString("signIn"))));
  }

  /** When the sign-in ends in any case. */
  public static Instant endsAt(User user) {
    return Instant.parse(user.principal().getString("endsAt"));
  }
}
