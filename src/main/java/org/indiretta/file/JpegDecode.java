package org.indiretta.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes a JPEG whole, to see that it can be: every code is read, but only few of the pixels are
 * kept, so that a large image takes little memory.
 */
final class JpegDecode {
  /** The longer side of what is kept, in pixels. */
  private static final int KEPT_SIDE = 256;

  private JpegDecode() {}

  static void check(byte[] jpeg, int width, int height) throws NotAccepted {
    AtomicBoolean endsEarly = new AtomicBoolean();
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener(
          (source, warning) -> {
            if (warning.contains("remature end")) {
              endsEarly.set(true);
            }
          });
      ImageReadParam few = reader.getDefaultReadParam();
      int step = Math.ceilDiv(Math.max(width, height), KEPT_SIDE);
      few.setSourceSubsampling(step, step, 0, 0);
      // The raster, not the image: colours are not converted, so CMYK can be read too.
      var _ = reader.readRaster(0, few);
    } catch (IOException | RuntimeException unreadable) {
      throw NotAccepted.broken("its pixels cannot be read");
    } finally {
      reader.dispose();
    }
    if (endsEarly.get()) {
      throw NotAccepted.broken("its pixels end too early");
    }
  }
}
