package org.indiretta.transcript;

import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.indiretta.identity.ClientMessageId;

/** The columns of many entries, one array each, for {@code INSERT … SELECT FROM unnest}. */
final class SqlEntryArrays {
  private final List<UUID> consultations;
  private final List<Long> seqs;
  private final List<String> writers;
  private final List<UUID> writerIds;
  private final List<String> clientMessageIds;
  private final List<String> kinds;
  private final List<String> texts;
  private final List<String> data;

  SqlEntryArrays(int size) {
    consultations = new ArrayList<>(size);
    seqs = new ArrayList<>(size);
    writers = new ArrayList<>(size);
    writerIds = new ArrayList<>(size);
    clientMessageIds = new ArrayList<>(size);
    kinds = new ArrayList<>(size);
    texts = new ArrayList<>(size);
    data = new ArrayList<>(size);
  }

  void add(Append append, long seq) {
    ClientMessageId id = append.clientMessageId();
    consultations.add(append.consultation().value());
    seqs.add(seq);
    writers.add(SqlBodies.writerName(append.writer()));
    writerIds.add(SqlBodies.writerId(append.writer()));
    clientMessageIds.add(id == null ? null : id.value());
    kinds.add(SqlBodies.kind(append.body()));
    texts.add(SqlBodies.text(append.body()));
    data.add(SqlBodies.data(append.writer(), append.body()));
  }

  boolean isEmpty() {
    return seqs.isEmpty();
  }

  /** Adds the eight arrays, in the order of the fields above. */
  Tuple addTo(Tuple tuple) {
    return tuple
        .addArrayOfUUID(consultations.toArray(UUID[]::new))
        .addArrayOfLong(seqs.toArray(Long[]::new))
        .addArrayOfString(writers.toArray(String[]::new))
        .addArrayOfUUID(writerIds.toArray(UUID[]::new))
        .addArrayOfString(clientMessageIds.toArray(String[]::new))
        .addArrayOfString(kinds.toArray(String[]::new))
        .addArrayOfString(texts.toArray(String[]::new))
        .addArrayOfString(data.toArray(String[]::new));
  }
}
