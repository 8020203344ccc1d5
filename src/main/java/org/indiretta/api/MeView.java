package org.indiretta.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.indiretta.directory.Directory;
import org.indiretta.directory.OnCall;
import org.indiretta.directory.Operator;
import org.indiretta.directory.Preferences;
import org.indiretta.identity.Language;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Right;
import org.indiretta.identity.Role;

/** Schema {@code Me}. */
record MeView(
    OperatorId id,
    String email,
    String firstName,
    String lastName,
    String office,
    Role role,
    Set<Right> rights,
    Set<Language> languages,
    boolean photo,
    boolean showPhoto,
    Preferences preferences,
    List<OnCall.Hours> onCall,
    boolean secondFactor,
    SignInView signIn) {

  record SignInView(Instant endsAt, long idleMs) {}

  static MeView of(
      Directory directory, OperatorId id, boolean secondFactor, Instant endsAt, Duration idle) {
    Operator me = directory.operator(id).orElseThrow(ProblemException::notFound);
    return new MeView(
        id,
        me.email(),
        me.firstName(),
        me.lastName(),
        me.office(),
        me.role(),
        me.rights(),
        me.languages(),
        directory.photo(id).isPresent(),
        me.showPhoto(),
        directory.preferences(id).orElseThrow(),
        me.onCall().hours(),
        secondFactor,
        new SignInView(endsAt, idle.toMillis()));
  }
}
