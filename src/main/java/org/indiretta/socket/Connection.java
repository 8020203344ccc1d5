package org.indiretta.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.indiretta.bus.Address;
import org.indiretta.bus.Bus.Subscription;
import org.indiretta.bus.News;
import org.indiretta.consultation.Looks;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Principal;
import org.indiretta.protocol.CloseCode;
import org.indiretta.protocol.Codec;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.Decoded;
import org.indiretta.protocol.Protocol;
import org.indiretta.protocol.Push;
import org.indiretta.protocol.Reply;
import org.indiretta.protocol.SignInEnding;
import org.indiretta.socket.Outbox.Letter;

/**
 * One client, from the open link to its end: reads commands, sends replies in any order and pushes
 * in theirs. Ten thousand of them are idle at a time, so what is not always needed is made late.
 */
final class Connection implements Link.Listener {
  private final String id;
  private final Hub hub;
  private final Link link;
  private final Outbox outbox;
  private Standing standing = Standing.UNKNOWN;
  private Flood flood;
  private Map<ConsultationId, Following> followed;
  private Peerings peerings;
  private Subscription person;
  private News.Pushed lastPushed;
  private int openCommands;
  private boolean leavesWhenQuiet;
  private Long leavesRetryMs;
  private CloseCode ending;
  private final long openedAtMs;
  private long heardAtMs;
  private long pingedAtMs;
  private long endedAtMs;
  private boolean closed;
  private boolean left;

  Connection(String id, Hub hub, Link link, long nowMs) {
    this.id = id;
    this.hub = hub;
    this.link = link;
    this.outbox = new Outbox(link);
    openedAtMs = nowMs;
    heardAtMs = nowMs;
  }

  String id() {
    return id;
  }

  Link link() {
    return link;
  }

  Standing standing() {
    return standing;
  }

  void standing(Standing next) {
    standing = next;
  }

  /** Who this is; null before the welcome. */
  Principal principal() {
    return standing instanceof Standing.Greeted greeted ? greeted.principal() : null;
  }

  boolean isOpen() {
    return ending == null && !closed;
  }

  /** It was sent elsewhere by this server. */
  boolean isMoved() {
    return ending == CloseCode.MOVE;
  }

  int unsentBytes() {
    return outbox.unsentBytes();
  }

  // ── in ────────────────────────────────────────────────────────────────────────────────────────

  @Override
  public void received(String text) {
    // Who moves is answered what was open; the rest is done elsewhere, or there would be no end.
    if (!isOpen() || leavesWhenQuiet || endedUnjudged()) {
      return;
    }
    heard();
    switch (Codec.decode(text.getBytes(UTF_8))) {
      case Decoded.Valid valid -> hub.dispatcher().dispatch(this, valid.command());
      case Decoded.Malformed malformed -> hub.dispatcher().refuse(this, malformed);
    }
  }

  @Override
  public void heard() {
    heardAtMs = hub.nowMs();
  }

  @Override
  public void closed() {
    if (!closed) {
      closed = true;
      leave();
      hub.closed(this);
    }
  }

  /** Milliseconds until one more of this kind is taken; 0: it is taken. */
  long floodWaitMs(Flood.Kind kind) {
    long nowMs = hub.nowMs();
    if (flood == null) {
      flood = new Flood(hub.limits(), nowMs);
    }
    return flood.take(kind, nowMs);
  }

  int openCommands() {
    return openCommands;
  }

  void commandOpened() {
    openCommands++;
  }

  void commandAnswered(Reply reply) {
    openCommands--;
    reply(reply);
    if (leavesWhenQuiet && openCommands == 0) {
      end(CloseCode.MOVE, leavesRetryMs);
    }
  }

  // ── out ───────────────────────────────────────────────────────────────────────────────────────

  void reply(Reply reply) {
    send(Letter.of(Codec.encode(reply)));
    if (reply instanceof Reply.Refused refused) {
      hub.metrics().refused(refused.code());
      if (floodWaitMs(Flood.Kind.REFUSALS) > 0) {
        end(CloseCode.FLOOD, Limits.FLOOD_RETRY_MS);
      }
    }
  }

  /** News for this person, once, however many of the addresses are theirs. */
  @SuppressWarnings("ReferenceEquality") // the same news twice is the same object
  void deliver(News.Pushed pushed) {
    if (endedUnjudged()) {
      return;
    }
    if (pushed != lastPushed && !id.equals(pushed.except())) {
      lastPushed = pushed;
      push(hub.letter(pushed));
      hub.metrics().pushed(pushed.kind());
    }
  }

  /**
   * Ends it when its node could not ask for too long what it may still do and receive (P7): the
   * database was away, or the node itself stood still.
   */
  private boolean endedUnjudged() {
    if (hub.isBlind() && principal() != null && !(principal() instanceof Principal.Citizen)) {
      endUnjudged();
    }
    return !isOpen();
  }

  /** Ends it: nobody can say here and now whether it may still receive. */
  void endUnjudged() {
    long soonMs = hub.isOnlyElsewhere() ? 0 : Limits.UNAVAILABLE_RETRY_MS;
    end(CloseCode.UNAVAILABLE, soonMs + hub.jitterMs(Limits.TICK_MS));
  }

  void push(Letter letter) {
    send(letter);
  }

  private void send(Letter letter) {
    if (isOpen() && !outbox.write(letter)) {
      endLate();
    }
  }

  /** Ends it because its reader is too far behind; it comes back and resumes. */
  void endLate() {
    end(CloseCode.RESUME_LATER, null);
  }

  /** Says the last word (trap: a close code reaches only plain WebSockets) and closes. */
  void end(CloseCode code, Long retryAfterMs) {
    end(new Push.Disconnect(code, retryAfterMs, null));
  }

  /** Ends it because the sign-in of staff is over. */
  void signOut(SignInEnding why) {
    end(new Push.Disconnect(CloseCode.SIGNED_OUT, null, why));
  }

  private void end(Push.Disconnect last) {
    if (!isOpen()) {
      return;
    }
    CloseCode code = last.code();
    ending = code;
    endedAtMs = hub.nowMs();
    outbox.writeLast(Letter.of(Codec.encode(last)));
    link.close(code);
    leave();
    hub.metrics().ended(code);
  }

  /**
   * Ends it once all its commands have their reply, and reads no more (P6).
   *
   * @param retryAfterMs when to come back; null: at once
   */
  void move(Long retryAfterMs) {
    leavesWhenQuiet = true;
    leavesRetryMs = retryAfterMs;
    if (openCommands == 0) {
      end(CloseCode.MOVE, retryAfterMs);
    }
  }

  // ── what it follows ───────────────────────────────────────────────────────────────────────────

  /** Follows from here on; null when it follows too many already. */
  Following follow(ConsultationId consultation) {
    if (followed == null) {
      followed = new HashMap<>(4);
    }
    Following following = followed.get(consultation);
    if (following == null && followed.size() < Limits.FOLLOWED) {
      Address address =
          switch (principal()) {
            case Principal.Citizen _ -> new Address.CitizenOf(consultation);
            case Principal.Staff _ -> new Address.StaffOf(consultation);
            case Principal.Guest _ -> new Address.GuestsOf(consultation);
          };
      following = new Following(this, consultation);
      following.subscribed(hub.bus().subscribe(address, following));
      followed.put(consultation, following);
    }
    return following;
  }

  /** The consultation as it is followed now; null when it is not. */
  Following followed(ConsultationId consultation) {
    return followed == null ? null : followed.get(consultation);
  }

  /** Everything it follows. */
  Collection<Following> followed() {
    return followed == null ? List.of() : followed.values();
  }

  /** How far everything it follows was sent to it; null before the welcome. */
  Map<ConsultationId, Long> positions() {
    if (principal() == null) {
      return null;
    }
    Map<ConsultationId, Long> positions = new HashMap<>();
    followed()
        .forEach(
            following -> {
              if (following.isLive()) {
                positions.put(following.consultation(), following.upTo());
              }
            });
    return positions;
  }

  boolean isStaff() {
    return principal() instanceof Principal.Staff;
  }

  /** As this one may see it; null when it is not a side's. */
  ConsultationView sideOf(Looks.Sides sides) {
    return switch (principal()) {
      case Principal.Citizen _ -> sides.citizen();
      case Principal.Staff _ -> sides.staff();
      case Principal.Guest _ -> sides.guest();
    };
  }

  /** A look found what no news had brought. */
  void found(Push push) {
    hub.metrics().found(push);
  }

  void unfollow(ConsultationId consultation) {
    Following following = followed == null ? null : followed.remove(consultation);
    if (following != null) {
      following.end();
    }
  }

  /** The calls it is a peer of; made late, because most connections never are. */
  Peerings peerings() {
    if (peerings == null) {
      peerings = new Peerings(this, hub);
    }
    return peerings;
  }

  /** Hears what is sent to this member of staff wherever they are. */
  void followPerson(Principal.Staff staff) {
    person = hub.bus().subscribe(new Address.Person(staff.id()), this::deliver);
  }

  private void leave() {
    if (left) {
      return;
    }
    left = true;
    if (person != null) {
      person.close();
      person = null;
    }
    if (followed != null) {
      followed.values().forEach(Following::end);
      followed = null;
    }
    if (peerings != null) {
      peerings.end();
    }
    lastPushed = null;
    hub.left(this);
  }

  // ── time ──────────────────────────────────────────────────────────────────────────────────────

  /** Whether {@link #onTime} has something to do; asked of every connection every second. */
  boolean isDue(long nowMs) {
    if (ending != null) {
      return nowMs - endedAtMs >= Limits.END_MS;
    }
    return nowMs - heardAtMs >= Limits.PING_AFTER_MS
        || (leavesWhenQuiet && openCommands == 0)
        || (standing instanceof Standing.Unknown && nowMs - openedAtMs >= Limits.HELLO_MS);
  }

  void onTime(long nowMs) {
    if (ending != null) {
      link.cut();
    } else if (standing instanceof Standing.Unknown && nowMs - openedAtMs >= Limits.HELLO_MS) {
      end(CloseCode.SILENT, null);
    } else {
      askWhetherThere(nowMs);
    }
  }

  private void askWhetherThere(long nowMs) {
    long quietMs = nowMs - heardAtMs;
    if (quietMs >= Protocol.SILENT_AFTER_MS) {
      end(CloseCode.SILENT, null);
    } else if (pingedAtMs > heardAtMs && quietMs >= Limits.WEB_SOCKET_SILENT_MS) {
      end(CloseCode.SILENT, null);
    } else if (nowMs - pingedAtMs >= Limits.PING_AFTER_MS && link.ping()) {
      pingedAtMs = nowMs;
    }
  }
}
