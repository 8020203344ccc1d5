package org.indiretta.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of PEM blocks as it was read once (RFC 7468). Text between the blocks is passed over, as
 * tools write explanations there.
 *
 * @param key the setting that names the file, for what is said about it
 */
record PemFile(SettingKey key, Path path, String text) {
  /** A whole chain is some 10 KB; more than this is no certificate and no key. */
  static final int MOST_BYTES = 262_144;

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  /** One block: what it says to be, and its lines as they are. */
  record Block(String label, String body) {
    /**
     * The bytes.
     *
     * @throws IllegalArgumentException when it is no Base64
     */
    byte[] bytes() {
      return Base64.getMimeDecoder().decode(body.strip());
    }
  }

  /**
   * Reads it; blocks.
   *
   * @throws SettingsException when it cannot be read or is longer than {@link #MOST_BYTES}
   */
  static PemFile read(SettingKey key, Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw refused(key, path, "is longer than " + MOST_BYTES + " bytes and no PEM file");
      }
      return new PemFile(key, path, new String(bytes, ISO_8859_1));
    } catch (NoSuchFileException e) {
      throw refused(key, path, "is not there");
    } catch (AccessDeniedException e) {
      throw refused(key, path, "may not be read by the account that the server runs as");
    } catch (IOException e) {
      throw refused(key, path, "cannot be read: " + e.getMessage());
    }
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2)));
    }
    return blocks;
  }

  /** Its certificates, as those to be trusted. */
  KeyStore certificates() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      CertificateFactory certificates = CertificateFactory.getInstance("X.509");
      for (Block block : blocks()) {
        store.setCertificateEntry(
            "ca" + store.size(),
            certificates.generateCertificate(new ByteArrayInputStream(block.bytes())));
      }
      if (store.size() == 0) {
        throw refused("holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
      }
      return store;
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw refused("holds a certificate that cannot be read: it is damaged or cut off");
    }
  }

  /** What is wrong with this file, in words for whoever put it there. */
  SettingsException refused(String what) {
    return refused(key, path, what);
  }

  private static SettingsException refused(SettingKey key, Path path, String what) {
    return new SettingsException(key.path() + ": the file " + path + " " + what);
  }
}
