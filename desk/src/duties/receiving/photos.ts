/** Photos of what came: what kind of picture a file is by its first bytes, whatever its name says. Pure. */
import { accept, type Decision, refuse } from '../../house/decision.ts';

export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoType = (typeof photoTypes)[number];

/** Bytes of one, and photos of one receipt: a phone's are made smaller before they are sent. */
export const largestPhoto = 8 * 1024 * 1024;
export const mostPhotos = 12;

const begins = (bytes: Uint8Array, at: number, ...these: readonly number[]): boolean =>
  these.every((one, n) => bytes[at + n] === one);
const letters = (text: string): readonly number[] => [...text].map((one) => one.charCodeAt(0));

export function photoType(bytes: Uint8Array): PhotoType | null {
  if (begins(bytes, 0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(bytes, 0, 0x89, ...letters('PNG'))) return 'image/png';
  return begins(bytes, 0, ...letters('RIFF')) && begins(bytes, 8, ...letters('WEBP')) ? 'image/webp' : null;
}

export type PhotoCode = 'no-photo' | 'photo-large' | 'photos-many';

/** `there`: how many photos the receipt has. */
export function photographed(bytes: Uint8Array, there: number): Decision<PhotoType, PhotoCode> {
  const type = photoType(bytes);
  if (type === null) return refuse('no-photo');
  if (bytes.length > largestPhoto) return refuse('photo-large');
  return there >= mostPhotos ? refuse('photos-many') : accept([type]);
}
