/** Photos of receipts over HTTP. */
import type { FastifyInstance } from 'fastify';
import { nowAt } from '../../house/clock.ts';
import { faultAt } from '../../house/errors.ts';
import { Download, noFile } from '../../server/files.ts';
import { type HttpContext, refuseTrainee, serve } from '../../server/http.ts';
import * as contract from './photos.contract.ts';
import { photoKept, photoWords } from './photos.messages.ts';
import { keepPhoto, photoBytes, photosOf, receiptHeld } from './photos.store.ts';
import { photographed } from './photos.ts';
import { trainee } from './receiving.messages.ts';

export function photosRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listPhotos, async ({ tx, site, params }) => ({
    rows: await photosOf(tx, site.code, params.id),
  }));

  serve(app, context, contract.addPhoto, async ({ tx, site, person, params, files }) => {
    refuseTrainee(person, trainee);
    const receipt = await receiptHeld(tx, site.code, params.id);
    const { bytes } = files[0] ?? noFile;
    const decision = photographed(bytes, (await photosOf(tx, site.code, receipt.id)).length);
    if (decision.kind !== 'accept') throw faultAt('file', null, photoWords[decision.code], decision.code);
    const [type] = decision.facts;
    if (!type) throw new Error('a photo was accepted without saying of what type it is');
    const photo = await keepPhoto(tx, site.code, { receipt, type, bytes, at: nowAt(site), who: person.name });
    return { done: photoKept(receipt.id), photo };
  });

  serve(app, context, contract.onePhoto, async ({ tx, site, params }) => {
    const { type, bytes, receipt } = await photoBytes(tx, site.code, params.id);
    return new Download(`receipt-${receipt}-photo-${params.id}.${type.slice('image/'.length)}`, type, [bytes]);
  });
}
