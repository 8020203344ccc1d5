package org.indiretta.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads a backup's file: first whether it is whole, then table by table. */
final class BackupReader implements AutoCloseable {
  private static final int PIECE_BYTES = 1 << 16;

  /** The longest list of contents that is believed, in bytes. */
  private static final int CONTENTS_BYTES = 1 << 20;

  private final Path file;
  private final ZipFile zip;
  private final Contents contents;

  private BackupReader(Path file, ZipFile zip, Contents contents) {
    this.file = file;
    this.zip = zip;
    this.contents = contents;
  }

  /** Opens it; what is no backup, is cut off or was changed is a {@link BackupRefused}. */
  static BackupReader open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BackupRefused("There is no file " + file + ".");
    }
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw damaged(file, "it is cut off, or no backup at all", e);
    }
    try {
      BackupReader reader = new BackupReader(file, zip, contents(file, zip));
      reader.check();
      return reader;
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      zip.close();
      throw damaged(file, "it was changed or is damaged", e);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static Contents contents(Path file, ZipFile zip) throws IOException {
    ZipEntry part = zip.getEntry(Contents.PART);
    if (part == null || part.getSize() > CONTENTS_BYTES) {
      throw damaged(file, "it has no list of contents", null);
    }
    try (InputStream in = zip.getInputStream(part)) {
      byte[] bytes = in.readNBytes(CONTENTS_BYTES);
      CRC32 sum = new CRC32();
      sum.update(bytes);
      if (sum.getValue() != part.getCrc()) {
        throw damaged(file, "its list of contents was changed", null);
      }
      return Contents.of(new String(bytes, UTF_8));
    }
  }

  private void check() throws IOException {
    Set<String> expected =
        Stream.concat(
                Stream.of(Contents.PART), contents.tables().stream().map(Contents.Table::part))
            .collect(Collectors.toSet());
    if (!zip.stream().map(ZipEntry::getName).collect(Collectors.toSet()).equals(expected)) {
      throw damaged(file, "its parts are not those of its list of contents", null);
    }
    for (Contents.Table table : contents.tables()) {
      MessageDigest digest = BackupWriter.sha256Digest();
      long bytes = 0;
      try (InputStream in = table(table)) {
        byte[] piece = new byte[PIECE_BYTES];
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
          digest.update(piece, 0, n);
          bytes += n;
        }
      }
      if (bytes != table.bytes()
          || !HexFormat.of().formatHex(digest.digest()).equals(table.sha256())) {
        throw damaged(file, "the table " + table.name() + " has another checksum", null);
      }
    }
  }

  Contents contents() {
    return contents;
  }

  /** The rows of a table, as {@code COPY} takes them. */
  InputStream table(Contents.Table table) throws IOException {
    return zip.getInputStream(zip.getEntry(table.part()));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private static BackupRefused damaged(Path file, String how, Throwable cause) {
    return new BackupRefused(
        "The backup %s cannot be used, %s: copy it again from where it was kept, or take an older one. Nothing was restored."
            .formatted(file, how),
        cause);
  }
}
