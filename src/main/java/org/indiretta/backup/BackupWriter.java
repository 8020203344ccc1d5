package org.indiretta.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a backup's file, table after table. It has its name only when it is whole and on the disk;
 * until then it is {@code FILE.unfinished}, which is removed when it does not get there. Only its
 * owner may read it.
 */
final class BackupWriter implements AutoCloseable {
  private final Path file;
  private final Path unfinished;
  private final FileChannel channel;
  private final ZipOutputStream zip;
  private boolean whole;

  private BackupWriter(Path file, Path unfinished, FileChannel channel) {
    this.file = file;
    this.unfinished = unfinished;
    this.channel = channel;
    this.zip =
        new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
    zip.setLevel(Deflater.BEST_SPEED);
  }

  /** Begins; a file that is there already is never written over ({@link BackupRefused}). */
  static BackupWriter create(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new BackupRefused(file + " is there already: give the backup another name.");
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try {
      return new BackupWriter(
          file,
          unfinished,
          FileChannel.open(
              unfinished,
              EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
    } catch (FileAlreadyExistsException e) {
      throw new BackupRefused(
          unfinished + " is there: another backup is being written, or one was killed. Remove it.");
    } catch (NoSuchFileException e) {
      throw new BackupRefused("There is no folder for " + file + ": make it first.");
    }
  }

  /** What fills one part; it does not close the stream. */
  interface Filling {
    /** Returns the number of rows. */
    long into(OutputStream out) throws Exception;
  }

  Contents.Table table(String name, List<String> columns, Filling filling) throws Exception {
    zip.putNextEntry(new ZipEntry(Contents.Table.part(name)));
    Summed summed = new Summed(zip);
    long rows = filling.into(summed);
    zip.closeEntry();
    return new Contents.Table(name, columns, rows, summed.bytes, summed.sha256());
  }

  /** Ends it: written to the disk, then named. */
  void finish(Contents contents) throws IOException {
    zip.putNextEntry(new ZipEntry(Contents.PART));
    zip.write(contents.json().getBytes(UTF_8));
    zip.closeEntry();
    zip.finish();
    zip.flush();
    channel.force(true);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new BackupRefused(file + " was made meanwhile by somebody else.");
    }
    Path _ = Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    whole = true;
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (!whole) {
      boolean _ = Files.deleteIfExists(unfinished);
    }
  }

  /** Counts and sums what goes through. */
  private static final class Summed extends FilterOutputStream {
    private final MessageDigest digest = sha256Digest();
    private long bytes;

    private Summed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      digest.update(from, offset, length);
      bytes += length;
    }

    private String sha256() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
  }
}
