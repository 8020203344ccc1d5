package org.indiretta.socket;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.indiretta.auth.SignIns;
import org.indiretta.bus.News;
import org.indiretta.consultation.Consultations;
import org.indiretta.consultation.Looks;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.SignInId;
import org.indiretta.protocol.Codec;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.SignInEnding;
import org.indiretta.socket.Outbox.Letter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what somebody of staff may no longer have: at once by news, and within a second by the
 * {@link Patrol}, because news may be lost and idle time brings none (P7). Before a sign-in ends of
 * itself its person is warned.
 */
final class Revocations {
  private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

  private final Hub hub;
  private final SignIns signIns;
  private final Consultations consultations;
  private final Map<Connection, Principal.Staff> staff = new HashMap<>();

  /** Who was told that the end is near, and of which end. */
  private final Map<Connection, Instant> warned = new HashMap<>();

  private Set<SignInId> asked = Set.of();

  Revocations(Hub hub, Live.Parts parts) {
    this.hub = hub;
    this.signIns = parts.signIns();
    this.consultations = parts.consultations();
  }

  void watch(Connection connection, Principal.Staff who) {
    staff.put(connection, who);
  }

  void leave(Connection connection) {
    staff.remove(connection);
    warned.remove(connection);
  }

  void ownerChanged(News.OwnerChanged changed) {
    staff.forEach(
        (connection, who) -> {
          if (!who.id().equals(changed.owner()) && !changed.others().contains(who.id())) {
            connection.unfollow(changed.consultation());
          }
        });
  }

  void signedOut(News.SignedOut out) {
    endAll(
        (connection, who) ->
            who.id().equals(out.operator())
                    && (out.signIn() == null || who.signIn().equals(out.signIn()))
                ? SignInEnding.ENDED
                : null);
  }

  /** Which sign-ins are asked about. */
  Set<SignInId> claim() {
    asked = staff.values().stream().map(Principal.Staff::signIn).collect(Collectors.toSet());
    return asked;
  }

  /** Ends everybody: nobody can say who may still be there. */
  void endAllUnjudged() {
    List.copyOf(staff.keySet()).forEach(Connection::endUnjudged);
  }

  /** Ends what is over and takes away what is another's by now. */
  void answered(Patrol.Answer answer, long round) {
    Map<SignInId, SignIns.Term> terms = answer.terms();
    Instant now = Instant.ofEpochMilli(hub.nowMs());
    endAll((connection, who) -> asked.contains(who.signIn()) ? over(terms, who, now) : null);
    Map.copyOf(staff)
        .forEach(
            (connection, who) -> {
              if (asked.contains(who.signIn())) {
                warn(connection, terms.get(who.signIn()), now);
              }
              leaveOthers(connection, who, answer.seen(), round);
            });
  }

  /** Stops following what this one may not receive any more, whatever news came of it. */
  private static void leaveOthers(
      Connection connection,
      Principal.Staff who,
      Map<ConsultationId, Looks.Seen> seen,
      long round) {
    for (Following following : List.copyOf(connection.followed())) {
      Looks.Seen now = seen.get(following.consultation());
      if (following.isJudgedBy(round) && (now == null || !now.staff().contains(who.id()))) {
        connection.unfollow(following.consultation());
      }
    }
  }

  /**
   * Why the sign-in is over; null: it is not. For this link it is over, too, when its person's role
   * or rights are others by now: whoever changed them may have died before ending the sign-ins.
   */
  private static SignInEnding over(
      Map<SignInId, SignIns.Term> terms, Principal.Staff who, Instant now) {
    SignIns.Term term = terms.get(who.signIn());
    if (term == null || !term.staff().equals(who)) {
      return SignInEnding.ENDED;
    }
    return term.isOver(now) ? term.why() : null;
  }

  /** Tells once when the end is near, and once when it moved away again. */
  private void warn(Connection connection, SignIns.Term term, Instant now) {
    boolean near = term.isOver(now.plusMillis(Limits.SIGN_IN_WARNED_MS));
    Instant before = near ? warned.put(connection, term.endsAt()) : warned.remove(connection);
    if (near ? !term.endsAt().equals(before) : before != null) {
      connection.push(Letter.of(Codec.encode(new Push.SignInEnds(term.endsAt(), term.why()))));
    }
  }

  /** Ends those for whom there is a reason; who is then signed in nowhere is OFFLINE. */
  private void endAll(BiFunction<Connection, Principal.Staff, SignInEnding> reason) {
    Set<Principal.Staff> ended = new HashSet<>();
    Map.copyOf(staff)
        .forEach(
            (connection, who) -> {
              SignInEnding why = reason.apply(connection, who);
              if (why != null) {
                connection.signOut(why);
                ended.add(who);
              }
            });
    ended.forEach(this::offline);
  }

  /** When it fails, the lost link does the same later. */
  private void offline(Principal.Staff who) {
    var _ =
        Future.succeededFuture()
            .compose(now -> signIns.holdsAny(who.id()))
            .compose(
                any -> any ? Future.succeededFuture() : consultations.signedOut(who).mapEmpty())
            .onFailure(
                fault ->
                    LOG.atWarn()
                        .addKeyValue("fault", fault.getClass().getName())
                        .log("who signed out is not offline yet"));
  }
}
