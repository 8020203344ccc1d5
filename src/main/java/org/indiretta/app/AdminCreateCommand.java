package org.indiretta.app;

import io.vertx.core.Vertx;
import java.util.EnumSet;
import java.util.Set;
import org.indiretta.auth.Auth;
import org.indiretta.auth.OneUseLinks;
import org.indiretta.auth.SignIns;
import org.indiretta.bus.Bus;
import org.indiretta.bus.LocalBus;
import org.indiretta.directory.Change;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Operator;
import org.indiretta.directory.OperatorFields;
import org.indiretta.identity.Language;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Makes an admin and prints the one-time invitation by which that person sets a password. For
 * somebody who is an admin already it prints a new invitation. A server on the embedded PostgreSQL
 * must be stopped before.
 */
@Command(
    name = "create",
    description = "Make an admin, or a new invitation for one, and print the one-time link.",
    mixinStandardHelpOptions = true)
final class AdminCreateCommand extends ConfiguredCommand {
  @Option(names = "--email", required = true, description = "the address to sign in with")
  String email;

  @Option(names = "--first-name", required = true, description = "first name")
  String firstName;

  @Option(names = "--last-name", required = true, description = "last name")
  String lastName;

  @Override
  public Integer call() {
    Settings settings = reader().read();
    LogOutput.configure(settings.log());
    OperatorFields fields = fields();
    Vertx vertx = Vertx.vertx();
    try (Storage storage = Storage.open(vertx, settings.storage())) {
      OneUseLinks.Made invitation = invitation(vertx, storage, fields);
      System.out.println("Open this link to set the password; it is good once, for 24 hours:");
      System.out.println(
          "  " + settings.publicUrl() + "/console/invitation#" + invitation.token().value());
      return 0;
    } finally {
      vertx.close().await();
    }
  }

  private OperatorFields fields() {
    try {
      return new OperatorFields(
          email, firstName, lastName, "", Role.ADMIN, Set.of(), EnumSet.allOf(Language.class), 3);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(e.getMessage());
    }
  }

  private static OneUseLinks.Made invitation(Vertx vertx, Storage storage, OperatorFields fields) {
    Bus bus = new LocalBus(vertx);
    Directory directory = Directory.open(vertx, storage.database(), bus, storage.clock()).await();
    Auth auth = Auth.open(vertx, storage.database(), storage.clock(), bus, directory, SignIns.IDLE);
    OperatorId id = OperatorId.next();
    Change change = directory.add(id, fields).await();
    if (change == Change.DONE) {
      return auth.oneUseLinks().invite(id).await();
    }
    Operator known =
        directory.operators().stream()
            .filter(operator -> operator.email().equalsIgnoreCase(fields.email()))
            .findFirst()
            .orElseThrow(() -> new StartException("The admin was not made: " + change));
    if (known.role() != Role.ADMIN || !known.enabled()) {
      throw new StartException(
          known.email()
              + " is known, but not as an active admin: take another address, or let an admin change the role.");
    }
    return auth.oneUseLinks().invite(known.id()).await();
  }
}
