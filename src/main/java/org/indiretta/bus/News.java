package org.indiretta.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.SignInId;
import org.indiretta.identity.SiteId;
import org.indiretta.protocol.BetweenServers;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.Codec;
import org.indiretta.protocol.MessageReader;
import org.indiretta.protocol.Push;

/** What a node tells the others and itself, always after the commit that made it true. */
public sealed interface News {
  /**
   * A push to people. It is written once, however many pass it on; what another server wrote is
   * passed on as it is.
   */
  final class Pushed implements News {
    private static final BetweenServers<Push> READER = new BetweenServers<>(Push.class);

    private final Set<Address> to;
    private final String except;
    private final long seq;

    /** One of both is there from the start; threads that make the other at once make the same. */
    private Push push;

    private String text;

    /** How many bytes of UTF-8 the text has; 0: not known yet. */
    private int size;

    /**
     * One that is made here.
     *
     * @param except the connection that made it and has it already by its reply; null for none
     */
    public Pushed(Set<Address> to, Push push, String except) {
      this.to = Set.copyOf(to);
      this.push = push;
      this.except = except;
      seq = push instanceof Push.EntryAdded added ? added.entry().seq() : 0;
    }

    /**
     * An entry as another server wrote it.
     *
     * @param text a whole {@code entryAdded} that {@link MessageReader} recognised
     * @param size how many bytes of UTF-8 it came in
     * @param seq the entry's place
     */
    Pushed(Set<Address> to, String text, int size, long seq) {
      this.to = Set.copyOf(to);
      this.text = text;
      this.size = size;
      this.seq = seq;
      except = null;
    }

    /** To whom. */
    public Set<Address> to() {
      return to;
    }

    /** The connection that has it already by its reply; null for none. */
    public String except() {
      return except;
    }

    /** The place of the entry that it brings; 0: it brings none. */
    public long seq() {
      return seq;
    }

    /** What kind of push it is. */
    public Class<? extends Push> kind() {
      return seq > 0 ? Push.EntryAdded.class : push.getClass();
    }

    /** The push; an entry of another server is read only now. */
    public Push push() {
      Push known = push;
      if (known == null) {
        try {
          known = READER.read(text.getBytes(UTF_8));
        } catch (IOException e) {
          throw new UncheckedIOException("a recognised entry cannot be read", e);
        }
        push = known;
      }
      return known;
    }

    /** As it goes out to people: one object of JSON. */
    public String text() {
      String known = text;
      if (known == null) {
        known = Codec.encode(push);
        text = known;
      }
      return known;
    }

    /** The text in UTF-8, as it goes to other servers. */
    byte[] bytes() {
      byte[] bytes = text().getBytes(UTF_8);
      size = bytes.length;
      return bytes;
    }

    /** How many bytes the text has in UTF-8; whoever encoded it before has counted them. */
    public int size() {
      return size > 0 ? size : bytes().length;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Pushed it
          && to.equals(it.to)
          && Objects.equals(except, it.except)
          && push().equals(it.push());
    }

    @Override
    public int hashCode() {
      return Objects.hash(to, except, seq);
    }

    @Override
    public String toString() {
      return "Pushed[to=%s, push=%s, except=%s]".formatted(to, push(), except);
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
