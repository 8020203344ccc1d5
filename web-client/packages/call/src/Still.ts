import type { Clock } from '@indiretta/connection';

/** A page of A4 stays readable at this many pixels on its longer side; more only fills the transcript. */
export const STILL_LONGEST_PX = 2_560;
export const STILL_TYPE = 'image/jpeg';
const STILL_QUALITY = 0.9;
/** A camera that takes no photo within this gives the picture of its video instead. */
const PHOTO_WITHIN_MS = 4_000;

/** W3C Image Capture, where the browser has it. */
interface PhotoCamera {
  takePhoto(): Promise<Blob>;
}
declare const ImageCapture: undefined | (new (track: MediaStreamTrack) => PhotoCamera);

/**
 * The camera's picture of this moment as a JPEG, for the person to look at and confirm before it is sent as a file. It
 * is drawn anew, so nothing but the pixels leaves the device (no place, no device name). Undefined when the camera gives
 * none (it ended, or is covered by another program).
 */
export async function takeStill(track: MediaStreamTrack, clock: Clock): Promise<Blob | undefined> {
  try {
    return await drawn((await photo(track, clock)) ?? (await videoPicture(track)));
  } catch {
    return undefined;
  }
}

/** The photo of a phone's camera is much sharper than its video. */
async function photo(track: MediaStreamTrack, clock: Clock): Promise<ImageBitmap | undefined> {
  if (typeof ImageCapture === 'undefined') return undefined;
  const tooLong = new Promise<undefined>((resolve) => clock.after(PHOTO_WITHIN_MS, () => resolve(undefined)));
  try {
    const blob = await Promise.race([new ImageCapture(track).takePhoto(), tooLong]);
    return blob && (await createImageBitmap(blob));
  } catch {
    return undefined;
  }
}

async function videoPicture(track: MediaStreamTrack): Promise<ImageBitmap> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  try {
    await video.play();
    return await createImageBitmap(video);
  } finally {
    video.srcObject = null;
  }
}

async function drawn(picture: ImageBitmap): Promise<Blob | undefined> {
  const { width, height } = sizeOfStill(picture);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height);
  picture.close();
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), STILL_TYPE, STILL_QUALITY));
}

/** Whole pixels, never larger than the picture. */
export function sizeOfStill({ width, height }: { readonly width: number; readonly height: number }) {
  const scale = Math.min(1, STILL_LONGEST_PX / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
