package org.indiretta.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.indiretta.sql.DatabaseUrl;
import org.indiretta.sql.EmbeddedPostgres;
import org.indiretta.sql.Migrations;

/**
 * A server that is up, with its pairs connected.
 *
 * @param server what is to be closed when it is over
 * @param roots the processes whose time counts as the server's: its own and its PostgreSQL's
 * @param data InDiretta's data folder
 * @param acknowledged the messages of all its runs
 * @param servers how many JVMs there are to get warm, all on one core
 */
record Contestant(
    String name,
    Closeable server,
    List<Long> roots,
    List<Pair> pairs,
    Optional<Path> data,
    LongAdder acknowledged,
    int servers)
    implements AutoCloseable {
  /** The same under another name, as when something was taken from it. */
  Contestant named(String other) {
    return new Contestant(other, server, roots, pairs, data, acknowledged, servers);
  }

  /** Where everything of a run lies. */
  record Place(Path jar, Path folder, int firstPort) {}

  private static final long PING_EVERY_MS = 20_000;

  /** The bare relay. */
  static ServerProcess startRelay(Place place, int port, String name, List<String> flags)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(flags);
    arguments.add("-cp");
    arguments.add(System.getProperty("java.class.path"));
    arguments.add(BareRelay.class.getName());
    arguments.add(Integer.toString(port));
    ServerProcess server =
        ServerProcess.java(arguments, Map.of(), place.folder().resolve(name + ".log"), true);
    double seconds = server.awaitPort(port);
    System.err.printf("%s is up after %.1f s%n", name, seconds);
    return server;
  }

  /** InDiretta on its embedded PostgreSQL, with the rows already there. */
  static ServerProcess startInDiretta(
      Place place,
      int port,
      String name,
      Path data,
      Map<String, String> settings,
      List<String> flags)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(flags);
    arguments.addAll(List.of("-jar", place.jar().toString(), "serve"));
    ServerProcess server =
        ServerProcess.java(
            arguments,
            environment(port, data, settings),
            place.folder().resolve(name + ".log"),
            true);
    double seconds = server.awaitOk("http://127.0.0.1:%d/readyz".formatted(port));
    System.err.printf("%s is ready after %.1f s%n", name, seconds);
    return server;
  }

  static Map<String, String> environment(int port, Path data, Map<String, String> settings) {
    Map<String, String> environment = new java.util.HashMap<>(settings);
    environment.put("INDIRETTA_HTTP_PORT", Integer.toString(port));
    environment.put("INDIRETTA_MANAGEMENT_PORT", Integer.toString(port + 1));
    environment.put("INDIRETTA_DATA_DIR", data.toString());
    // A pair at full speed writes more than a person: the one limit that is not as in production.
    environment.put("INDIRETTA_MESSAGES_BURST", "1000");
    environment.put("INDIRETTA_MESSAGES_PER_SECOND", "1000");
    environment.put("INDIRETTA_PUBLIC_URL", "http://127.0.0.1:" + port);
    return environment;
  }

  /** What is done with the database of a data folder while no server holds it. */
  interface Work<T> {
    T in(BenchCity city) throws SQLException;
  }

  /** Makes a data folder with its schema and a city in it. */
  static <T> T prepare(Path data, Work<T> work) throws IOException, SQLException {
    Files.createDirectories(data);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      DatabaseUrl url = postgres.url();
      Migrations.run(url);
      try (BenchCity city = new BenchCity(url)) {
        return work.in(city);
      }
    }
  }

  /** The same for a cast. */
  static void prepare(Path data, Cast cast) throws IOException, SQLException {
    var _ =
        prepare(
            data,
            city -> {
              cast.prepare(city);
              return cast;
            });
  }

  /**
   * The bare relay with its pairs.
   *
   * @param wording what a pair says, by any id: the bytes on the wire are to be as many
   */
  static Contestant relay(
      Generator generator, Place place, int port, int count, Function<String, Wording> wording)
      throws IOException, InterruptedException {
    ServerProcess server = startRelay(place, port, "relay", List.of());
    List<Greeting.Guest> guests = new ArrayList<>();
    List<Wording> wordings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      guests.add(new Greeting.Guest("/relay/" + i + "/a", List.of()));
      guests.add(new Greeting.Guest("/relay/" + i + "/b", List.of()));
      wordings.add(wording.apply("00000000-0000-7000-8000-%012d".formatted(i)));
    }
    List<WireSocket> sockets = Greeting.connect(generator, port, guests);
    return new Contestant(
        Results.RELAY,
        server,
        List.of(server.pid()),
        Pair.all(sockets, wordings),
        Optional.empty(),
        new LongAdder(),
        1);
  }

  /** An InDiretta with its people. */
  static Contestant inDiretta(
      Generator generator, Place place, int port, String name, Map<String, String> more, Cast cast)
      throws IOException, InterruptedException, SQLException {
    String folder = name.replaceAll("\\W+", "-");
    Path data = Files.createTempDirectory(place.folder(), folder);
    prepare(data, cast);
    ServerProcess server = startInDiretta(place, port, folder, data, more, List.of());
    List<WireSocket> sockets = Greeting.connect(generator, port, cast.guests());
    generator.keepAlive(new Heartbeat(sockets, PING_EVERY_MS));
    return new Contestant(
        name,
        server,
        List.of(server.pid(), postmaster(data)),
        Pair.all(sockets, cast.wordings()),
        Optional.of(data),
        new LongAdder(),
        1);
  }

  /** PostgreSQL says its process id in the first line of this file. */
  private static long postmaster(Path data) throws IOException {
    Path file = data.resolve("postgres/cluster/postmaster.pid");
    return Long.parseLong(Files.readAllLines(file).getFirst().strip());
  }

  /** How many messages the table holds; nothing may be on its way. */
  long storedMessages() throws IOException, SQLException {
    return BenchCity.messages(database(data.orElseThrow()));
  }

  /** The embedded PostgreSQL of a running server, by its data folder. */
  static DatabaseUrl database(Path data) throws IOException {
    Path home = data.resolve("postgres");
    int port = Integer.parseInt(Files.readAllLines(home.resolve("cluster/postmaster.pid")).get(3));
    String password = Files.readString(home.resolve("password")).strip();
    return new DatabaseUrl(
        "127.0.0.1", port, "indiretta", "indiretta", password, DatabaseUrl.Tls.DISABLE);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
