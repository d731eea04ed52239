/** Discrepancies over HTTP: held → decide → keep; sending the report is the expediter's. */
import type { FastifyInstance } from 'fastify';
import { notFound, Refusal } from '../../house/errors.ts';
import { Download } from '../../server/files.ts';
import { type Asked, type HttpContext, refuseTrainee, serve } from '../../server/http.ts';
import * as contract from './discrepancies.contract.ts';
import * as say from './discrepancies.messages.ts';
import { discrepanciesOf, discrepancyHeld, keepDispute } from './discrepancies.store.ts';
import { settledSo, toldToVendor } from './discrepancies.ts';
import { photoBytes, photosOf } from './photos.store.ts';
import { printed } from './printed.ts';

export function discrepanciesRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listDiscrepancies, async ({ tx, site }) => ({
    rows: [...(await discrepanciesOf(tx, site.code))],
  }));

  serve(app, context, contract.tellVendor, async ({ tx, site, person, params }) => {
    refuseTrainee(person, say.trainee);
    const one = await discrepancyHeld(tx, site.code, params.id);
    const decision = toldToVendor(one);
    if (decision.kind !== 'accept')
      throw new Refusal(422, decision.code, say.disputeRefusals[decision.code](decision.values));
    await keepDispute(tx, one.id, { state: 'reported', settled: null });
    return { done: say.toldWords(one.vendor_name ?? one.vendor ?? '', one.item) };
  });

  serve(app, context, contract.settleDiscrepancy, async ({ tx, site, person, params, body }) => {
    refuseTrainee(person, say.trainee);
    const one = await discrepancyHeld(tx, site.code, params.id);
    const decision = settledSo(one);
    if (decision.kind !== 'accept')
      throw new Refusal(422, decision.code, say.disputeRefusals[decision.code](decision.values));
    await keepDispute(tx, one.id, { state: 'settled', settled: body.how });
    return { done: say.settledWords(one.item, body.how) };
  });

  serve(app, context, contract.discrepancyPaper, async ({ tx, site, params }) => {
    const rows = (await discrepanciesOf(tx, site.code, { receipt: params.id })).filter(
      ({ state }) => state !== 'withdrawn',
    );
    const [first] = rows;
    if (!first) throw notFound('discrepancy of receipt', String(params.id));
    const { reportPdf } = await import('./discrepancies.print.ts');
    const amount = (qty: number): string => `${qty} ${first.unit}`;
    const paper = await reportPdf(
      {
        ...first,
        receipt: params.id,
        vendor: [first.vendor, first.vendor_name].filter(Boolean).join(', ') || 'an unknown vendor',
        item: [first.item, first.item_name].filter(Boolean).join(', '),
        came: first.came_at,
        received: amount(first.received),
        paper: first.paper_qty === null ? null : amount(first.paper_qty),
        photos: await photosPrinted(tx, site.code, params.id),
        faults: rows
          .toReversed()
          .map(({ kind, qty, note }) => ({ words: `${say.kindWords[kind]}: ${amount(qty)}`, note })),
      },
      { site: site.name, zone: site.zone },
    );
    return new Download(`discrepancies-${params.id}.pdf`, 'application/pdf', [paper]);
  });
}

async function photosPrinted(tx: Asked['tx'], site: string, receipt: number) {
  const all: (Uint8Array | undefined)[] = [];
  for (const { id } of await photosOf(tx, site, receipt)) {
    const { bytes, type } = await photoBytes(tx, site, id);
    all.push(printed(bytes, type));
  }
  return all;
}
