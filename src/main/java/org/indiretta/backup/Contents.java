package org.indiretta.backup;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What a backup holds: the last part of its file, so that a file without it was cut off.
 *
 * @param schema the version of the tables
 * @param takenAt the moment it shows, by the database's clock
 * @param postgres the version of the PostgreSQL it came from, for people
 */
public record Contents(
    int schema, Instant takenAt, String postgres, List<Table> tables, List<Counter> counters) {
  /** The version of the file's form; a file of another one is refused. */
  static final int FORMAT = 1;

  /** The name of the part in the file. */
  static final String PART = "contents.json";

  /**
   * One table.
   *
   * @param bytes of its part, not compressed
   * @param sha256 of these bytes, in hexadecimal digits
   */
  public record Table(String name, List<String> columns, long rows, long bytes, String sha256) {
    public Table {
      columns = List.copyOf(columns);
    }

    String part() {
      return part(name);
    }

    static String part(String name) {
      return "tables/" + name + ".copy";
    }

    private JsonObject json() {
      return new JsonObject()
          .put("name", name)
          .put("columns", new JsonArray(columns))
          .put("rows", rows)
          .put("bytes", bytes)
          .put("sha256", sha256);
    }

    private static Table of(JsonObject json) {
      return new Table(
          json.getString("name"),
          json.getJsonArray("columns").stream().map(String::valueOf).toList(),
          json.getLong("rows"),
          json.getLong("bytes"),
          json.getString("sha256"));
    }
  }

  /** Where the numbers of a column that counts by itself have come to. */
  public record Counter(String table, String column, long last, boolean used) {
    private JsonObject json() {
      return new JsonObject()
          .put("table", table)
          .put("column", column)
          .put("last", last)
          .put("used", used);
    }

    private static Counter of(JsonObject json) {
      return new Counter(
          json.getString("table"),
          json.getString("column"),
          json.getLong("last"),
          json.getBoolean("used"));
    }
  }

  public Contents {
    tables = List.copyOf(tables);
    counters = List.copyOf(counters);
  }

  /** All rows of all tables. */
  public long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }

  String json() {
    return new JsonObject()
        .put("format", FORMAT)
        .put("schema", schema)
        .put("takenAt", takenAt.toString())
        .put("postgres", postgres)
        .put("tables", new JsonArray(tables.stream().map(Table::json).toList()))
        .put("counters", new JsonArray(counters.stream().map(Counter::json).toList()))
        .encodePrettily();
  }

  /** Reads it; anything else than what {@link #json} writes is a {@link BackupRefused}. */
  static Contents of(String text) {
    try {
      JsonObject json = new JsonObject(text);
      if (json.getInteger("format") > FORMAT) {
        throw new BackupRefused(
            "The backup was made by a newer InDiretta: restore it with that one or a newer one.");
      }
      return new Contents(
          json.getInteger("schema"),
          json.getInstant("takenAt"),
          json.getString("postgres"),
          each(json.getJsonArray("tables"), Table::of),
          each(json.getJsonArray("counters"), Counter::of));
    } catch (BackupRefused e) {
      throw e;
    } catch (RuntimeException e) {
      throw new BackupRefused("its list of contents cannot be read", e);
    }
  }

  private static <T> List<T> each(JsonArray array, Function<JsonObject, T> reader) {
    return IntStream.range(0, array.size()).mapToObj(array::getJsonObject).map(reader).toList();
  }
}
