package org.indiretta.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;

/**
 * What should be offered, withdrawn, expired or given back now, as a pure function of who waits and
 * who is there; every node comes to the same one, and the conditional update behind {@link
 * OfferSink} lets one of them win.
 */
public final class OfferPlan {
  /** One thing to do. */
  public sealed interface Step {
    ConsultationId consultation();

    OperatorId operator();

    /** Offer a waiting one; {@code expiresAt} null for no countdown: nobody else is eligible. */
    record Offer(ConsultationId consultation, OperatorId operator, Instant expiresAt)
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
  private final Duration timeout;
  private final List<Candidate> candidates;
  private final List<Step> steps = new ArrayList<>();

  private OfferPlan(Instant now, Duration timeout, List<Candidate> candidates) {
    this.now = now;
    this.timeout = timeout;
    this.candidates = new ArrayList<>(candidates);
  }

  /**
   * Plans in the order of service.
   *
   * @param queue by {@link QueueOrder#ORDER}
   * @param timeout how long an offer with a countdown lasts
   */
  public static List<Step> of(
      List<QueuedConsultation> queue, List<Candidate> candidates, Instant now, Duration timeout) {
    OfferPlan plan = new OfferPlan(now, timeout, candidates);
    queue.forEach(plan::consider);
    return List.copyOf(plan.steps);
  }

  private void consider(QueuedConsultation consultation) {
    if (consultation.offeredTo() != null) {
      reconsider(consultation);
    } else if (consultation.held(now)) {
      candidates.stream()
          .filter(candidate -> candidate.id().equals(consultation.heldFor()))
          .filter(candidate -> candidate.enabled() && candidate.linked())
          .forEach(back -> steps.add(new Step.GiveBack(consultation.id(), back.id())));
    } else {
      offer(consultation);
    }
  }

  private void offer(QueuedConsultation consultation) {
    OperatorChoice choice = OperatorChoice.among(candidates, consultation);
    if (choice.chosen() == null) {
      return;
    }
    Instant expiresAt = choice.others() > 0 ? now.plus(timeout) : null;
    steps.add(new Step.Offer(consultation.id(), choice.chosen(), expiresAt));
    candidates.replaceAll(
        candidate -> candidate.id().equals(choice.chosen()) ? candidate.withOffer() : candidate);
  }

  private void reconsider(QueuedConsultation consultation) {
    OperatorId asked = consultation.offeredTo();
    boolean there =
        candidates.stream()
            .anyMatch(
                candidate ->
                    candidate.id().equals(asked) && candidate.thereFor(consultation.topic()));
    boolean counting = consultation.offerExpiresAt() != null;
    if (!there) {
      steps.add(new Step.Withdraw(consultation.id(), asked));
    } else if (!counting && somebodyElse(consultation, asked)) {
      steps.add(new Step.Countdown(consultation.id(), asked, now.plus(timeout)));
    } else if (counting && !now.isBefore(consultation.offerExpiresAt())) {
      steps.add(
          somebodyElse(consultation, asked)
              ? new Step.Expire(consultation.id(), asked)
              : new Step.Countdown(consultation.id(), asked, null));
    }
  }

  private boolean somebodyElse(QueuedConsultation consultation, OperatorId asked) {
    return candidates.stream()
        .filter(candidate -> !candidate.id().equals(asked))
        .anyMatch(candidate -> Eligibility.refusal(consultation, candidate).isEmpty());
  }
}
