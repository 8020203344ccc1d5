package org.indiretta.api;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.indiretta.auth.Auth;
import org.indiretta.auth.OneUseLinks;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Operator;
import org.indiretta.directory.OperatorFields;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Right;
import org.indiretta.identity.Role;
import org.indiretta.identity.TopicId;

/** Operators and what they serve, for admins. */
final class OperatorAdminResource {
  private final Directory directory;
  private final Auth auth;
  private final URI publicUrl;

  private record Listed(List<View> operators) {}

  private record Added(View operator, Invitation invitation) {}

  private record Invitation(String link, Instant expiresAt) {}

  private record Level(int level) {}

  private record Matrix(List<Competence> competences) {}

  private record Competence(OperatorId operator, TopicId topic, int level) {}

  /** Schema {@code Operator}. */
  private record View(
      OperatorId id,
      String email,
      String firstName,
      String lastName,
      String office,
      Role role,
      Set<Right> rights,
      Set<Language> languages,
      int maxWrite,
      Map<Mode, Integer> weights,
      boolean autoAccept,
      int wrapUpS,
      boolean enabled,
      boolean passwordSet,
      boolean secondFactor) {}

  OperatorAdminResource(Directory directory, Auth auth, URI publicUrl) {
    this.directory = directory;
    this.auth = auth;
    this.publicUrl = publicUrl;
  }

  void bind(Operations operations) {
    operations
        .on("listOperators", call -> list())
        .on("createOperator", this::create)
        .on("changeOperator", this::change)
        .on("disableOperator", this::disable)
        .on("enableOperator", this::enable)
        .on("inviteOperator", this::invite)
        .on("listCompetences", call -> competences())
        .on("changeCompetence", this::changeCompetence)
        .on("removeCompetence", this::removeCompetence);
  }

  private Answer list() {
    Set<OperatorId> withPassword = auth.withPassword().await();
    Set<OperatorId> withSecondFactor = auth.withSecondFactor().await();
    return Answer.ok(
        new Listed(
            directory.operators().stream()
                .map(o -> view(o, withPassword.contains(o.id()), withSecondFactor.contains(o.id())))
                .toList()));
  }

  private Answer create(Call call) {
    OperatorFields fields = call.body(OperatorFields.class);
    OperatorId id = OperatorId.next();
    Changes.done(directory.add(id, fields).await());
    Invitation invitation = invitation(auth.oneUseLinks().invite(id).await());
    return Answer.created(new Added(view(known(id), false, false), invitation));
  }

  private Answer change(Call call) {
    OperatorId id = operator(call);
    Operator before = known(id);
    OperatorFields fields = call.body(OperatorFields.class);
    Changes.done(directory.change(id, fields).await());
    if (!before.email().equalsIgnoreCase(fields.email())) {
      auth.oneUseLinks().revoke(id).await();
    }
    if (before.role() != fields.role() || !before.rights().equals(fields.rights())) {
      auth.signIns().endAll(id).await();
    }
    return now(id);
  }

  private Answer disable(Call call) {
    OperatorId id = operator(call);
    Changes.done(directory.disable(id).await());
    auth.oneUseLinks().revoke(id).await();
    auth.signIns().endAll(id).await();
    return now(id);
  }

  private Answer enable(Call call) {
    OperatorId id = operator(call);
    Changes.done(directory.enable(id).await());
    return now(id);
  }

  private Answer invite(Call call) {
    OperatorId id = operator(call);
    if (!known(id).enabled()) {
      throw ProblemException.of(ProblemCode.WRONG_STATE, "enable the account first");
    }
    return Answer.created(invitation(auth.oneUseLinks().invite(id).await()));
  }

  private Invitation invitation(OneUseLinks.Made made) {
    return new Invitation(
        publicUrl + "/console/invitation#" + made.token().value(), made.expiresAt());
  }

  private Answer competences() {
    return Answer.ok(
        new Matrix(
            directory.operators().stream()
                .flatMap(
                    operator ->
                        operator.levels().entrySet().stream()
                            .map(
                                level ->
                                    new Competence(
                                        operator.id(), level.getKey(), level.getValue())))
                .toList()));
  }

  private Answer changeCompetence(Call call) {
    int level = call.body(Level.class).level();
    Changes.done(directory.serve(known(operator(call)).id(), topic(call), level).await());
    return Answer.done();
  }

  private Answer removeCompetence(Call call) {
    Changes.done(directory.serveNoLonger(operator(call), topic(call)).await());
    return Answer.done();
  }

  private Answer now(OperatorId id) {
    return Answer.ok(
        view(
            known(id),
            auth.withPassword().await().contains(id),
            auth.withSecondFactor().await().contains(id)));
  }

  private Operator known(OperatorId id) {
    return directory.operator(id).orElseThrow(ProblemException::notFound);
  }

  private TopicId topic(Call call) {
    TopicId topic = call.path("topic", TopicId::new);
    return directory.topic(topic).orElseThrow(ProblemException::notFound).id();
  }

  private static OperatorId operator(Call call) {
    return call.path("operator", OperatorId::of);
  }

  private static View view(Operator operator, boolean passwordSet, boolean secondFactor) {
    return new View(
        operator.id(),
        operator.email(),
        operator.firstName(),
        operator.lastName(),
        operator.office(),
        operator.role(),
        operator.rights(),
        operator.languages(),
        operator.capacity().budget(),
        operator.capacity().weights(),
        operator.autoAccept(),
        operator.wrapUpS(),
        operator.enabled(),
        passwordSet,
        secondFactor);
  }
}
