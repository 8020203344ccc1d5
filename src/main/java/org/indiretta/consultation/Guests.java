package org.indiretta.consultation;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.indiretta.identity.CallId;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.GuestId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.PlainText;
import org.indiretta.identity.Principal;
import org.indiretta.identity.SiteId;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Reply;
import org.indiretta.transcript.Writer;

/**
 * Guests of a call: invited by its operator with a link that is good once, for at most {@link
 * CallTimings#LINK} and never longer than the call; there by a token for as long as they have their
 * place (C14, C15). Only the SHA-256 of links and tokens comes here.
 */
public final class Guests {
  private final Rooms rooms;
  private final SqlGuests sql;
  private final SqlConsultations store;
  private final Calls calls;
  private final Teller teller;

  Guests(Parts parts, Calls calls) {
    this.rooms = parts.rooms();
    this.sql = new SqlGuests(parts.rooms().database());
    this.store = parts.store();
    this.calls = calls;
    this.teller = parts.teller();
  }

  /**
   * Whom the operator wants in the call.
   *
   * @param role INTERPRETER or HELPER
   * @param name a plain line of at most {@link PlainText#NAME_CHARS} characters
   */
  public record Wanted(CallId call, CallRole role, String name) {
    public Wanted {
      if (call == null || role == null || !role.isGuest()) {
        throw new IllegalArgumentException("role: INTERPRETER or HELPER is expected");
      }
      name = PlainText.line(name == null ? null : name.strip(), PlainText.NAME_CHARS);
    }
  }

  /** How an invitation went. */
  public sealed interface Invited {
    /** The place is theirs; the link is good until then at the latest. */
    record Made(Instant expiresAt) implements Invited {}

    record Refused(ErrorCode code, String detail) implements Invited {}
  }

  /**
   * A place in the running call, for whom the link is made. By the owner, else NOT_FOUND or
   * FORBIDDEN; WRONG_STATE when no call runs or it is full.
   */
  public Future<Invited> invite(
      Principal.Staff staff, ConsultationId consultation, Wanted wanted, Buffer linkHash) {
    Instant expiresAt = rooms.clock().now().plus(CallTimings.LINK);
    CallStep.NewGuest guest = new CallStep.NewGuest(GuestId.next(), linkHash, expiresAt);
    return calls
        .inviteGuest(staff, consultation, wanted, guest)
        .map(
            refusal ->
                refusal
                    .<Invited>map(why -> new Invited.Refused(why.code(), why.detail()))
                    .orElseGet(() -> new Invited.Made(expiresAt)));
  }

  /** What a link is for. */
  public sealed interface Looked {
    /**
     * It can be used.
     *
     * @param language the citizen's
     */
    record Good(SiteId site, CallRole role, String name, Mode mode, Language language)
        implements Looked {}

    /** It was used, taken back or too old, or the call is over. */
    record Dead() implements Looked {}

    /** There never was such a link. */
    record Unknown() implements Looked {}
  }

  /** Without using it up. */
  public Future<Looked> look(Buffer linkHash) {
    return sql.look(linkHash, rooms.clock().now())
        .compose(good -> good.isPresent() ? Future.succeededFuture(good.get()) : gone(linkHash));
  }

  private Future<Looked> gone(Buffer linkHash) {
    return sql.isKnown(linkHash).map(known -> known ? new Looked.Dead() : new Looked.Unknown());
  }

  /** The place that a link gave. */
  public record Place(ConsultationId consultation, CallId call, CallRole role, String name) {}

  /** Uses the link up for a token; empty when it is dead. Of two who try one gets the place. */
  public Future<Optional<Place>> use(Buffer linkHash, Buffer tokenHash) {
    return sql.use(linkHash, tokenHash, rooms.clock().now());
  }

  /** Whose token this is; empty when they have no place (any more). */
  public Future<Optional<Principal.Guest>> find(Buffer tokenHash) {
    return sql.find(tokenHash);
  }

  /** Those of these who still have their place (P7). */
  public Future<Set<GuestId>> present(Collection<GuestId> guests) {
    return guests.isEmpty() ? Future.succeededFuture(Set.of()) : sql.present(guests);
  }

  /** What a guest is told with the welcome. */
  public record Welcomed(Reply.GuestCard card, ConsultationView consultation) {}

  /** Empty when the place is gone meanwhile. */
  public Future<Optional<Welcomed>> welcome(Principal.Guest guest) {
    return store
        .find(guest.consultation())
        .map(
            found ->
                found.flatMap(
                    of ->
                        CallAccess.member(guest, of)
                            .map(mine -> new Welcomed(card(of, mine), teller.forGuest(of)))));
  }

  private static Reply.GuestCard card(Consultation of, CallMember mine) {
    String name = mine.who() instanceof Writer.Guest guest ? guest.name() : null;
    return new Reply.GuestCard(of.call().id(), mine.id(), mine.role(), name);
  }
}
