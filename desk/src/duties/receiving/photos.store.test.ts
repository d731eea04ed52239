import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LedgerTest, ledgerTest, rawly } from '../inventory/ledger.test-support.ts';
import { mostPhotos } from './photos.ts';

let ledger: LedgerTest;
let receipt: number;
beforeAll(async () => {
  ledger = await ledgerTest();
  await ledger.put('/locations', [{ code: 'DOCK', kind: 'dock' }]);
  const buyer = await ledger.test.as(['buyer']);
  await ledger.put('/vendors', [{ code: 'KRAFT' }]);
  await buyer('POST', '/purchase-lines', { order_no: 'PO-1', line: 1, vendor: 'KRAFT', item: 'BOLT', qty: 5 });
  const came = { line: 'PO-1/1', qty: 5, damage: 'crushed', document: 'LS 1' };
  const answer = await ledger.keeper('POST', '/receipts', came);
  receipt = answer.body.receipt.id;
});
afterAll(() => ledger.test.close());

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const send = (bytes: Buffer, id = receipt, ask = ledger.keeper) =>
  ask(
    'POST',
    `/receipts/${id}/photos`,
    Buffer.concat([
      Buffer.from(
        '--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n',
      ),
      bytes,
      Buffer.from('\r\n--x--\r\n'),
    ]),
    { headers: { 'content-type': 'multipart/form-data; boundary=x' } },
  );
const paper = async () => (await ledger.keeper('GET', `/receipts/${receipt}/discrepancy-report`)).body as string;
const pages = (pdf: string): number => Number(/\/Count (\d+)/.exec(pdf)?.[1]);

describe('a photo of a receipt', () => {
  it('is kept as it was sent, seen by who sees stock, and stands in the report for the vendor', async () => {
    expect(pages(await paper())).toBe(1);
    const sent = await send(png);
    expect(sent).toMatchObject({ status: 201, body: { photo: { type: 'image/png' } } });
    expect((await ledger.planner('GET', `/receipts/${receipt}/photos`)).body.rows).toMatchObject([
      { id: sent.body.photo.id, type: 'image/png' },
    ]);
    const kept = ledger.test.db.selectFrom('receipt_photos').select('bytes').where('id', '=', sent.body.photo.id);
    expect(Buffer.from((await kept.executeTakeFirstOrThrow()).bytes).equals(png)).toBe(true);
    expect(await ledger.planner('GET', `/receipt-photos/${sent.body.photo.id}`)).toMatchObject({ status: 200 });
    expect(pages(await paper())).toBe(2);
    // Its reader would unpack such a one at any size, and end with the server where it cannot.
    const through = Buffer.concat([png.subarray(0, 33), Buffer.from('00000004494441546e6f6e6500000000', 'hex')]);
    await send(through);
    expect(pages(await paper())).toBe(3);
    // What begins as a picture and is none does not keep the report from the vendor.
    await send(png.subarray(0, 12));
    expect(pages(await paper())).toBe(4);
  });

  it('is refused where it is none, of no receipt, one too many, or of who may not receive', async () => {
    expect(await send(Buffer.from('<svg/>'))).toMatchObject({ status: 422, body: { code: 'no-photo' } });
    expect(await send(png, 999_999)).toMatchObject({ status: 404 });
    expect(await send(png, receipt, ledger.planner)).toMatchObject({ status: 403 });
    await Promise.all(Array.from({ length: mostPhotos }, () => send(png)));
    expect((await ledger.keeper('GET', `/receipts/${receipt}/photos`)).body.rows).toHaveLength(mostPhotos);
    expect(await send(png)).toMatchObject({ status: 422, body: { code: 'photos-many' } });
  });

  it('is never changed, and its log does not hold it once more', async () => {
    await expect(rawly(ledger.test.db, `update receipt_photos set who = 'x'`)).rejects.toThrow('take another');
    const [told] = (await ledger.planner('GET', '/audit?kind=receipt_photos')).body.rows;
    expect(JSON.stringify(told)).not.toContain('bytes');
  });
});
