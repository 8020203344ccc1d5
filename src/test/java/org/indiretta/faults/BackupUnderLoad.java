package org.indiretta.faults;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.indiretta.cluster.PostgresProcess;
import org.indiretta.cluster.ServerProcess;

/**
 * Everything is saved while people write, and brought back into another PostgreSQL: whatever was
 * acknowledged before the backup began is there (P1), at its place, without a hole (P2), once (P3),
 * and as it stands in the city that went on. With stored files larger than the memory of the two
 * commands.
 */
final class BackupUnderLoad implements Family {
  private static final int PAIRS = 10;
  private static final int HEAP_MB = 64;
  private static final int CHUNKS_BRIEF = 20;
  private static final int SMALL_MIB = 8;
  private static final int CHUNKS = 1_200;

  private static final String ROWS =
      """
      SELECT consultation_id || ' ' || seq, md5(e::text), writer_id || ' ' || client_message_id
      FROM entry e
      """;

  private static final String HOLES =
      """
      SELECT c.id FROM consultation c LEFT JOIN entry e ON e.consultation_id = c.id
      GROUP BY c.id, c.last_seq
      HAVING c.last_seq <> count(e.seq) OR c.last_seq <> coalesce(max(e.seq), 0)
      """;

  private static final String TWICE =
      """
      SELECT client_message_id FROM entry WHERE client_message_id IS NOT NULL
      GROUP BY consultation_id, writer_id, client_message_id HAVING count(*) > 1
      """;

  /** 250 KiB each, and no two alike. */
  private static final String FILES =
      """
      INSERT INTO file (id, consultation_id, writer, writer_id, name, content_type, size, created_at)
      SELECT gen_random_uuid(), c.id, 'CITIZEN', c.citizen_id, 'Planimetria.pdf', 'application/pdf',
             256000, now()
      FROM (SELECT id, citizen_id FROM consultation LIMIT 1) c;
      INSERT INTO file_chunk
      SELECT f.id, n, decode((SELECT string_agg(md5(f.id || ' ' || n || ' ' || k), '')
                              FROM generate_series(1, 16000) k), 'hex')
      FROM file f, generate_series(1,
      """;

  private static final String LOADING =
      """
      SELECT relid FROM pg_stat_progress_copy WHERE command = 'COPY FROM' AND tuples_processed > 0
      """;

  private static final int LOADING_S = 60;

  @Override
  public String name() {
    return "backup-under-load";
  }

  @Override
  public String fault() {
    return "backup while people write, restored into another PostgreSQL; a restore killed halfway";
  }

  @Override
  public void run(Scene scene) throws Exception {
    Servers servers = Servers.start(scene, 2);
    Path backup = scene.newFile("city", "backup");
    try (Crowd crowd = Crowd.of(scene, servers, PAIRS)) {
      crowd.awaitMessages(300);
      try (Connection connection = servers.connect()) {
        execute(connection, FILES + scene.rounds(CHUNKS_BRIEF, CHUNKS) + ") n");
      }
      // More than are counted: the newest acks may not be on the disk of the clients yet.
      crowd.awaitMessages(300);
      List<Line> before = linesUntilNow(crowd, scene);
      CommandRun saved =
          CommandRun.of(
              scene.newFile("backup", "log"),
              servers.database(),
              HEAP_MB,
              "backup",
              backup.toString());
      scene.must(saved.code() == 0, "backup said: " + saved.said());
      scene.measured("backup s", Math.round(saved.seconds() * 10) / 10.0);
      scene.measured("backup MB", Files.size(backup) / 1_000_000);
      if (!scene.isBrief()) {
        onAFullDisk(scene, servers);
      }
      crowd.awaitMessages(100);
      Checker.Verdict _ = crowd.settleAndCheck();
      restored(scene, servers, backup, before);
    }
  }

  private static void restored(Scene scene, Servers servers, Path backup, List<Line> before)
      throws Exception {
    PostgresProcess elsewhere =
        scene.closing(PostgresProcess.start(scene.folder().resolve("elsewhere")));
    if (!scene.isBrief()) {
      killedRestore(scene, elsewhere, backup);
    }
    CommandRun restored =
        CommandRun.of(
            scene.newFile("restore", "log"),
            elsewhere.database(),
            HEAP_MB,
            "restore",
            backup.toString());
    scene.must(restored.code() == 0, "restore said: " + restored.said());
    scene.measured("restore s", Math.round(restored.seconds() * 10) / 10.0);
    try (Connection there = elsewhere.database().connect();
        Connection here = servers.connect()) {
      compare(scene, before, rows(there), rows(here));
      scene.must(texts(there, HOLES).isEmpty(), "P2: places with a hole");
      scene.must(texts(there, TWICE).isEmpty(), "P3: a message stands twice");
      scene.must(
          texts(there, "SELECT md5(string_agg(md5(bytes), '' ORDER BY position)) FROM file_chunk")
              .equals(
                  texts(
                      here,
                      "SELECT md5(string_agg(md5(bytes), '' ORDER BY position)) FROM file_chunk")),
          "the bytes of files are others");
    }
    ServerProcess again =
        scene.closing(new ServerProcess("again", scene.folder().resolve("again")));
    again.with("INDIRETTA_DATABASE_URL", elsewhere.url()).start();
  }

  /** A volume that is too small: said with the reason, and nothing is left there. */
  private static void onAFullDisk(Scene scene, Servers servers) throws Exception {
    Volume small = scene.closing(Volume.mount(scene.folder().resolve("small"), SMALL_MIB));
    CommandRun refused =
        CommandRun.of(
            scene.newFile("full", "log"),
            servers.database(),
            HEAP_MB,
            "backup",
            small.folder().resolve("city.backup").toString());
    scene.must(
        refused.code() == 1 && refused.said().contains("No space left on device. No file was left"),
        "on a full disk backup said: " + refused.said());
    try (var files = Files.list(small.folder())) {
      scene.must(files.findAny().isEmpty(), "half a backup was left on a full disk");
    }
  }

  /** {@code kill -9} in the middle: no server starts on that, and the next restore begins anew. */
  private static void killedRestore(Scene scene, PostgresProcess elsewhere, Path backup)
      throws Exception {
    Path log = scene.newFile("killed-restore", "log");
    Process restore =
        CommandRun.start(log, elsewhere.database(), HEAP_MB, "restore", backup.toString());
    try (Connection connection = elsewhere.database().connect()) {
      InterruptedMigration.await(
          "rows are loaded", () -> !texts(connection, LOADING).isEmpty(), LOADING_S);
      Process _ = restore.destroyForcibly().onExit().join();
    }
    CommandRun admin =
        CommandRun.of(
            scene.newFile("refused", "log"),
            elsewhere.database(),
            HEAP_MB,
            "admin",
            "create",
            "--email=a@fault.example",
            "--first-name=Anna",
            "--last-name=Prova");
    scene.must(
        admin.code() == 1 && admin.said().contains("run the same restore again"),
        "half a restore is used: " + admin.said());
  }

  /** What was acknowledged on the disk of the clients before anything was saved. */
  private static List<Line> linesUntilNow(Crowd crowd, Scene scene) throws Exception {
    String text = Files.readString(crowd.journal(), StandardCharsets.UTF_8);
    Path copy = scene.newFile("journal-before", "jsonl");
    Files.writeString(copy, text.substring(0, text.lastIndexOf('\n') + 1));
    return Journal.read(copy);
  }

  private static void compare(
      Scene scene, List<Line> before, Map<String, String[]> there, Map<String, String[]> here) {
    Map<String, String> people = new HashMap<>();
    long acknowledged = 0;
    for (Line line : before) {
      if (line instanceof Line.Came came) {
        people.put(came.client(), came.person());
      } else if (line instanceof Line.Acked acked) {
        acknowledged++;
        String[] row = there.get(acked.consultation() + " " + acked.seq());
        String who = people.get(acked.client()) + " " + acked.id();
        scene.must(
            row != null && who.equals(row[1]),
            "P1: %s was acknowledged at %d of %s and is not there"
                .formatted(who, acked.seq(), acked.consultation()));
      }
    }
    there.forEach(
        (place, row) ->
            scene.must(
                here.containsKey(place) && here.get(place)[0].equals(row[0]),
                place + " stands otherwise in the city that went on"));
    scene.measured("acknowledged before", acknowledged);
    scene.measured("restored entries", there.size());
    scene.must(acknowledged > scene.rounds(100, 300), "hardly anything was acknowledged");
  }

  private static Map<String, String[]> rows(Connection connection) throws SQLException {
    Map<String, String[]> rows = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ROWS)) {
      while (row.next()) {
        rows.put(row.getString(1), new String[] {row.getString(2), row.getString(3)});
      }
    }
    return rows;
  }

  static List<String> texts(Connection connection, String query) throws SQLException {
    List<String> texts = new java.util.ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean _ = statement.execute(sql);
    }
  }
}
