package org.indiretta.socket;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.indiretta.auth.CitizenTokens;
import org.indiretta.auth.Secret;
import org.indiretta.auth.SocketTickets;
import org.indiretta.consultation.Consultations;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.Command;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.Credential;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Reply;

/** Finds out who says hello, once per connection (rule W1). */
final class Greeter {
  private final Hub hub;
  private final Live.Parts parts;
  private final CitizenTokens citizenTokens;
  private final SocketTickets socketTickets;
  private final Consultations consultations;

  Greeter(Hub hub, Live.Parts parts) {
    this.hub = hub;
    this.parts = parts;
    citizenTokens = parts.citizenTokens();
    socketTickets = parts.socketTickets();
    consultations = parts.consultations();
  }

  Future<? extends Reply> hello(Connection from, Command.Hello hello) {
    Standing before = from.standing();
    if (before instanceof Standing.Greeting || before instanceof Standing.Greeted) {
      return Future.succeededFuture(
          Reply.Refused.of(hello.id(), ErrorCode.NOT_GREETED, "a second hello"));
    }
    from.standing(new Standing.Greeting(before));
    return find(hello.credential())
        .transform(
            found -> {
              Principal principal = found.succeeded() ? found.result().orElse(null) : null;
              return principal == null
                  ? refused(from, hello, before, found.cause())
                  : welcome(from, hello, principal);
            });
  }

  private Future<Optional<? extends Principal>> find(Credential credential) {
    return switch (credential) {
      case Credential.Token token -> citizenTokens.authenticate(token).map(found -> found);
      case Credential.Ticket ticket -> socketTickets.redeem(ticket).map(found -> found);
      case Credential.Guest guest ->
          consultations.guests().find(new Secret(guest.value()).hash()).map(found -> found);
    };
  }

  private Future<Reply> refused(
      Connection from, Command.Hello hello, Standing before, Throwable fault) {
    hub.onLoop(() -> from.standing(before));
    return fault != null
        ? Future.failedFuture(fault)
        : Future.succeededFuture(
            Reply.Refused.of(
                hello.id(), ErrorCode.UNAUTHENTICATED, "the credential is wrong, used or expired"));
  }

  /** What the welcome says to this one. */
  private record Told(Reply.StaffCard staff, Reply.GuestCard guest, List<ConsultationView> views) {}

  private Future<Reply> welcome(Connection from, Command.Hello hello, Principal principal) {
    Future<Told> theirs =
        switch (principal) {
          case Principal.Citizen citizen ->
              consultations.ofCitizen(citizen).map(views -> new Told(null, null, views));
          case Principal.Staff staff ->
              Future.succeededFuture(
                  new Told(new Reply.StaffCard(staff.id(), staff.role()), null, List.of()));
          case Principal.Guest guest ->
              consultations
                  .guests()
                  .welcome(guest)
                  .map(
                      found ->
                          found
                              .map(in -> new Told(null, in.card(), List.of(in.consultation())))
                              .orElseGet(() -> new Told(null, null, List.of())));
        };
    // Known from here on, even when the list below cannot be read: the credential may be used up.
    hub.onLoop(() -> hub.greeted(from, principal));
    return theirs.map(
        told ->
            new Reply.Welcome(
                hello.id(),
                Protocol.VERSION,
                parts.clock().now(),
                Protocol.PING_EVERY_MS,
                told.staff(),
                told.guest(),
                told.views()));
  }
}
