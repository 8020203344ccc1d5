package org.indiretta.transcript;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.UUID;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.CitizenId;
import org.indiretta.identity.FileId;
import org.indiretta.identity.GuestId;
import org.indiretta.identity.OperatorId;

/** How bodies and writers stand in the columns of the table {@code entry}. */
final class SqlBodies {
  private SqlBodies() {}

  static String writerName(Writer writer) {
    return switch (writer) {
      case Writer.Citizen _ -> "CITIZEN";
      case Writer.Operator _ -> "OPERATOR";
      case Writer.Guest _ -> "GUEST";
      case Writer.Server _ -> "SYSTEM";
    };
  }

  static UUID writerId(Writer writer) {
    return switch (writer) {
      case Writer.Citizen citizen -> citizen.id().value();
      case Writer.Operator operator -> operator.id().value();
      case Writer.Guest guest -> guest.id().value();
      case Writer.Server _ -> null;
    };
  }

  static Writer writer(Row row) {
    UUID id = row.getUUID("writer_id");
    return switch (row.getString("writer")) {
      case "CITIZEN" -> new Writer.Citizen(new CitizenId(id));
      case "OPERATOR" -> new Writer.Operator(new OperatorId(id));
      case "GUEST" -> guest(new GuestId(id), row.getJsonObject("data"));
      default -> new Writer.Server();
    };
  }

  private static Writer guest(GuestId id, JsonObject data) {
    return data == null
        ? new Writer.Guest(id, null, null)
        : new Writer.Guest(
            id, data.getString("guestName"), CallRole.valueOf(data.getString("guestRole")));
  }

  static String kind(Body body) {
    return switch (body) {
      case Body.Message _ -> "MESSAGE";
      case Body.File _ -> "FILE";
      case Body.Note _ -> "NOTE";
      case Body.Event _ -> "EVENT";
      case Body.Erased _ -> "ERASED";
    };
  }

  static String text(Body body) {
    return switch (body) {
      case Body.Message message -> message.text();
      case Body.Note note -> note.text();
      case Body.File _, Body.Event _, Body.Erased _ -> null;
    };
  }

  /** What has no column of its own; of a guest also the name and role. */
  static String data(Writer writer, Body body) {
    JsonObject data = data(body);
    if (writer instanceof Writer.Guest guest) {
      data = data == null ? new JsonObject() : data;
      data.put("guestName", guest.name()).put("guestRole", guest.role().name());
    }
    return data == null ? null : data.encode();
  }

  private static JsonObject data(Body body) {
    return switch (body) {
      case Body.File file ->
          new JsonObject()
              .put("file", file.file().toString())
              .put("name", file.name())
              .put("contentType", file.contentType())
              .put("size", file.size());
      case Body.Event event ->
          new JsonObject()
              .put("event", event.event())
              .put("name", event.name())
              .put("detail", event.detail())
              .put("seconds", event.seconds())
              .put("quality", quality(event.quality()));
      case Body.Message _, Body.Note _, Body.Erased _ -> null;
    };
  }

  /** Reads {@code kind}, {@code text} and {@code data}. */
  static Body read(Row row) {
    String kind = row.getString("kind");
    return switch (kind) {
      case "MESSAGE" -> new Body.Message(row.getString("text"));
      case "NOTE" -> new Body.Note(row.getString("text"));
      case "FILE" -> file(row.getJsonObject("data"));
      case "EVENT" -> event(row.getJsonObject("data"));
      case "ERASED" -> new Body.Erased();
      default -> throw new IllegalStateException("unknown kind of entry: " + kind);
    };
  }

  private static Body file(JsonObject data) {
    return new Body.File(
        FileId.of(data.getString("file")),
        data.getString("name"),
        data.getString("contentType"),
        data.getLong("size"));
  }

  private static Body event(JsonObject data) {
    return new Body.Event(
        data.getString("event"),
        data.getString("name"),
        data.getString("detail"),
        data.getLong("seconds"),
        quality(data.getJsonObject("quality")));
  }

  private static JsonObject quality(Body.Quality quality) {
    return quality == null
        ? null
        : new JsonObject()
            .put("lossPercent", quality.lossPercent())
            .put("roundTripMs", quality.roundTripMs())
            .put("relayed", quality.relayed());
  }

  private static Body.Quality quality(JsonObject data) {
    return data == null
        ? null
        : new Body.Quality(
            data.getInteger("lossPercent"),
            data.getInteger("roundTripMs"),
            data.getBoolean("relayed"));
  }
}
