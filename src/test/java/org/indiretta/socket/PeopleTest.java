package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Principal;
import org.indiretta.identity.Role;
import org.indiretta.identity.SignInId;
import org.indiretta.identity.SiteId;
import org.junit.jupiter.api.Test;

/** When the first and the last link of a person are told. */
final class PeopleTest {
  private final List<String> told = new ArrayList<>();
  private final ArrayDeque<Promise<Void>> answers = new ArrayDeque<>();
  private final People people = new People(who -> tell("linked"), who -> tell("unlinked"));
  private final Principal citizen = new Principal.Citizen(CitizenId.next(), new SiteId("rivalago"));

  private Future<Void> tell(String what) {
    told.add(what);
    Promise<Void> answer = Promise.promise();
    answers.add(answer);
    return answer.future();
  }

  private void succeed() {
    answers.remove().complete();
  }

  @Test
  void onlyTheFirstAndTheLastLinkAreTold() {
    people.opened(citizen);
    succeed();
    people.opened(citizen);
    people.closed(citizen);
    assertThat(told).containsExactly("linked");

    people.closed(citizen);
    succeed();

    assertThat(told).containsExactly("linked", "unlinked");
    assertThat(people.size()).as("nobody is remembered").isZero();
  }

  @Test
  void twoSignInsOfOnePersonAreOnePerson() {
    OperatorId id = OperatorId.next();
    people.opened(new Principal.Staff(id, Role.OPERATOR, Set.of(), SignInId.next()));
    succeed();
    people.opened(new Principal.Staff(id, Role.OPERATOR, Set.of(), SignInId.next()));

    assertThat(told).containsExactly("linked");
  }

  @Test
  void aReloadWhileItIsBeingToldKeepsTheOrder() {
    people.opened(citizen);
    people.closed(citizen);
    people.opened(citizen);
    people.closed(citizen);
    assertThat(told).as("one at a time").containsExactly("linked");

    succeed();
    assertThat(told).containsExactly("linked", "unlinked");
    succeed();

    assertThat(people.size()).isZero();
  }

  @Test
  void p5_whatCouldNotBeToldIsToldWithTheNextTick() {
    people.opened(citizen);
    answers.remove().fail("the database is away");
    assertThat(told).containsExactly("linked");

    people.tick();
    answers.remove().fail("still");
    people.tick();
    succeed();
    people.tick();

    assertThat(told).containsExactly("linked", "linked", "linked");
    assertThat(people.size()).isEqualTo(1);
  }

  @Test
  void whoLeftBeforeItCouldBeToldIsForgotten() {
    people.opened(citizen);
    people.closed(citizen);
    answers.remove().fail("the database is away");

    people.tick();

    assertThat(told).containsExactly("linked");
  }
}
