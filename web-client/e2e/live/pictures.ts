import type { Page } from '@playwright/test';

/** What a phone writes into its pictures and nobody else is to read. */
export const CAMERA = 'Camera of Anna, 46.19 N 9.02 E';

/** A real picture as the browser encodes it: `width` × `height`, red above and blue below. */
export async function picture(
  page: Page,
  type: 'image/jpeg' | 'image/png' | 'image/webp',
  width: number,
  height: number,
): Promise<Buffer> {
  const address = await page.evaluate(
    ([kind, wide, high]) => {
      const canvas = document.createElement('canvas');
      canvas.width = wide;
      canvas.height = high;
      const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
      pen.fillStyle = 'red';
      pen.fillRect(0, 0, wide, high / 2);
      pen.fillStyle = 'blue';
      pen.fillRect(0, high / 2, wide, high / 2);
      return canvas.toDataURL(kind);
    },
    [type, width, height] as const,
  );
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}

/** The same JPEG as a phone held upright writes it: EXIF with the camera, and "turn it by a quarter" (orientation 6). */
export function withExif(jpeg: Buffer): Buffer {
  const entry = (tag: number, type: number, count: number, value: number) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16BE(tag, 0);
    bytes.writeUInt16BE(type, 2);
    bytes.writeUInt32BE(count, 4);
    if (type === 3) bytes.writeUInt16BE(value, 8);
    else bytes.writeUInt32BE(value, 8);
    return bytes;
  };
  const make = Buffer.from(`${CAMERA}\0`, 'latin1');
  const header = Buffer.from('MM\0*\0\0\0\x08\0\x02', 'latin1');
  const afterDirectory = header.length + 2 * 12 + 4;
  const tiff = Buffer.concat([
    header,
    entry(0x010f, 2, make.length, afterDirectory),
    entry(0x0112, 3, 1, 6),
    Buffer.alloc(4),
    make,
  ]);
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const segment = Buffer.alloc(4);
  segment.writeUInt16BE(0xffe1, 0);
  segment.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), segment, content, jpeg.subarray(2)]);
}

/** The smallest thing that is a PDF, with its places where they are said to be. */
export function pdf(): Buffer {
  const objects = [
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n',
  ];
  let body = '%PDF-1.4\n';
  const places = objects.map((object) => {
    const at = body.length;
    body += object;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 4\n0000000000 65535 f \n${places.join('')}trailer<</Size 4/Root 1 0 R>>\n`;
  return Buffer.from(`${body}${table}startxref\n${body.length}\n%%EOF\n`);
}
