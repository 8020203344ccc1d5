package org.indiretta.auth;

import io.vertx.core.Future;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authorization.Authorization;
import io.vertx.ext.auth.authorization.AuthorizationProvider;
import io.vertx.ext.auth.authorization.PermissionBasedAuthorization;
import io.vertx.ext.auth.authorization.RoleBasedAuthorization;
import java.util.HashSet;
import java.util.Set;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Right;
import org.indiretta.identity.Role;

/**
 * What a member of staff may do: the roles that the own one covers, and the rights given one by
 * one. Both were read from the database together with the sign-in.
 */
public final class RoleAuthorization implements AuthorizationProvider {
  @Override
  public String getId() {
    return "indiretta-roles";
  }

  @Override
  public Future<Void> getAuthorizations(User user) {
    Principal.Staff staff = StaffUser.principal(user);
    Set<Authorization> authorizations = new HashSet<>();
    for (Role role : Role.values()) {
      if (staff.role().covers(role)) {
        authorizations.add(RoleBasedAuthorization.create(role.name()));
      }
    }
    for (Right right : staff.rights()) {
      authorizations.add(PermissionBasedAuthorization.create(right.name()));
    }
    user.authorizations().put(getId(), authorizations);
    return Future.succeededFuture();
  }
}
