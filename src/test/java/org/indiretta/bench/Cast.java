package org.indiretta.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The pairs of people at one InDiretta: their rows, how they come in, what they say. */
interface Cast {
  /** Writes what they need, before the server starts. */
  void prepare(BenchCity city) throws SQLException;

  /** Two for each pair, in the order of the pairs. */
  List<Greeting.Guest> guests();

  /** What each pair says, once all guests are in. */
  List<Wording> wordings();

  /** Pairs that write messages to one another. */
  final class Writers implements Cast {
    private final int count;
    private List<BenchCity.PairKeys> keys = List.of();

    Writers(int count) {
      this.count = count;
    }

    @Override
    public void prepare(BenchCity city) throws SQLException {
      keys = city.pairs(count);
    }

    @Override
    public List<Greeting.Guest> guests() {
      return keys.stream().flatMap(key -> key.guests().stream()).toList();
    }

    @Override
    public List<Wording> wordings() {
      return keys.stream().map(key -> Wording.messages(key.consultation())).toList();
    }
  }

  /** Pairs that are in a call and send descriptions to one another. */
  final class Callers implements Cast {
    private final int count;
    private final List<String[]> peers = new ArrayList<>();
    private List<BenchCity.CallKeys> keys = List.of();

    Callers(int count) {
      this.count = count;
    }

    @Override
    public void prepare(BenchCity city) throws SQLException {
      keys = city.calls(count);
    }

    @Override
    public List<Greeting.Guest> guests() {
      List<Greeting.Guest> guests = new ArrayList<>();
      for (BenchCity.CallKeys key : keys) {
        String[] both = new String[2];
        peers.add(both);
        guests.addAll(key.guests(reply -> both[0] = peer(reply), reply -> both[1] = peer(reply)));
      }
      return guests;
    }

    @Override
    public List<Wording> wordings() {
      List<Wording> wordings = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        BenchCity.CallKeys key = keys.get(i);
        wordings.add(
            Wording.signals(key.pair().consultation(), key.call(), Arrays.asList(peers.get(i))));
      }
      return wordings;
    }

    /** What they type beside the voice. */
    List<Wording> typing() {
      return keys.stream().map(key -> Wording.liveText(key.pair().consultation())).toList();
    }

    /** The last one in {@code callJoined}: those before it are the members'. */
    private static String peer(String reply) {
      String key = "\"peer\":\"";
      int at = reply.lastIndexOf(key) + key.length();
      return reply.substring(at, reply.indexOf('"', at));
    }
  }
}
