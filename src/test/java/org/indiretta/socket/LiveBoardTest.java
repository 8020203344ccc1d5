package org.indiretta.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.indiretta.sql.TestDatabase.await;

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
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

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
        Push.BoardChanged changed = supervisor.push(Push.BoardChanged.class);
        for (int burst = 0; burst < 50; burst++) {
          city.bus.publish(new News.DeskStale());
        }

        assertThat(changed.board().open())
            .singleElement()
            .satisfies(it -> assertThat(it.id()).isEqualTo(started.consultation().id()));
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

      try (LiveClient citizen = city.connect(Transport.WEBSOCKET)) {
        var _ = citizen.hello(city.citizenToken());
        var _ = citizen.ask(LiveCity.start(office.topic()));
        var _ = stays.push(Push.BoardChanged.class);
        // What was pushed before an answer has come before it.
        var _ = left.ask(new BoardCommand.UnwatchBoard(LiveClient.id()));

        assertThat(left.pushesSoFar()).noneMatch(Push.BoardChanged.class::isInstance);
      }
    }
  }
}
