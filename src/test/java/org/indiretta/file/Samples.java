package org.indiretta.file;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Real files, made here or small enough to stand here. */
public final class Samples {
  /** One lossy pixel. */
  static final byte[] WEBP_LOSSY =
      base64("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

  /** One lossless pixel. */
  static final byte[] WEBP_LOSSLESS = base64("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

  /** One pixel with transparency, in the extended form. */
  static final byte[] WEBP_ALPHA =
      base64(
          "UklGRkoAAABXRUJQVlA4WAoAAAAQAAAAAAAAAAAAQUxQSAwAAAARBxAR/Q9ERP8DAABWUDggGAAAABQBAJ0B"
              + "KgEAAQAAAP4AAA3AAP7mtQAAAA==");

  /** One pixel that moves. */
  static final byte[] WEBP_ANIMATED =
      base64(
          "UklGRlIAAABXRUJQVlA4WAoAAAASAAAAAAAAAAAAQU5JTQYAAAD/////AABBTk1GJgAAAAAAAAAAAAAAAAAA"
              + "AGQAAABWUDhMDQAAAC8AAAAQBxAREYiI/gcA");

  public static final byte[] SVG =
      ascii(
          "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\">"
              + "<script>alert(1)</script></svg>");
  public static final byte[] HTML = ascii("<!DOCTYPE html><html><script>alert(1)</script></html>");

  /** A page that begins like a PNG. */
  public static final byte[] HTML_AS_PNG = joined(ascii("\u0089PNG\r\n\u001a\n"), HTML);

  private Samples() {}

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }

  /** Each character one byte. */
  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Puts {@code inserted} at a place. */
  static byte[] inserted(byte[] into, int at, byte[] inserted) {
    return joined(
        java.util.Arrays.copyOf(into, at),
        inserted,
        java.util.Arrays.copyOfRange(into, at, into.length));
  }

  /** A picture with something in it. */
  static BufferedImage picture(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D pen = image.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
    pen.fillRect(0, 0, width, height);
    pen.setColor(Color.RED);
    pen.drawLine(0, height, width, 0);
    pen.dispose();
    return image;
  }

  static byte[] png() {
    return png(picture(40, 30, BufferedImage.TYPE_INT_ARGB), false);
  }

  public static byte[] jpeg() {
    return jpeg(picture(40, 30, BufferedImage.TYPE_INT_RGB), false);
  }

  static byte[] png(BufferedImage image, boolean interlaced) {
    return written("png", image, interlaced);
  }

  static byte[] jpeg(BufferedImage image, boolean progressive) {
    return written("jpeg", image, progressive);
  }

  private static byte[] written(String format, BufferedImage image, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream to = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (progressive) {
        how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.setOutput(to);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** The pixels as a viewer gets them. */
  static int[] pixels(byte[] image) {
    try {
      BufferedImage read = ImageIO.read(new ByteArrayInputStream(image));
      return read.getRGB(0, 0, read.getWidth(), read.getHeight(), null, 0, read.getWidth());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] jpegSegment(int marker, byte[] payload) {
    return joined(
        new byte[] {
          (byte) 0xFF,
          (byte) marker,
          (byte) ((payload.length + 2) >> 8),
          (byte) (payload.length + 2)
        },
        payload);
  }

  /** EXIF, little-endian, with a device, an orientation, and a GPS directory with a latitude. */
  static byte[] exif(int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(128).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    tiff.put(ascii("II*\0")).putInt(8).putShort((short) 3);
    entry(tiff, 0x010F, 2, 12, 80);
    entry(tiff, 0x0112, 3, 1, orientation);
    entry(tiff, 0x8825, 4, 1, 50);
    tiff.putInt(0);
    tiff.putShort((short) 1);
    entry(tiff, 0x0002, 5, 3, 96);
    tiff.putInt(0);
    tiff.position(80).put(ascii("SecretPhone\0"));
    tiff.position(96).putInt(46).putInt(1).putInt(11).putInt(1).putInt(30).putInt(1);
    return joined(ascii("Exif\0\0"), tiff.array());
  }

  private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  /** A photo that says where it was taken, and by which device. */
  public static byte[] photoWithPlace() {
    return inserted(jpeg(), 2, jpegSegment(0xE1, exif(6)));
  }

  static byte[] pngChunk(String type, byte[] data) {
    CRC32 sum = new CRC32();
    sum.update(ascii(type));
    sum.update(data);
    return ByteBuffer.allocate(data.length + 12)
        .putInt(data.length)
        .put(ascii(type))
        .put(data)
        .putInt((int) sum.getValue())
        .array();
  }

  static byte[] pngHeader(int width, int height, int depth, int colours, int interlace) {
    return joined(
        ascii("\u0089PNG\r\n\u001a\n"),
        pngChunk(
            "IHDR",
            ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) colours)
                .put((byte) 0)
                .put((byte) 0)
                .put((byte) interlace)
                .array()));
  }

  static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream to = new DeflaterOutputStream(out, new Deflater(9))) {
      to.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  static byte[] riffChunk(String type, byte[] data) {
    return joined(
        ascii(type),
        ByteBuffer.allocate(4).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(data.length).array(),
        data,
        new byte[data.length % 2]);
  }

  static byte[] webp(byte[]... chunks) {
    byte[] body = joined(ascii("WEBP"), joined(chunks));
    return joined(
        ascii("RIFF"),
        ByteBuffer.allocate(4).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(body.length).array(),
        body);
  }

  /** One empty page. */
  public static byte[] pdf() {
    String body =
        """
        %PDF-1.4
        %\u00e2\u00e3\u00cf\u00d3
        1 0 obj
        <</Type/Catalog/Pages 2 0 R>>
        endobj
        2 0 obj
        <</Type/Pages/Kids[3 0 R]/Count 1>>
        endobj
        3 0 obj
        <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>
        endobj
        """;
    int at = body.length();
    StringBuilder table = new StringBuilder("xref\n0 4\n0000000000 65535 f \n");
    for (int object = 1; object <= 3; object++) {
      table.append("%010d 00000 n \n".formatted(body.indexOf(object + " 0 obj")));
    }
    return ascii(body + table + "trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n" + at + "\n%%EOF\n");
  }

  static byte[] zip() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("payload.html"));
      zip.write(HTML);
      zip.closeEntry();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  /** As an upload comes in. */
  public static ReadStream<Buffer> stream(byte[] file) {
    return Parts.Source.of(file);
  }

  /** Whether a text stands anywhere in it. */
  public static boolean holds(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
  }
}
