/** Photos of what came. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { photoTypes } from './photos.ts';
import { tag } from './receiving.contract.ts';

const params = z.object({ id: z.coerce.number().int() });
const photoShape = z.object({ id: z.int(), at: z.string(), by: z.string(), type: z.enum(photoTypes) });

export const listPhotos = route({
  method: 'GET',
  path: '/receipts/:id/photos',
  permission: 'stock.see',
  tag,
  summary: 'The photos of a receipt, the first taken first',
  params,
  answer: z.object({ rows: z.array(photoShape) }),
});

export const addPhoto = route({
  method: 'POST',
  path: '/receipts/:id/photos',
  permission: 'stock.receive',
  tag,
  summary: 'Add a photo to a receipt: a JPEG, PNG or WebP of at most 8 MB, at most 12 a receipt; it is never changed',
  params,
  upload: 'one',
  body: z.object({}),
  answer: z.object({ done: z.string(), photo: photoShape }),
});

export const onePhoto = route({
  method: 'GET',
  path: '/receipt-photos/:id',
  permission: 'stock.see',
  tag,
  summary: 'A photo, as it was sent',
  params,
  download: [...photoTypes],
  answer: z.unknown(),
});
