/** Sentences about photos of receipts that a person reads. */
import { largestPhoto, mostPhotos, type PhotoCode } from './photos.ts';

export const photoWords: Readonly<Record<PhotoCode, string>> = {
  'no-photo': 'That is no photo: it is neither a JPEG nor a PNG nor a WebP. Maybe another file was meant.',
  'photo-large': `A photo has at most ${largestPhoto / 1024 / 1024} MB. Maybe take it with fewer pixels.`,
  'photos-many': `A receipt has at most ${mostPhotos} photos.`,
};
export const photoKept = (receipt: number): string => `The photo stands with receipt ${receipt}.`;
export const photoCalled = (at: number): string => `Photo ${at}`;
export const photoUnreadable = (at: number): string => `Photo ${at} is kept, and cannot be shown on paper.`;
