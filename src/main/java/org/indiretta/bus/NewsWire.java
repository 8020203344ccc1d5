package org.indiretta.bus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.PeerId;
import org.indiretta.identity.SignInId;
import org.indiretta.identity.SiteId;
import org.indiretta.protocol.BetweenServers;
import org.indiretta.protocol.Codec;
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
    return Arrays.equals(text, 0, own.length, own, 0, own.length);
  }

  /**
   * A push to these addresses, in one line.
   *
   * @param push one object of JSON in UTF-8, perhaps in lines
   */
  byte[] pushed(Collection<Address> to, byte[] push) {
    StringBuilder out = new StringBuilder(start.length() + 60 * to.size() + 24);
    out.append(start).append(",\"to\":[");
    String before = "\"";
    for (Address address : to) {
      out.append(before).append(written(address)).append('"');
      before = ",\"";
    }
    out.append("],\"push\":");
    byte[] head = out.toString().getBytes(ISO_8859_1);
    byte[] line = Arrays.copyOf(head, head.length + push.length + 1);
    inOneLine(push, line, head.length);
    line[line.length - 1] = '}';
    return line;
  }

  /** A signal is passed on as its sender wrote it, perhaps in lines; in JSON they are blanks. */
  private static void inOneLine(byte[] push, byte[] line, int at) {
    System.arraycopy(push, 0, line, at, push.length);
    for (int i = at; i < at + push.length; i++) {
      if (line[i] == '\n') {
        line[i] = ' ';
      }
    }
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
    return read(text, 0, text.length);
  }

  /** The same of a text that stands among others. */
  Optional<News> read(byte[] texts, int from, int end) {
    try {
      News message = HeardMessage.taken(texts, from, end);
      if (message != null) {
        return Optional.of(message);
      }
      Told told = READER.read(Arrays.copyOfRange(texts, from, end));
      if (told.v() < VERSION - 1 || told.v() > VERSION + 1) {
        return Optional.empty();
      }
      return Optional.ofNullable(told.news() == null ? pushed(told) : news(told));
    } catch (IOException | RuntimeException e) {
      // The constructors of the records refuse what does not hold.
      return Optional.empty();
    }
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
