package org.indiretta.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;

/**
 * What should be offered, withdrawn, expired or given back now, as a pure function of who waits and
 * who is there; every node comes to the same one, and the conditional update behind {@link
 * OfferSink} lets one of them win. Nobody is looked for once nobody is free.
 */
public final class OfferPlan {
  /** One thing to do. */
  public sealed interface Step {
    ConsultationId consultation();

    OperatorId operator();

    /** Offer a waiting one; {@code expiresAt} null for no countdown: nobody else is eligible. */
    record Offer(
        ConsultationId consultation, OperatorId operator, Instant expiresAt, Reasons reasons)
        implements Step {}

    /** Give a waiting one to who accepts whatever is offered. */
    record Assign(ConsultationId consultation, OperatorId operator, Reasons reasons)
        implements Step {}

    /** The countdown ran out. */
    record Expire(ConsultationId consultation, OperatorId operator) implements Step {}

    /** The asked operator went away or lost the link: ask somebody else, and blame nobody. */
    record Withdraw(ConsultationId consultation, OperatorId operator) implements Step {}

    /**
     * The offer goes on with another countdown: one, when somebody else is there by now; none
     * ({@code expiresAt} null), when the others are gone.
     */
    record Countdown(ConsultationId consultation, OperatorId operator, Instant expiresAt)
        implements Step {}

    /** The operator for whom the place is held is there: they go on. */
    record GiveBack(ConsultationId consultation, OperatorId operator) implements Step {}
  }

  private final Instant now;
  private final OfferTimings timings;
  private final Staffing staffing;
  private final Function<TopicId, Chain> chains;
  private final List<Step> steps = new ArrayList<>();
  private final Set<TopicId> nobodyFree = new HashSet<>();

  private OfferPlan(
      Instant now,
      OfferTimings timings,
      Collection<Candidate> candidates,
      Function<TopicId, Chain> chains) {
    this.now = now;
    this.timings = timings;
    this.staffing = new Staffing(candidates);
    this.chains = chains;
  }

  /**
   * Plans in the order of service.
   *
   * @param queue by {@link QueueOrder#ORDER}
   * @param chains the chain of each topic; the same one for the same topic
   */
  public static OfferPlan of(
      List<QueuedConsultation> queue,
      Collection<Candidate> candidates,
      Function<TopicId, Chain> chains,
      Instant now,
      OfferTimings timings) {
    OfferPlan plan = new OfferPlan(now, timings, candidates, chains);
    queue.forEach(plan::consider);
    return plan;
  }

  /** What is to be done, in this order. */
  public List<Step> steps() {
    return List.copyOf(steps);
  }

  /** Everybody who could serve, as the plan leaves them. */
  List<Candidate> candidates() {
    return staffing.all();
  }

  /** How many are left, after the plan, who could be asked for something of this topic. */
  int freeFor(TopicId topic) {
    return staffing.freeFor(chains.apply(topic));
  }

  /** Why nobody is asked for this one, as things are after the plan. */
  Reasons whyNobody(QueuedConsultation consultation) {
    Turn turn = turn(consultation);
    return OperatorChoice.among(staffing.servingIn(turn.chain()), turn).reasons();
  }

  private Turn turn(QueuedConsultation consultation) {
    return new Turn(consultation, chains.apply(consultation.topic()), now, timings.pause());
  }

  private void consider(QueuedConsultation consultation) {
    if (consultation.offeredTo() != null) {
      reconsider(consultation);
    } else if (consultation.held(now)) {
      Candidate back = staffing.get(consultation.heldFor());
      if (back != null && back.enabled() && back.linked()) {
        steps.add(new Step.GiveBack(consultation.id(), back.id()));
        staffing.given(back.id(), consultation.mode(), now);
      }
    } else if (staffing.anyFree() && !nobodyFree.contains(consultation.topic())) {
      offer(turn(consultation));
    }
  }

  private void offer(Turn turn) {
    QueuedConsultation consultation = turn.consultation();
    Collection<Candidate> free = staffing.freeIn(turn.chain());
    if (free.isEmpty()) {
      nobodyFree.add(consultation.topic());
      return;
    }
    if (free.stream().allMatch(one -> Eligibility.refusal(turn, one).isPresent())) {
      keepRoom(turn, free);
      return;
    }
    OperatorChoice choice = OperatorChoice.among(staffing.servingIn(turn.chain()), turn);
    OperatorId chosen = choice.chosen().id();
    if (choice.chosen().autoAccept()) {
      steps.add(new Step.Assign(consultation.id(), chosen, choice.reasons()));
      staffing.given(chosen, consultation.mode(), now);
    } else {
      Instant expiresAt = choice.others() > 0 ? now.plus(timings.timeout()) : null;
      steps.add(new Step.Offer(consultation.id(), chosen, expiresAt, choice.reasons()));
      staffing.offered(chosen, consultation.mode());
    }
  }

  /**
   * Who waits long and fits nowhere is kept the room of one operator: of whom the least must end.
   * Those behind are not offered to that one (RT6), or a call would wait for as long as written
   * ones come.
   */
  private void keepRoom(Turn turn, Collection<Candidate> free) {
    if (turn.waited().compareTo(turn.chain().keepAfter()) < 0) {
      return;
    }
    Mode mode = turn.consultation().mode();
    free.stream()
        .filter(one -> Eligibility.refusal(turn, one).filter(Refusal.FULL::equals).isPresent())
        .min(
            Comparator.comparingInt((Candidate one) -> one.lacks(mode))
                .thenComparing(one -> one.id().value()))
        .ifPresent(one -> staffing.keep(one.id()));
  }

  private void reconsider(QueuedConsultation consultation) {
    Turn turn = turn(consultation);
    OperatorId asked = consultation.offeredTo();
    Candidate candidate = staffing.get(asked);
    boolean counting = consultation.offerExpiresAt() != null;
    if (candidate == null) {
      // Added on another node a moment ago: those who know them look after it.
      return;
    }
    if (!candidate.thereFor(turn.chain())) {
      steps.add(new Step.Withdraw(consultation.id(), asked));
    } else if (!counting && somebodyElse(turn, asked)) {
      Instant expiresAt = now.plus(timings.timeout());
      steps.add(new Step.Countdown(consultation.id(), asked, expiresAt));
    } else if (counting && !now.isBefore(consultation.offerExpiresAt())) {
      steps.add(
          somebodyElse(turn, asked)
              ? new Step.Expire(consultation.id(), asked)
              : new Step.Countdown(consultation.id(), asked, null));
    }
  }

  private boolean somebodyElse(Turn turn, OperatorId asked) {
    return staffing.freeIn(turn.chain()).stream()
        .filter(candidate -> !candidate.id().equals(asked))
        .anyMatch(candidate -> Eligibility.refusal(turn, candidate).isEmpty());
  }
}
