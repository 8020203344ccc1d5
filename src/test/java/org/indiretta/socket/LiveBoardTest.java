package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

import java.time.Duration;
import org.indiretta.bus.News;
import org.indiretta.identity.ConsultationId;
import org.indiretta.protocol.BoardCommand;
import org.indiretta.protocol.ErrorCode;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.socket.LiveCity.Office;
import org.indiretta.socket.Pipe.Transport;
import org.indiretta.sql.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The board over a real link: who gets it, and how often. */
final class LiveBoardTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase(LiveCity.PATIENT);

  private LiveCity city;

  @BeforeEach
  void open() throws Exception {
    city = new LiveCity(DATABASE);
  }

  @AfterEach
  void close() throws Exception {
    city.close();
  }

  private void supervisor(Office office) throws Exception {
    TestDatabase.execute(
        DATABASE.url(),
        "UPDATE operator SET role = 'SUPERVISOR' WHERE id = '" + office.operator() + "'");
    await(city.directory.reread());
  }

  @Test
  void b1_anOperatorGetsNoBoard_andMayDoNothingOfIt() throws Exception {
    try (LiveClient operator = city.staff(Transport.WEBSOCKET, city.office())) {
      assertThat(operator.refusal(new BoardCommand.WatchBoard(LiveClient.id())))
          .isEqualTo(ErrorCode.FORBIDDEN);
      assertThat(operator.refusal(new BoardCommand.Pick(LiveClient.id(), ConsultationId.next())))
          .isEqualTo(ErrorCode.FORBIDDEN);
    }
  }

  /** A burst of news is one push more, not one each. */
  @Test
  void b1_theBoardIsPushedWhenItChanges_atMostOnceASecond() throws Exception {
    Office office = city.office();
    supervisor(office);
    try (LiveClient supervisor = city.staff(Transport.WEBSOCKET, office)) {
      Reply first = supervisor.ask(new BoardCommand.WatchBoard(LiveClient.id()));
      assertThat(((Reply.Board) first).board().topics())
          .singleElement()
          .satisfies(topic -> assertThat(topic.topic()).isEqualTo(office.topic()));

      try (LiveClient citizen = city.connect(Transport.WEBSOCKET)) {
        var _ = citizen.hello(city.citizenToken());
        Reply.Started started = (Reply.Started) citizen.ask(LiveCity.start(office.topic()));
        ConsultationId id = started.consultation().id();
        var _ = city.clock.advance(Duration.ofMillis(Limits.TICK_MS));
        boardWith(supervisor, id);
        for (int burst = 0; burst < 50; burst++) {
          city.bus.publish(new News.DeskStale());
        }

        assertThat(supervisor.pushesSoFar().stream().filter(Push.BoardChanged.class::isInstance))
            .as("a burst of news")
            .hasSizeLessThan(3);
      }
    }
  }

  /** Of two browsers of one person, the one that left the board hears no more of it. */
  @Test
  void b1_whoLooksAtItNoMoreIsToldNoMore() throws Exception {
    Office office = city.office();
    supervisor(office);
    try (LiveClient left = city.staff(Transport.WEBSOCKET, office);
        LiveClient stays = city.staff(Transport.WEBSOCKET, office)) {
      var _ = left.ask(new BoardCommand.WatchBoard(LiveClient.id()));
      var _ = stays.ask(new BoardCommand.WatchBoard(LiveClient.id()));
      assertThat(left.ask(new BoardCommand.UnwatchBoard(LiveClient.id())))
          .isInstanceOf(Reply.Done.class);
      // What was pushed before an answer has come before it.
      long whileItLooked = boards(left);

      try (LiveClient citizen = city.connect(Transport.WEBSOCKET)) {
        var _ = citizen.hello(city.citizenToken());
        Reply.Started started = citizen.ask(LiveCity.start(office.topic()), Reply.Started.class);
        var _ = city.clock.advance(Duration.ofMillis(Limits.TICK_MS));
        boardWith(stays, started.consultation().id());
        var _ = left.ask(new BoardCommand.UnwatchBoard(LiveClient.id()));

        assertThat(boards(left)).isEqualTo(whileItLooked);
      }
    }
  }

  private static long boards(LiveClient client) {
    return client.pushesSoFar().stream().filter(Push.BoardChanged.class::isInstance).count();
  }

  /** Waits for the board with this consultation; what was pushed before it was is passed over. */
  private static void boardWith(LiveClient supervisor, ConsultationId id) throws Exception {
    Push.BoardChanged changed = supervisor.push(Push.BoardChanged.class);
    while (changed.board().open().stream().noneMatch(it -> it.id().equals(id))) {
      changed = supervisor.push(Push.BoardChanged.class);
    }
  }
}
