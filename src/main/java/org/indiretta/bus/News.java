package org.indiretta.bus;

import java.util.Set;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.SignInId;
import org.indiretta.identity.SiteId;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.Push;

/** What a node tells the others and itself, always after the commit that made it true. */
public sealed interface News {
  /**
   * A push to people.
   *
   * @param except the connection that made it and has it already by its reply; null for none
   */
  record Pushed(Set<Address> to, Push push, String except) implements News {
    public Pushed {
      to = Set.copyOf(to);
    }
  }

  /**
   * Waiting, offers, presence or ownership changed: desks are drawn again, at most once a second
   * each.
   */
  record DeskStale() implements News {}

  /** What is open at a site may have changed. */
  record AvailabilityStale(SiteId site) implements News {}

  /**
   * The consultation has another owner (null: none), or somebody of staff left its call; staff
   * connections but the owner's and those of {@code others} stop receiving it (P7).
   */
  record OwnerChanged(ConsultationId consultation, OperatorId owner, Set<OperatorId> others)
      implements News {
    public OwnerChanged {
      others = Set.copyOf(others);
    }
  }

  /** A call of the consultation is so now: the nodes that hold its peers know who is in it. */
  record CallChanged(ConsultationId consultation, CallView call) implements News {}

  /**
   * The person's account was disabled or all sign-ins ended ({@code signIn} null), or this one
   * sign-in ended (P7).
   */
  record SignedOut(OperatorId operator, SignInId signIn) implements News {}

  /** Topics, operators or settings changed: snapshots are read again. */
  record DirectoryStale() implements News {}

  /**
   * PostgreSQL answers this node, said with each round of looks: a node that it does not answer
   * sends its people on, because there is a better one for them.
   */
  record DatabaseAnswers() implements News {}
}
