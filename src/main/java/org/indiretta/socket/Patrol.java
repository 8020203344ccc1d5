package org.indiretta.socket;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.indiretta.auth.SignIns;
import org.indiretta.bus.News;
import org.indiretta.consultation.Looks;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.SignInId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes round once a second for all connections of this node: asks PostgreSQL who may still receive
 * what (P7) and how what they follow stands, whether news came or not, and reads what was not heard
 * (P4, P5). A few queries a round, whatever the number of people. Lives on the event loop of its
 * first hub.
 */
final class Patrol {
  private static final Logger LOG = LoggerFactory.getLogger(Patrol.class);

  private final Live.Parts parts;
  private final Looks looks;
  private final Context home;
  private final List<Hub> hubs = new CopyOnWriteArrayList<>();
  private final long timer;
  private final Sight sight = new Sight(System::nanoTime);
  private boolean underWay;
  private boolean again;
  private boolean reading;
  private long round;
  private Long desks;

  /** For the hub of the event loop that calls, and others to come. */
  Patrol(Live.Parts parts) {
    this.parts = parts;
    looks = parts.consultations().looks();
    home = parts.vertx().getOrCreateContext();
    timer = parts.vertx().setPeriodic(Limits.TICK_MS, id -> go());
  }

  /** Asks for this hub's connections, too, until it is drained. */
  void serve(Hub hub) {
    hubs.add(hub);
  }

  void leave(Hub hub) {
    hubs.remove(hub);
    if (hubs.isEmpty()) {
      parts.vertx().cancelTimer(timer);
    }
  }

  /** Goes round now, or as soon as the round that is under way has ended. */
  void goSoon() {
    home.runOnContext(
        nothing -> {
          again = true;
          go();
        });
  }

  /**
   * What the connections of a hub are asked about.
   *
   * @param watched whether anybody looks at a desk or a board
   */
  record Claims(
      Set<SignInId> signIns,
      Set<CitizenId> citizens,
      Set<ConsultationId> consultations,
      boolean watched) {}

  /** What PostgreSQL said. */
  record Answer(
      Map<SignInId, SignIns.Term> terms,
      Set<CitizenId> citizens,
      Map<ConsultationId, Looks.Seen> seen) {}

  private void go() {
    if (underWay) {
      return;
    }
    underWay = true;
    again = false;
    round++;
    sight.asked();
    // While what an earlier round missed is still being read, this one only judges.
    boolean reads = !reading;
    ofAll(hub -> hub.claims(round))
        .compose(this::ask)
        .compose(answer -> tell(answer, reads))
        .onComplete(
            (done, fault) -> {
              if (fault != null) {
                // While the database is away every hub notices by itself that nothing is answered.
                LOG.atDebug().addKeyValue("fault", fault.getClass().getName()).log("round failed");
              }
              home.runOnContext(nothing -> ended());
            });
  }

  private void ended() {
    underWay = false;
    // A node that stood still judges by what it asks now, not a second later.
    if (again || sight.isLate()) {
      go();
    }
  }

  private Future<Answer> ask(List<Claims> claims) {
    Set<SignInId> signIns = new HashSet<>();
    Set<CitizenId> citizens = new HashSet<>();
    Set<ConsultationId> consultations = new HashSet<>();
    for (Claims some : claims) {
      signIns.addAll(some.signIns());
      citizens.addAll(some.citizens());
      consultations.addAll(some.consultations());
    }
    boolean watched = claims.stream().anyMatch(Claims::watched);
    Future<Map<SignInId, SignIns.Term>> terms = parts.signIns().terms(signIns);
    Future<Set<CitizenId>> valid = parts.citizenTokens().stillValid(citizens);
    Future<Map<ConsultationId, Looks.Seen>> seen = looks.at(consultations);
    Future<Long> digest = watched ? desksDigest() : Future.succeededFuture();
    return Future.all(terms, valid, seen, digest)
        .map(
            all -> {
              desksAre(digest.result());
              return new Answer(terms.result(), valid.result(), seen.result());
            });
  }

  /** Asked every second time: desks may be a little later than rights. */
  private Future<Long> desksDigest() {
    return round % 2 == 0 ? Future.succeededFuture() : looks.desks();
  }

  /** Null: nobody asked. The first time nobody knows what was missed. */
  private void desksAre(Long digest) {
    if (digest != null && !digest.equals(desks)) {
      desks = digest;
      hubs.forEach(Hub::desksStale);
    }
  }

  private Future<Void> tell(Answer answer, boolean reads) {
    return ofAll(hub -> hub.answered(answer, reads))
        .onSuccess(
            some ->
                home.runOnContext(
                    nothing -> {
                      sayThatItAnswers();
                      read(some, answer.seen());
                    }))
        .mapEmpty();
  }

  /**
   * After the own hubs have the answer, and not of a late one: a hub that is still blind takes what
   * it hears for another node's.
   */
  private void sayThatItAnswers() {
    if (!sight.isLate()) {
      parts.bus().publish(new News.DatabaseAnswers());
    }
  }

  /**
   * Beside the rounds, so that rights never wait for it (P7). What is missed meanwhile is seen by
   * the round that comes after.
   */
  private void read(List<Missing> some, Map<ConsultationId, Looks.Seen> seen) {
    Missing all = new Missing();
    some.forEach(all::add);
    if (all.isNothing()) {
      return;
    }
    reading = true;
    var _ =
        Future.succeededFuture()
            .compose(nothing -> all.read(looks, seen))
            .compose(found -> ofAll(hub -> found(hub, found)))
            .onComplete(
                (done, fault) -> {
                  if (fault != null) {
                    LOG.atDebug()
                        .addKeyValue("fault", fault.getClass().getName())
                        .log("not read; the next round asks again");
                  }
                  home.runOnContext(nothing -> reading = false);
                });
  }

  private static Missing.Found found(Hub hub, Missing.Found found) {
    hub.found(found);
    return found;
  }

  /** Asks each hub on its own event loop. */
  private <T> Future<List<T>> ofAll(Function<Hub, T> question) {
    List<Future<T>> answers =
        hubs.stream()
            .map(
                hub -> {
                  Promise<T> answer = Promise.promise();
                  hub.onLoop(
                      () -> {
                        try {
                          answer.complete(question.apply(hub));
                        } catch (RuntimeException e) {
                          LOG.atError().setCause(e).log("a hub could not be asked");
                          answer.fail(e);
                        }
                      });
                  return answer.future();
                })
            .toList();
    return Future.all(answers).map(all -> all.list());
  }
}
