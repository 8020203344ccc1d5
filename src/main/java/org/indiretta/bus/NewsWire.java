package org.indiretta.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.PeerId;
import org.indiretta.identity.SignInId;
import org.indiretta.identity.SiteId;
import org.indiretta.protocol.BetweenServers;
import org.indiretta.protocol.Codec;
import org.indiretta.protocol.JsonScan;
import org.indiretta.protocol.MessageReader;
import org.indiretta.protocol.Push;

/**
 * News as one server writes them for the others: one JSON object, which begins with the version and
 * with who wrote it, so that a server knows its own without reading on. {@code except} stays at
 * home: it names a connection of the server that wrote. Read tolerantly, from the version before
 * this one to the version after it.
 */
final class NewsWire {
  /** The version that is written. */
  static final int VERSION = 1;

  private static final int NAME_BYTES = 12;
  private static final BetweenServers<Told> READER = new BetweenServers<>(Told.class);

  private static final byte[] FROM = JsonScan.piece("{\"v\":" + VERSION + ",\"from\":\"");
  private static final byte[] TO = JsonScan.piece(",\"to\":[");
  private static final byte[] PUSH = JsonScan.piece("],\"push\":");
  private static final byte[] COMMA = JsonScan.piece(",");
  private static final byte[] QUOTE = JsonScan.piece("\"");
  private static final byte[] END = JsonScan.piece("}");
  private static final int ID_CHARS = 36;

  private final String start;
  private final byte[] own;

  /**
   * Everything news can consist of; what does not apply, or was not known to the writer, is null.
   */
  record Told(
      int v,
      List<String> to,
      Push push,
      String news,
      SiteId site,
      ConsultationId consultation,
      OperatorId owner,
      Set<OperatorId> others,
      OperatorId operator,
      UUID signIn) {}

  /** A side of a consultation as it is written. */
  private static final class SideKind {
    private static final List<SideKind> ALL =
        List.of(
            new SideKind(JsonScan.piece("\"citizen:"), Address.CitizenOf::new),
            new SideKind(JsonScan.piece("\"staff:"), Address.StaffOf::new),
            new SideKind(JsonScan.piece("\"guests:"), Address.GuestsOf::new));

    private final byte[] start;
    private final Function<ConsultationId, Address> address;

    private SideKind(byte[] start, Function<ConsultationId, Address> address) {
      this.start = start;
      this.address = address;
    }

    /** Null when none of them stands there. */
    static SideKind taken(JsonScan scan) {
      for (SideKind kind : ALL) {
        if (scan.take(kind.start)) {
          return kind;
        }
      }
      return null;
    }
  }

  /** For one server, under a name by chance. */
  NewsWire() {
    byte[] name = new byte[NAME_BYTES];
    new SecureRandom().nextBytes(name);
    String from = Base64.getUrlEncoder().withoutPadding().encodeToString(name);
    start = "{\"v\":" + VERSION + ",\"from\":\"" + from + '"';
    own = start.getBytes(UTF_8);
  }

  /** Whether this very server wrote it. */
  boolean isOwn(byte[] text) {
    if (text.length < own.length) {
      return false;
    }
    return java.util.Arrays.equals(text, 0, own.length, own, 0, own.length);
  }

  /** A push to these addresses, in one line. */
  byte[] pushed(Collection<Address> to, String push) {
    StringBuilder out = new StringBuilder(start.length() + 60 * to.size() + push.length() + 24);
    out.append(start).append(",\"to\":[");
    String before = "\"";
    for (Address address : to) {
      out.append(before).append(written(address)).append('"');
      before = ",\"";
    }
    // A signal is passed on as its sender wrote it, perhaps in lines; in JSON they are blanks.
    out.append("],\"push\":").append(push.replace('\n', ' ')).append('}');
    return out.toString().getBytes(UTF_8);
  }

  /** Anything but a push, in one line. */
  byte[] news(News news) {
    StringBuilder out = new StringBuilder(start);
    switch (news) {
      case News.Pushed _ -> throw new IllegalArgumentException("a push has addresses");
      case News.DeskStale _ -> named(out, "deskStale");
      case News.DirectoryStale _ -> named(out, "directoryStale");
      case News.DatabaseAnswers _ -> named(out, "databaseAnswers");
      case News.AvailabilityStale(SiteId site) ->
          field(named(out, "availabilityStale"), "site", site);
      case News.OwnerChanged(var consultation, var owner, var others) -> {
        field(named(out, "ownerChanged"), "consultation", consultation);
        field(out, "owner", owner);
        out.append(",\"others\":[");
        String before = "\"";
        for (OperatorId other : others) {
          out.append(before).append(other).append('"');
          before = ",\"";
        }
        out.append(']');
      }
      case News.CallChanged(var consultation, var call) -> {
        named(out, "callChanged");
        out.append(",\"push\":").append(Codec.encode(new Push.CallChanged(consultation, call)));
      }
      case News.SignedOut(var operator, var signIn) -> {
        field(named(out, "signedOut"), "operator", operator);
        field(out, "signIn", signIn == null ? null : signIn.value());
      }
    }
    return out.append('}').toString().getBytes(UTF_8);
  }

  @CanIgnoreReturnValue
  private static StringBuilder named(StringBuilder out, String name) {
    return out.append(",\"news\":\"").append(name).append('"');
  }

  /** Ids need no escaping. */
  private static void field(StringBuilder out, String name, Object id) {
    if (id != null) {
      out.append(",\"").append(name).append("\":\"").append(id).append('"');
    }
  }

  /** What was told; empty when this version cannot read it. */
  Optional<News> read(byte[] text) {
    try {
      News message = message(text);
      if (message != null) {
        return Optional.of(message);
      }
      Told told = READER.read(text);
      if (told.v() < VERSION - 1 || told.v() > VERSION + 1) {
        return Optional.empty();
      }
      return Optional.ofNullable(told.news() == null ? pushed(told) : news(told));
    } catch (IOException | RuntimeException e) {
      // The constructors of the records refuse what does not hold.
      return Optional.empty();
    }
  }

  /**
   * A message to sides of one consultation as this very version writes it: recognised by its bytes
   * and passed on as it is. Null when it is anything else.
   */
  private static News message(byte[] text) {
    JsonScan scan = new JsonScan(text);
    if (!scan.take(FROM) || !scan.takeText() || !scan.take(TO)) {
      return null;
    }
    Set<Address> to = new HashSet<>();
    ConsultationId consultation = null;
    String id = null;
    do {
      SideKind kind = SideKind.taken(scan);
      String next = kind == null ? null : scan.takeAscii(ID_CHARS);
      if (next == null || !scan.take(QUOTE)) {
        return null;
      }
      if (!next.equals(id)) {
        consultation = ConsultationId.of(next);
        id = next;
      }
      to.add(kind.address.apply(consultation));
    } while (scan.take(COMMA));
    if (!scan.take(PUSH)) {
      return null;
    }
    int start = scan.at();
    long seq = MessageReader.takeMessage(scan);
    int end = scan.at();
    return seq > 0 && scan.take(END) && scan.isAtEnd()
        ? new News.Pushed(to, new String(text, start, end - start, UTF_8), seq)
        : null;
  }

  private static News pushed(Told told) {
    if (told.push() == null || told.to() == null) {
      return null;
    }
    Set<Address> to = new HashSet<>();
    for (String text : told.to()) {
      Address address = address(text);
      if (address != null) {
        to.add(address);
      }
    }
    return to.isEmpty() ? null : new News.Pushed(to, told.push(), null);
  }

  private static News news(Told told) {
    return switch (told.news()) {
      case "deskStale" -> new News.DeskStale();
      case "directoryStale" -> new News.DirectoryStale();
      case "databaseAnswers" -> new News.DatabaseAnswers();
      case "availabilityStale" -> new News.AvailabilityStale(present(told.site()));
      case "ownerChanged" ->
          new News.OwnerChanged(present(told.consultation()), told.owner(), present(told.others()));
      case "callChanged" ->
          told.push() instanceof Push.CallChanged(var consultation, var call)
              ? new News.CallChanged(consultation, call)
              : null;
      case "signedOut" ->
          new News.SignedOut(
              present(told.operator()), told.signIn() == null ? null : new SignInId(told.signIn()));
      default -> null;
    };
  }

  private static <T> T present(T value) {
    if (value == null) {
      throw new IllegalArgumentException("a field is missing");
    }
    return value;
  }

  private static String written(Address address) {
    return switch (address) {
      case Address.CitizenOf(var consultation) -> "citizen:" + consultation;
      case Address.StaffOf(var consultation) -> "staff:" + consultation;
      case Address.GuestsOf(var consultation) -> "guests:" + consultation;
      case Address.Peer(var peer) -> "peer:" + peer;
      case Address.Person(var operator) -> "person:" + operator;
    };
  }

  /** Null for a kind that this version does not know. */
  private static Address address(String text) {
    int colon = text.indexOf(':');
    String id = text.substring(colon + 1);
    return switch (text.substring(0, Math.max(0, colon))) {
      case "citizen" -> new Address.CitizenOf(ConsultationId.of(id));
      case "staff" -> new Address.StaffOf(ConsultationId.of(id));
      case "guests" -> new Address.GuestsOf(ConsultationId.of(id));
      case "peer" -> new Address.Peer(PeerId.of(id));
      case "person" -> new Address.Person(OperatorId.of(id));
      default -> null;
    };
  }
}
