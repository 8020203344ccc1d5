package org.indiretta.consultation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.indiretta.bus.Address;
import org.indiretta.bus.Bus;
import org.indiretta.bus.News;
import org.indiretta.directory.Directory;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.Push;
import org.indiretta.transcript.Entry;
import org.indiretta.transcript.Writer;

/** Says what was committed, to whom it concerns. Never called before the commit. */
final class Teller {
  private final Bus bus;
  private final Views views;
  private final CallViews callViews;
  private final Projection projection;
  private final Directory directory;
  private volatile Consumer<CallView> callChanged = call -> {};
  private volatile Map<ConsultationId, Outlook> outlooks = Map.of();

  Teller(Bus bus, Views views, CallViews callViews, Projection projection, Directory directory) {
    this.bus = bus;
    this.views = views;
    this.callViews = callViews;
    this.projection = projection;
    this.directory = directory;
  }

  /** Hears each call that is told here, before anybody else. */
  void onCallChange(Consumer<CallView> listener) {
    callChanged = listener;
  }

  /** A new consultation: its citizen has it by the reply. */
  void started() {
    bus.publish(new News.DeskStale());
  }

  /** A move, with what it wrote. */
  void moved(Consultation before, Consultation after, Step step, List<Entry> entries) {
    entries.forEach(entry -> entry(entry, null));
    changed(before, after);
    offers(before, after, step);
    if (audienceShrank(before, after)) {
      ownerChanged(after);
    }
    bus.publish(new News.DeskStale());
  }

  /** The call as it is now, to both sides and to the nodes that hold its peers. */
  void called(ConsultationId id, Call call) {
    CallView view = callViews.of(call);
    callChanged.accept(view);
    bus.publish(new News.CallChanged(id, view));
    everybody(id, new Push.CallChanged(id, view), null);
  }

  /** What a step of the call made true. */
  void called(Consultation before, Consultation after, CallStep step, List<Entry> entries) {
    entries.forEach(entry -> entry(entry, null));
    if (step.told()) {
      called(after.id(), step.next());
    }
    if (step.cut() != null) {
      Push ended = new Push.ShareEnded(after.id(), step.next().id(), step.cut().what());
      push(Set.of(new Address.Peer(step.cut().peer())), ended, null);
    }
    if (before.mode() != after.mode()) {
      changed(before, after);
    }
    if (audienceShrank(before, after)) {
      ownerChanged(after);
    }
    if (before.mode() != after.mode() || !invitations(before).equals(invitations(after))) {
      bus.publish(new News.DeskStale());
    }
  }

  /** Somebody of staff beside the owner may no longer receive it (P7). */
  void leftByStaff(Consultation after) {
    ownerChanged(after);
    bus.publish(new News.DeskStale());
  }

  /** To one operator, wherever they are signed in. */
  void toPerson(OperatorId operator, Push push) {
    person(operator, push);
  }

  private void ownerChanged(Consultation after) {
    bus.publish(new News.OwnerChanged(after.id(), after.state().owner(), after.otherStaff()));
  }

  /** Which of staff see the call on their desk, and how. */
  private static Map<Writer, Boolean> invitations(Consultation of) {
    return of.call() instanceof Call.Running call
        ? call.members().stream()
            .filter(member -> !member.role().isMain() && !member.role().isGuest())
            .collect(Collectors.toMap(CallMember::who, CallMember::isInvited))
        : Map.of();
  }

  /** A new entry; {@code except} is the connection that has it by its reply, or null. */
  void entry(Entry entry, String except) {
    ConsultationId id = entry.consultation();
    Push staff = new Push.EntryAdded(id, projection.forStaff(entry));
    if (Projection.isSameForAll(entry.body())) {
      push(everybodyOf(id), staff, except);
    } else {
      push(Set.of(new Address.StaffOf(id)), staff, except);
      Push others = new Push.EntryAdded(id, projection.forCitizen(entry));
      push(Set.of(new Address.CitizenOf(id), new Address.GuestsOf(id)), others, null);
    }
  }

  /** The content of a place is gone, for everybody. */
  void erased(ConsultationId id, long seq) {
    push(everybodyOf(id), new Push.EntryErased(id, seq), null);
  }

  /** To the citizen's side only. */
  void citizen(ConsultationId id, Push push, String except) {
    push(Set.of(new Address.CitizenOf(id)), push, except);
  }

  /** To the staff's side only. */
  void staff(ConsultationId id, Push push, String except) {
    push(Set.of(new Address.StaffOf(id)), push, except);
  }

  /** To both sides and the guests. */
  void everybody(ConsultationId id, Push push, String except) {
    push(everybodyOf(id), push, except);
  }

  private static Set<Address> everybodyOf(ConsultationId id) {
    return Set.of(new Address.CitizenOf(id), new Address.StaffOf(id), new Address.GuestsOf(id));
  }

  /** To everybody else. */
  void others(Consultation of, Writer from, Push push, String except) {
    push(othersThan(of, from), push, except);
  }

  /** Whether {@link #others} would come to somebody now (P5). */
  boolean reachesOthers(Consultation of, Writer from) {
    return bus.reaches(othersThan(of, from));
  }

  /** Where everybody else hears: the own side only when there are several of it in the call. */
  static Set<Address> othersThan(Consultation of, Writer from) {
    Set<Address> others = new HashSet<>(everybodyOf(of.id()));
    boolean several =
        of.call() instanceof Call.Running call
            && call.members().stream().filter(it -> it.who().getClass() == from.getClass()).count()
                > 1;
    if (!several) {
      others.remove(
          switch (from) {
            case Writer.Citizen _ -> new Address.CitizenOf(of.id());
            case Writer.Operator _ -> new Address.StaffOf(of.id());
            case Writer.Guest _ -> new Address.GuestsOf(of.id());
            case Writer.Server _ -> throw new IllegalArgumentException("the server says nothing");
          });
    }
    return Set.copyOf(others);
  }

  /**
   * To the citizen: the place in the queue, or what is said about it, is another one. Every node
   * estimates for itself and tells those who are connected to it.
   */
  void place(Consultation of) {
    Push push = new Push.ConsultationChanged(forCitizen(of));
    bus.publishHere(new News.Pushed(Set.of(new Address.CitizenOf(of.id())), push, null));
  }

  /** Something about the citizen changed that staff see. */
  void citizenChanged(Consultation after) {
    staff(after.id(), new Push.ConsultationChanged(views.forStaff(after)), null);
  }

  /** The citizen wants to be called: to both sides, and to the desks. */
  void keptPlace(Consultation after) {
    citizen(after.id(), new Push.ConsultationChanged(forCitizen(after)), null);
    citizenChanged(after);
    if (after.state() instanceof State.Offered offered) {
      offerMade(after, offered);
    }
    deskStale();
  }

  /** What those who wait are told. */
  void outlooksAre(Map<ConsultationId, Outlook> known) {
    outlooks = known;
  }

  /** The citizen's view with what is known of the queue. */
  ConsultationView forCitizen(Consultation consultation) {
    return views.forCitizen(consultation, outlooks.get(consultation.id()));
  }

  /** A guest's view. */
  ConsultationView forGuest(Consultation consultation) {
    return views.forGuest(consultation);
  }

  /** The staff's view. */
  ConsultationView forStaff(Consultation consultation) {
    return views.forStaff(consultation);
  }

  /** Desks are to be drawn again. */
  void deskStale() {
    bus.publish(new News.DeskStale());
  }

  private void changed(Consultation before, Consultation after) {
    ConsultationView citizen = forCitizen(after);
    if (!Objects.equals(views.forCitizen(before, outlooks.get(after.id())), citizen)) {
      citizen(after.id(), new Push.ConsultationChanged(citizen), null);
    }
    staff(after.id(), new Push.ConsultationChanged(views.forStaff(after)), null);
    if (after.hasGuests()) {
      Push push = new Push.ConsultationChanged(views.forGuest(after));
      push(Set.of(new Address.GuestsOf(after.id())), push, null);
    }
  }

  private void offers(Consultation before, Consultation after, Step step) {
    if (before.state() instanceof State.Offered offered && step.offer() != null) {
      person(offered.to(), new Push.OfferEnded(after.id(), step.offer()));
    }
    if (after.state() instanceof State.Offered offered) {
      offerMade(after, offered);
    }
  }

  private void offerMade(Consultation after, State.Offered offered) {
    boolean serves =
        directory
            .operator(offered.to())
            .map(known -> known.levels().containsKey(after.topic()))
            .orElse(false);
    person(
        offered.to(), new Push.OfferMade(Views.waiting(after, serves, null), offered.expiresAt()));
  }

  /** Whether somebody of staff who could receive it before may no longer (P7). */
  private static boolean audienceShrank(Consultation before, Consultation after) {
    OperatorId owner = before.state().owner();
    boolean ownerGone = owner != null && !owner.equals(after.state().owner());
    return ownerGone || !after.otherStaff().containsAll(before.otherStaff());
  }

  private void person(OperatorId operator, Push push) {
    push(Set.of(new Address.Person(operator)), push, null);
  }

  private void push(Set<Address> to, Push push, String except) {
    bus.publish(new News.Pushed(to, push, except));
  }
}
