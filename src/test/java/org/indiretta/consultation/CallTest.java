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
import org.indiretta.identity.CallId;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.MemberId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.CallQuality;
import org.indiretta.protocol.CallView.CallEnd;
import org.indiretta.transcript.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state of a call × every event: a legal one leads where the table says, others are none. */
class CallTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(10);
  private static final Duration REJOIN = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(2);
  private static final Writer CITIZEN = new Writer.Citizen(new CitizenId(new UUID(0, 1)));
  private static final Writer ANNA = new Writer.Operator(new OperatorId(new UUID(0, 2)));
  private static final Writer THIRD = new Writer.Operator(new OperatorId(new UUID(0, 3)));
  private static final PeerId ONE = new PeerId(new UUID(0, 11));
  private static final PeerId TWO = new PeerId(new UUID(0, 12));
  private static final CallId ID = new CallId(new UUID(0, 21));
  private static final Call.Proposal BY_CITIZEN = new Call.Proposal(CITIZEN, NOW);

  enum Event {
    OTHER_ACCEPTS,
    PROPOSER_ACCEPTS,
    SHOW,
    END,
    CITIZEN_LEAVES,
    THIRD_LEAVES,
    CITIZEN_JOINS,
    CITIZEN_GOES,
    TIME_PASSES,
    TOO_LONG
  }

  private static Optional<? extends Call> apply(Call call, Event event) {
    return switch (event) {
      case OTHER_ACCEPTS ->
          on(Call.Proposed.class, call, c -> c.accepted(ANNA, ids(CITIZEN), ids(ANNA), LATER));
      case PROPOSER_ACCEPTS ->
          on(
              Call.Proposed.class,
              call,
              c -> c.accepted(CITIZEN, ids(CITIZEN), ids(CITIZEN), LATER));
      case SHOW ->
          switch (call) {
            case Call.Proposed c -> Optional.of(c.inMode(Mode.SHOW));
            case Call.Running c -> Optional.of(c.inMode(Mode.SHOW));
            case Call.Ended _ -> Optional.empty();
          };
      case END ->
          switch (call) {
            case Call.Proposed c -> Optional.of(c.ended(CallEnd.DECLINED, LATER));
            case Call.Running c -> Optional.of(c.ended(CallEnd.HUNG_UP, LATER));
            case Call.Ended _ -> Optional.empty();
          };
      case CITIZEN_LEAVES ->
          on(
              Call.Running.class,
              call,
              c -> c.member(CITIZEN).map(m -> c.left(m, CallEnd.HUNG_UP, LATER)));
      case THIRD_LEAVES ->
          on(
              Call.Running.class,
              call,
              c -> c.member(THIRD).map(m -> c.left(m, CallEnd.HUNG_UP, LATER)));
      case CITIZEN_JOINS ->
          on(
              Call.Running.class,
              call,
              c -> c.member(CITIZEN).map(m -> c.with(m, member -> member.joined(TWO, 7))));
      case CITIZEN_GOES ->
          on(
              Call.Running.class,
              call,
              c -> c.at(ONE).map(m -> c.with(m, member -> member.gone(LATER))));
      case TIME_PASSES -> over(call, NOW.plus(REJOIN));
      case TOO_LONG -> over(call, NOW.plus(LONGEST));
    };
  }

  private static Optional<Call> over(Call call, Instant now) {
    return on(
        Call.Running.class, call, c -> c.over(now, REJOIN, LONGEST).map(why -> c.ended(why, now)));
  }

  private static <C extends Call> Optional<Call> on(
      Class<C> type, Call call, Function<C, Optional<? extends Call>> move) {
    return type.isInstance(call)
        ? move.apply(type.cast(call)).map(Call.class::cast)
        : Optional.empty();
  }

  private static final Map<String, Call> STATES = new LinkedHashMap<>();
  private static final Map<String, Map<Event, Call>> LEGAL = new LinkedHashMap<>();

  /** One place for each person. */
  private static MemberId ids(Writer who) {
    return new MemberId(new UUID(1, who.equals(CITIZEN) ? 1 : who.equals(ANNA) ? 2 : 3));
  }

  private static CallMember expected(Writer who, Instant at) {
    return CallMember.expected(ids(who), who, at);
  }

  private static CallMember asked(Writer who) {
    return CallMember.invited(ids(who), who, CallRole.COLLEAGUE, NOW);
  }

  private static CallMember there(Writer who, PeerId peer) {
    return expected(who, NOW).joined(peer, 7);
  }

  private static Call.Running running(int version, Mode mode, CallMember... members) {
    return new Call.Running(ID, version, mode, BY_CITIZEN, NOW, List.of(members));
  }

  private static Call.Ended ended(
      int version, Instant started, CallEnd why, Instant at, CallMember... members) {
    return new Call.Ended(ID, version, Mode.TALK, BY_CITIZEN, started, List.of(members), why, at);
  }

  static {
    CallMember citizen = there(CITIZEN, ONE);
    CallMember anna = there(ANNA, TWO);
    CallMember waitedFor = expected(CITIZEN, NOW);
    CallMember third = asked(THIRD).joined(new PeerId(new UUID(0, 13)), 7);
    given("proposed", new Call.Proposed(ID, 1, Mode.TALK, BY_CITIZEN))
        .may(
            Event.OTHER_ACCEPTS,
            new Call.Running(
                ID,
                2,
                Mode.TALK,
                BY_CITIZEN,
                LATER,
                List.of(expected(CITIZEN, LATER), expected(ANNA, LATER))))
        .may(Event.SHOW, new Call.Proposed(ID, 2, Mode.SHOW, BY_CITIZEN))
        .may(Event.END, ended(2, null, CallEnd.DECLINED, LATER));
    given("both there", running(4, Mode.TALK, citizen, anna))
        .may(Event.SHOW, running(5, Mode.SHOW, citizen, anna))
        .may(Event.END, ended(5, NOW, CallEnd.HUNG_UP, LATER, citizen, anna))
        .may(Event.CITIZEN_LEAVES, ended(5, NOW, CallEnd.HUNG_UP, LATER, citizen, anna))
        .may(Event.CITIZEN_JOINS, running(5, Mode.TALK, citizen.joined(TWO, 7), anna))
        .may(Event.CITIZEN_GOES, running(5, Mode.TALK, citizen.gone(LATER), anna))
        .may(Event.TOO_LONG, ended(5, NOW, CallEnd.TOO_LONG, NOW.plus(LONGEST), citizen, anna));
    given("one is waited for", running(4, Mode.TALK, waitedFor, anna))
        .may(Event.SHOW, running(5, Mode.SHOW, waitedFor, anna))
        .may(Event.END, ended(5, NOW, CallEnd.HUNG_UP, LATER, waitedFor, anna))
        .may(Event.CITIZEN_LEAVES, ended(5, NOW, CallEnd.HUNG_UP, LATER, waitedFor, anna))
        .may(Event.CITIZEN_JOINS, running(5, Mode.TALK, there(CITIZEN, TWO), anna))
        .may(Event.TIME_PASSES, ended(5, NOW, CallEnd.LOST, NOW.plus(REJOIN), waitedFor, anna))
        .may(Event.TOO_LONG, ended(5, NOW, CallEnd.TOO_LONG, NOW.plus(LONGEST), waitedFor, anna));
    given("three there", running(4, Mode.SHOW, citizen, anna, third))
        .may(Event.SHOW, running(5, Mode.SHOW, citizen, anna, third))
        .may(
            Event.END,
            new Call.Ended(
                ID,
                5,
                Mode.SHOW,
                BY_CITIZEN,
                NOW,
                List.of(citizen, anna, third),
                CallEnd.HUNG_UP,
                LATER))
        .may(
            Event.CITIZEN_LEAVES,
            new Call.Ended(
                ID,
                5,
                Mode.SHOW,
                BY_CITIZEN,
                NOW,
                List.of(citizen, anna, third),
                CallEnd.HUNG_UP,
                LATER))
        .may(Event.THIRD_LEAVES, running(5, Mode.SHOW, citizen, anna))
        .may(Event.CITIZEN_JOINS, running(5, Mode.SHOW, citizen.joined(TWO, 7), anna, third))
        .may(Event.CITIZEN_GOES, running(5, Mode.SHOW, citizen.gone(LATER), anna, third))
        .may(
            Event.TOO_LONG,
            new Call.Ended(
                ID,
                5,
                Mode.SHOW,
                BY_CITIZEN,
                NOW,
                List.of(citizen, anna, third),
                CallEnd.TOO_LONG,
                NOW.plus(LONGEST)));
    given("ended", ended(6, NOW, CallEnd.HUNG_UP, LATER));
  }

  private record Row(Map<Event, Call> legal) {
    @com.google.errorprone.annotations.CanIgnoreReturnValue
    Row may(Event event, Call to) {
      legal.put(event, to);
      return this;
    }
  }

  @com.google.errorprone.annotations.CanIgnoreReturnValue
  private static Row given(String name, Call call) {
    STATES.put(name, call);
    Map<Event, Call> legal = new EnumMap<>(Event.class);
    LEGAL.put(name, legal);
    return new Row(legal);
  }

  static Stream<Arguments> everyStateAndEvent() {
    return STATES.keySet().stream()
        .flatMap(state -> Stream.of(Event.values()).map(event -> Arguments.of(state, event)));
  }

  @ParameterizedTest(name = "{0} × {1}")
  @MethodSource("everyStateAndEvent")
  void c8_onlyTheLegalMovesExist(String state, Event event) {
    assertThat(apply(STATES.get(state), event).map(Call.class::cast))
        .isEqualTo(Optional.ofNullable(LEGAL.get(state).get(event)));
  }

  @Test
  void theTableUsesEveryEventButTheProposersOwnAnswer() {
    Set<Event> used = EnumSet.noneOf(Event.class);
    LEGAL.values().forEach(legal -> used.addAll(legal.keySet()));

    assertThat(EnumSet.complementOf(EnumSet.copyOf(used))).containsExactly(Event.PROPOSER_ACCEPTS);
  }

  @Test
  void c9_theQualityIsTheWorstThatAnybodySaw() {
    CallMember citizen =
        there(CITIZEN, ONE)
            .reported(new CallQuality(3, 20, false), 700)
            .reported(new CallQuality(1, 80, false), 900);
    Call.Ended end = ended(9, NOW, CallEnd.HUNG_UP, LATER, citizen, there(ANNA, TWO));

    assertThat(end.quality()).isEqualTo(new CallQuality(3, 80, false));
    assertThat(end.seconds()).isEqualTo(10);
    assertThat(citizen.setUpMs()).as("the first").isEqualTo(700);
    assertThat(ended(2, null, CallEnd.DECLINED, LATER).quality()).isNull();
  }
}
