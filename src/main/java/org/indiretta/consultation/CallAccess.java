package org.indiretta.consultation;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.indiretta.consultation.CallStep.Decision;
import org.indiretta.identity.CallId;
import org.indiretta.identity.PeerId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.transcript.Writer;

/** Who may have to do with a call at all, before a rule is asked (C1, C4, C13). */
final class CallAccess {
  private CallAccess() {}

  /** Any participant, while it is active; somebody else's is not there (C1). */
  static Decision asParticipant(
      Principal principal, Consultation of, Function<Writer, Decision> rule) {
    Writer me = participant(principal, of);
    if (me == null) {
      return new Decision.Refuse(ErrorCode.NOT_FOUND, "no such consultation");
    }
    return of.state() instanceof State.Active
        ? rule.apply(me)
        : wrongState("the consultation is not active");
  }

  /** The citizen or the owner; who else takes part in the call is FORBIDDEN. */
  static Decision asSide(Principal principal, Consultation of, Function<Writer, Decision> rule) {
    return asParticipant(
        principal,
        of,
        me ->
            isSide(principal, of)
                ? rule.apply(me)
                : new Decision.Refuse(
                    ErrorCode.FORBIDDEN, "only for the citizen and the operator"));
  }

  /** The owner; who else takes part is FORBIDDEN. */
  static Decision asOwner(
      Principal principal, Consultation of, CallId id, Function<Call.Running, Decision> rule) {
    return withCall(
        principal,
        of,
        id,
        (me, open) -> {
          if (!(principal instanceof Principal.Staff staff) || !of.isOwnedBy(staff.id())) {
            return new Decision.Refuse(ErrorCode.FORBIDDEN, "only for the operator of it");
          }
          return open instanceof Call.Running call
              ? rule.apply(call)
              : wrongState("it is not accepted yet");
        });
  }

  /** Who this is in the consultation, also when only invited to its call; null for nobody. */
  static Writer participant(Principal principal, Consultation of) {
    return switch (principal) {
      case Principal.Citizen citizen -> of.isOf(citizen) ? new Writer.Citizen(citizen.id()) : null;
      case Principal.Staff staff ->
          of.isOwnedBy(staff.id()) || of.isJoinedBy(staff.id())
              ? new Writer.Operator(staff.id())
              : member(principal, of).map(CallMember::who).orElse(null);
      case Principal.Guest _ -> member(principal, of).map(CallMember::who).orElse(null);
    };
  }

  private static boolean isSide(Principal principal, Consultation of) {
    return switch (principal) {
      case Principal.Citizen citizen -> of.isOf(citizen);
      case Principal.Staff staff -> of.isOwnedBy(staff.id());
      case Principal.Guest _ -> false;
    };
  }

  /** The place in the running call. */
  static Optional<CallMember> member(Principal principal, Consultation of) {
    if (!(of.call() instanceof Call.Running call)) {
      return Optional.empty();
    }
    return switch (principal) {
      case Principal.Citizen citizen ->
          of.isOf(citizen) ? call.member(new Writer.Citizen(citizen.id())) : Optional.empty();
      case Principal.Staff staff -> call.member(staff.id());
      case Principal.Guest guest ->
          of.id().equals(guest.consultation())
              ? call.member(guest.id().member())
              : Optional.empty();
    };
  }

  static Decision withCall(
      Principal principal, Consultation of, CallId id, BiFunction<Writer, Call, Decision> rule) {
    return asParticipant(
        principal,
        of,
        me ->
            of.call() == null || !of.call().id().equals(id)
                ? wrongState("the call has ended")
                : rule.apply(me, of.call()));
  }

  static Decision withRunning(
      Principal principal,
      Consultation of,
      CallId id,
      BiFunction<Call.Running, CallMember, Decision> rule) {
    return withCall(
        principal,
        of,
        id,
        (me, open) ->
            open instanceof Call.Running call
                ? call.member(me)
                    .map(mine -> rule.apply(call, mine))
                    .orElseGet(() -> wrongState("you are not in it"))
                : wrongState("it is not accepted yet"));
  }

  static Decision withPeer(
      Principal principal,
      Consultation of,
      CallId id,
      PeerId peer,
      BiFunction<Call.Running, CallMember, Decision> rule) {
    return withRunning(
        principal,
        of,
        id,
        (call, mine) ->
            mine.isAt(peer) ? rule.apply(call, mine) : wrongState("another browser joined since"));
  }

  static Decision.Refuse wrongState(String detail) {
    return new Decision.Refuse(ErrorCode.WRONG_STATE, detail);
  }
}
