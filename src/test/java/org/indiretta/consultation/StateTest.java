package org.indiretta.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.Lane;
import org.indiretta.protocol.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state × every event: a legal one leads where the table says, any other has no method. */
class StateTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final OperatorId ANNA = new OperatorId(new UUID(0, 1));
  private static final OperatorId BRUNO = new OperatorId(new UUID(0, 2));
  private static final Place PLACE = new Place(Lane.NORMAL, NOW.minusSeconds(60));
  private static final Place RETURNED = new Place(Lane.RETURNED, NOW);
  private static final HandOver REQUEST = new HandOver.ToColleague(BRUNO, "please", NOW);

  private static final HandOver.ToTopic PASSED =
      HandOver.ToTopic.passed(new TopicId("tax"), "please", NOW);
  private static final HandOver.ToTopic ASKING = PASSED.asking(BRUNO, NOW, NOW.plusSeconds(20));

  enum Event {
    OFFER,
    ACCEPT,
    DECLINE_OR_EXPIRE,
    COUNT_DOWN,
    TAKE,
    ABANDON,
    REFUSE,
    FREE_THE_HOLD,
    CLOSE,
    CLOSE_AS_ABUSIVE,
    WARN,
    UNDO,
    UNDO_TOO_LATE,
    END,
    CITIZEN_ENDS,
    LOSE_THE_OPERATOR,
    OFFER_HAND_OVER,
    ACCEPT_HAND_OVER,
    END_HAND_OVER,
    REOPEN,
    REOPEN_TOO_LATE,
    PASS_TO_A_TOPIC,
    ASK_ONE_OF_THE_TOPIC,
    ASK_NOBODY_OF_THE_TOPIC,
    COUNT_DOWN_FOR_THE_TOPIC,
    LOSE_THE_CITIZEN_WAITING,
    LOSE_THE_CITIZEN,
    COME_BACK,
    COME_BACK_TOO_LATE
  }

  /** What a state's methods allow for an event; empty when it has none or refuses. */
  private static Optional<? extends State> apply(State state, Event event) {
    return switch (event) {
      case OFFER -> as(State.Waiting.class, state, s -> s.offered(ANNA, NOW));
      case ACCEPT -> as(State.Offered.class, state, s -> s.accepted(NOW));
      case DECLINE_OR_EXPIRE -> as(State.Offered.class, state, State.Offered::returned);
      case COUNT_DOWN -> as(State.Offered.class, state, s -> s.counting(NOW));
      case TAKE -> as(State.Queued.class, state, s -> s.taken(BRUNO, NOW));
      case ABANDON -> as(State.Queued.class, state, s -> s.abandoned(NOW, false));
      case REFUSE -> as(State.Queued.class, state, s -> s.refused(NOW));
      case FREE_THE_HOLD -> as(State.Waiting.class, state, State.Waiting::freed);
      case CLOSE -> maybe(State.Active.class, state, s -> s.closing(Outcome.RESOLVED, NOW));
      case CLOSE_AS_ABUSIVE ->
          maybe(State.Active.class, state, s -> s.closing(Outcome.ABUSIVE, NOW));
      case WARN -> as(State.Active.class, state, s -> s.warned(NOW));
      case UNDO -> maybe(State.WrapUp.class, state, s -> s.undone(NOW, FIVE_SECONDS));
      case UNDO_TOO_LATE ->
          maybe(State.WrapUp.class, state, s -> s.undone(NOW.plus(FIVE_SECONDS), FIVE_SECONDS));
      case END -> as(State.WrapUp.class, state, s -> s.ended(NOW));
      case CITIZEN_ENDS ->
          as(State.Active.class, state, s -> s.ended(Outcome.ENDED_BY_CITIZEN, NOW));
      case LOSE_THE_OPERATOR -> as(State.Active.class, state, s -> s.lost(NOW, null));
      case OFFER_HAND_OVER -> as(State.Active.class, state, s -> s.handOverOffered(REQUEST));
      case ACCEPT_HAND_OVER -> maybe(State.Active.class, state, State.Active::handedOver);
      case END_HAND_OVER -> as(State.Active.class, state, State.Active::handOverEnded);
      case REOPEN -> maybe(State.Closed.class, state, s -> s.reopened(NOW, QUARTER));
      case REOPEN_TOO_LATE ->
          maybe(State.Closed.class, state, s -> s.reopened(NOW.plus(QUARTER), QUARTER));
      case PASS_TO_A_TOPIC -> as(State.Active.class, state, s -> s.handOverOffered(PASSED));
      case ASK_ONE_OF_THE_TOPIC ->
          maybe(State.Active.class, state, s -> s.asking(BRUNO, NOW, NOW.plusSeconds(20)));
      case ASK_NOBODY_OF_THE_TOPIC -> maybe(State.Active.class, state, s -> s.askingNobody(NOW));
      case COUNT_DOWN_FOR_THE_TOPIC -> maybe(State.Active.class, state, s -> s.counting(null));
      case LOSE_THE_CITIZEN_WAITING -> as(State.Queued.class, state, s -> s.abandoned(NOW, true));
      case LOSE_THE_CITIZEN -> as(State.Active.class, state, s -> s.citizenLost(NOW));
      case COME_BACK -> maybe(State.Over.class, state, s -> s.cameBack(NOW, NOW.plus(QUARTER)));
      case COME_BACK_TOO_LATE -> maybe(State.Over.class, state, s -> s.cameBack(NOW, NOW));
    };
  }

  private static final Map<String, State> STATES = new LinkedHashMap<>();
  private static final Map<String, Map<Event, State>> LEGAL = new LinkedHashMap<>();

  static {
    State.Active taken = new State.Active(BRUNO, NOW, null, null);
    State.Waiting waiting = new State.Waiting(PLACE, null);
    State.Offered offered = new State.Offered(PLACE, ANNA, NOW, false);
    State.Abandoned gone = new State.Abandoned(NOW, true);
    State.Closed citizenLost = new State.Closed(ANNA, Outcome.NO_REPLY, NOW, true);
    State.Abandoned left = new State.Abandoned(NOW, false);
    State.Refused refused = new State.Refused(NOW);
    given("waiting", waiting)
        .may(Event.OFFER, offered)
        .may(Event.TAKE, taken)
        .may(Event.ABANDON, left)
        .may(Event.LOSE_THE_CITIZEN_WAITING, gone)
        .may(Event.REFUSE, refused)
        .may(Event.FREE_THE_HOLD, waiting);
    given("held", new State.Waiting(PLACE, new Hold(ANNA, NOW)))
        .may(Event.OFFER, offered)
        .may(Event.TAKE, taken)
        .may(Event.ABANDON, left)
        .may(Event.LOSE_THE_CITIZEN_WAITING, gone)
        .may(Event.REFUSE, refused)
        .may(Event.FREE_THE_HOLD, waiting);
    given("offered", new State.Offered(PLACE, ANNA, null, false))
        .may(Event.ACCEPT, new State.Active(ANNA, NOW, null, null))
        .may(Event.DECLINE_OR_EXPIRE, waiting)
        .may(Event.COUNT_DOWN, offered)
        .may(Event.TAKE, taken)
        .may(Event.ABANDON, left)
        .may(Event.LOSE_THE_CITIZEN_WAITING, gone)
        .may(Event.REFUSE, refused);
    given("active", new State.Active(ANNA, NOW, null, null))
        .may(Event.CLOSE, new State.WrapUp(ANNA, NOW, null, Outcome.RESOLVED, NOW))
        .may(Event.WARN, new State.Active(ANNA, NOW, null, NOW))
        .may(Event.CITIZEN_ENDS, new State.Closed(ANNA, Outcome.ENDED_BY_CITIZEN, NOW, false))
        .may(Event.LOSE_THE_OPERATOR, new State.Waiting(RETURNED, null))
        .may(Event.LOSE_THE_CITIZEN, citizenLost)
        .may(Event.OFFER_HAND_OVER, new State.Active(ANNA, NOW, REQUEST, null))
        .may(Event.END_HAND_OVER, new State.Active(ANNA, NOW, null, null))
        .may(Event.PASS_TO_A_TOPIC, new State.Active(ANNA, NOW, PASSED, null));
    given("warned, asked to hand over", new State.Active(ANNA, NOW, REQUEST, NOW))
        .may(Event.CLOSE, new State.WrapUp(ANNA, NOW, NOW, Outcome.RESOLVED, NOW))
        .may(Event.CLOSE_AS_ABUSIVE, new State.WrapUp(ANNA, NOW, NOW, Outcome.ABUSIVE, NOW))
        .may(Event.WARN, new State.Active(ANNA, NOW, REQUEST, NOW))
        .may(Event.CITIZEN_ENDS, new State.Closed(ANNA, Outcome.ENDED_BY_CITIZEN, NOW, false))
        .may(Event.LOSE_THE_OPERATOR, new State.Waiting(RETURNED, null))
        .may(Event.LOSE_THE_CITIZEN, citizenLost)
        .may(Event.OFFER_HAND_OVER, new State.Active(ANNA, NOW, REQUEST, NOW))
        .may(Event.ACCEPT_HAND_OVER, new State.Active(BRUNO, NOW, null, NOW))
        .may(Event.END_HAND_OVER, new State.Active(ANNA, NOW, null, NOW))
        .may(Event.PASS_TO_A_TOPIC, new State.Active(ANNA, NOW, PASSED, NOW));
    given("passed to a topic", new State.Active(ANNA, NOW, PASSED, null))
        .may(Event.CLOSE, new State.WrapUp(ANNA, NOW, null, Outcome.RESOLVED, NOW))
        .may(Event.WARN, new State.Active(ANNA, NOW, PASSED, NOW))
        .may(Event.CITIZEN_ENDS, new State.Closed(ANNA, Outcome.ENDED_BY_CITIZEN, NOW, false))
        .may(Event.LOSE_THE_OPERATOR, new State.Waiting(RETURNED, null))
        .may(Event.LOSE_THE_CITIZEN, citizenLost)
        .may(Event.OFFER_HAND_OVER, new State.Active(ANNA, NOW, REQUEST, null))
        .may(Event.END_HAND_OVER, new State.Active(ANNA, NOW, null, null))
        .may(Event.PASS_TO_A_TOPIC, new State.Active(ANNA, NOW, PASSED, null))
        .may(Event.ASK_ONE_OF_THE_TOPIC, new State.Active(ANNA, NOW, ASKING, null));
    given("passed to a topic, one is asked", new State.Active(ANNA, NOW, ASKING, null))
        .may(Event.CLOSE, new State.WrapUp(ANNA, NOW, null, Outcome.RESOLVED, NOW))
        .may(Event.WARN, new State.Active(ANNA, NOW, ASKING, NOW))
        .may(Event.CITIZEN_ENDS, new State.Closed(ANNA, Outcome.ENDED_BY_CITIZEN, NOW, false))
        .may(Event.LOSE_THE_OPERATOR, new State.Waiting(RETURNED, null))
        .may(Event.LOSE_THE_CITIZEN, citizenLost)
        .may(Event.OFFER_HAND_OVER, new State.Active(ANNA, NOW, REQUEST, null))
        .may(Event.ACCEPT_HAND_OVER, new State.Active(BRUNO, NOW, null, null))
        .may(Event.END_HAND_OVER, new State.Active(ANNA, NOW, null, null))
        .may(Event.PASS_TO_A_TOPIC, new State.Active(ANNA, NOW, PASSED, null))
        .may(Event.ASK_ONE_OF_THE_TOPIC, new State.Active(ANNA, NOW, ASKING, null))
        .may(Event.ASK_NOBODY_OF_THE_TOPIC, new State.Active(ANNA, NOW, PASSED, null))
        .may(
            Event.COUNT_DOWN_FOR_THE_TOPIC,
            new State.Active(ANNA, NOW, ASKING.counting(null), null));
    given("wrap-up", new State.WrapUp(ANNA, NOW, null, Outcome.RESOLVED, NOW))
        .may(Event.UNDO, new State.Active(ANNA, NOW, null, null))
        .may(Event.END, new State.Closed(ANNA, Outcome.RESOLVED, NOW, false));
    given("closed", new State.Closed(ANNA, Outcome.RESOLVED, NOW, false))
        .may(Event.REOPEN, new State.Waiting(RETURNED, null));
    given("closed as abusive", new State.Closed(ANNA, Outcome.ABUSIVE, NOW, false));
    given("closed, the citizen was gone", citizenLost)
        .may(Event.REOPEN, new State.Waiting(RETURNED, null))
        .may(Event.COME_BACK, new State.Waiting(RETURNED, null));
    given("abandoned", left);
    given("abandoned, the citizen was gone", gone)
        .may(Event.COME_BACK, new State.Waiting(RETURNED, null));
    given("refused", refused);
  }

  private record Row(Map<Event, State> legal) {
    @com.google.errorprone.annotations.CanIgnoreReturnValue
    Row may(Event event, State to) {
      legal.put(event, to);
      return this;
    }
  }

  @com.google.errorprone.annotations.CanIgnoreReturnValue
  private static Row given(String name, State state) {
    STATES.put(name, state);
    Map<Event, State> legal = new EnumMap<>(Event.class);
    LEGAL.put(name, legal);
    return new Row(legal);
  }

  private static <S extends State> Optional<State> as(
      Class<S> type, State state, Function<S, ? extends State> move) {
    return type.isInstance(state) ? Optional.of(move.apply(type.cast(state))) : Optional.empty();
  }

  private static <S extends State> Optional<? extends State> maybe(
      Class<S> type, State state, Function<S, Optional<? extends State>> move) {
    return type.isInstance(state) ? move.apply(type.cast(state)) : Optional.empty();
  }

  static Stream<Arguments> everyStateAndEvent() {
    return STATES.keySet().stream()
        .flatMap(state -> Stream.of(Event.values()).map(event -> Arguments.of(state, event)));
  }

  @ParameterizedTest(name = "{0} × {1}")
  @MethodSource("everyStateAndEvent")
  void onlyTheLegalMovesExist(String state, Event event) {
    assertThat(apply(STATES.get(state), event).map(State.class::cast))
        .isEqualTo(Optional.ofNullable(LEGAL.get(state).get(event)));
  }

  @org.junit.jupiter.api.Test
  void theTableNamesEveryStateAndUsesEveryEvent() {
    Set<ConsultationState> named = EnumSet.noneOf(ConsultationState.class);
    STATES.values().forEach(state -> named.add(state.name()));
    assertThat(named).containsExactlyInAnyOrder(ConsultationState.values());

    Set<Event> used = EnumSet.noneOf(Event.class);
    LEGAL.values().forEach(legal -> used.addAll(legal.keySet()));
    assertThat(EnumSet.complementOf(EnumSet.copyOf(used)))
        .containsExactly(Event.UNDO_TOO_LATE, Event.REOPEN_TOO_LATE, Event.COME_BACK_TOO_LATE);
  }

  @org.junit.jupiter.api.Test
  void onlyActiveAndWrapUpHaveAnOwner() {
    List<String> owned =
        STATES.entrySet().stream()
            .filter(entry -> entry.getValue().owner() != null)
            .map(Map.Entry::getKey)
            .toList();
    assertThat(owned)
        .containsExactly(
            "active",
            "warned, asked to hand over",
            "passed to a topic",
            "passed to a topic, one is asked",
            "wrap-up");
  }
}
