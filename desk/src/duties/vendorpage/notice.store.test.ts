import { describe, expect, it } from 'vitest';
import {
  buyer,
  change,
  contactsOf,
  link,
  open,
  ordered,
  plant,
  promisesOf,
  put,
  seenOf,
  vendor,
} from './vendorpage.test-support.ts';

plant();

interface Sent {
  readonly ref: string;
  readonly qty: number;
  readonly lot?: string;
  readonly expires?: string;
  readonly container?: string;
}
let notes = 0;
const send = (
  token: string,
  lines: readonly Sent[],
  more: object = {},
  { answers = [] as object[], key = '' } = {},
) => {
  notes += 1;
  const notice = { number: `LS-${notes}`, arrives: '2026-11-09', lines, ...more };
  return vendor('POST', '/vendor-page/answers', token, {
    ...(key === '' ? {} : { key }),
    body: { name: 'Anna Kraft', answers, notice },
  });
};
const noticesOf = async (ref: string) =>
  (await buyer('GET', '/ship-notices')).body.rows.filter((row: { lines: { ref: string }[] }) =>
    row.lines.some((line) => line.ref === ref),
  );
const shown = async (token: string, ref: string) =>
  (await open(token)).body.lines.find((one: { ref: string }) => one.ref === ref);

describe('goods that a vendor tells on his page that he sends', () => {
  it('is his ship notice with lots and packages, dates the line, and stands in the log of contacts', async () => {
    const { ref } = await ordered();
    const { token, link: made } = await link();
    const answer = await send(
      token,
      [
        { ref, qty: 12, lot: 'L7', container: '(00)340123450000000017' },
        { ref, qty: 8, lot: 'L8' },
      ],
      { number: 'LS 77', carrier: 'Dachser', carrier_ref: 'D-1' },
    );
    expect(answer).toMatchObject({
      status: 201,
      body: { done: `Thank you, Anna Kraft. We have received your shipment LS 77 (20 m of ${ref}).` },
    });
    expect(await noticesOf(ref)).toMatchObject([
      {
        number: 'LS 77',
        vendor: 'KRAFT',
        carrier: 'Dachser',
        carrier_ref: 'D-1',
        day: '2026-11-09',
        who: `Kraft Rohr, by link ${made.id}`,
        lines: [
          { ref, qty: 12, lot: 'L7', container: '340123450000000017' },
          { ref, qty: 8, lot: 'L8', container: '' },
        ],
      },
    ]);
    expect(await shown(token, ref)).toMatchObject({
      open: 20,
      on_the_way: [{ number: 'LS 77', qty: 20, arrives: '2026-11-09' }],
    });
    const { body } = await buyer('GET', `/purchase-lines?filter=order_no:is ${ref.split('/')[0]}`);
    expect(body.rows[0].estimated).toBe('2026-11-09T16:00:00.000Z');
    expect(await contactsOf(ref)).toMatchObject([
      {
        with_whom: 'Anna Kraft',
        channel: 'link',
        said: 'Announced on the vendor page: 20 m by delivery note LS 77, arriving Mon 9 Nov.',
      },
    ]);
    expect(await promisesOf(ref)).toEqual([]);
    expect((await buyer('GET', '/vendor-links?vendor=KRAFT')).body.rows[0]).toMatchObject({
      answered_by: 'Anna Kraft',
    });
  });

  it('goes with answers to other lines: all of it is taken or nothing', async () => {
    const [one, two] = [await ordered(), await ordered()];
    const { token } = await link();
    const confirmation = { ref: two.ref, seen: await seenOf(token, two.ref), act: 'confirm' };
    const old = { ...confirmation, seen: { ...confirmation.seen, open: 3 } };
    expect(await send(token, [{ ref: one.ref, qty: 5 }], {}, { answers: [old] })).toMatchObject({ status: 409 });
    expect([await noticesOf(one.ref), await contactsOf(one.ref)]).toEqual([[], []]);
    expect(
      await send(token, [{ ref: one.ref, qty: 5 }], { number: 'LS 9' }, { answers: [confirmation] }),
    ).toMatchObject({
      body: {
        done: `Thank you, Anna Kraft. We have received your shipment LS 9 (5 m of ${one.ref}) and the date of 1 line.`,
      },
    });
    expect(await promisesOf(two.ref)).toHaveLength(1);
  });

  it('is kept once: a request repeated, or the same number again, makes no second', async () => {
    const { ref } = await ordered();
    const { token } = await link();
    const [first, again] = [
      await send(token, [{ ref, qty: 5 }], { number: 'Once' }, { key: '0d7a0a52-6f5f-4a2c-9f0e-0a7ac1a2b3c4' }),
      await send(token, [{ ref, qty: 5 }], { number: 'Once' }, { key: '0d7a0a52-6f5f-4a2c-9f0e-0a7ac1a2b3c4' }),
    ];
    expect([first.status, again.status, again.body.done]).toEqual([201, 201, first.body.done]);
    expect(await send(token, [{ ref, qty: 5 }], { number: 'once' })).toMatchObject({
      status: 422,
      body: {
        code: 'number-stands',
        faults: [
          { field: 'notice.number', text: expect.stringMatching(/^We know delivery note once of yours already\./) },
        ],
      },
    });
    expect(await noticesOf(ref)).toHaveLength(1);
  });

  it('by several windows at once is one notice', async () => {
    const { ref } = await ordered();
    const { token } = await link();
    const said = await Promise.all(
      Array.from({ length: 8 }, () => send(token, [{ ref, qty: 5 }], { number: 'Eight' })),
    );
    expect(said.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 422)]);
    expect(await noticesOf(ref)).toHaveLength(1);
  });

  it('reaches no line that the link does not show, and tells nothing of it', async () => {
    const theirs = await ordered({ vendor: 'BOLT' });
    const [mine, other] = [await ordered(), await ordered()];
    const { token } = await link(mine.order);
    for (const { ref } of [theirs, other, { ref: 'PO-none/1' }])
      expect(
        await send(token, [
          { ref: mine.ref, qty: 1 },
          { ref, qty: 1 },
        ]),
      ).toMatchObject({
        status: 422,
        body: {
          faults: [{ field: 'notice.lines.1.ref', text: `${ref} is not on this page. Maybe load the page again.` }],
        },
      });
    expect(await noticesOf(mine.ref)).toEqual([]);
    // Nobody bars another's package, nor is told of it: our people are.
    const container = '340123450000000024';
    const bolt = await put('/vendor-links', { vendor: 'BOLT' });
    expect(await send(bolt.token, [{ ref: theirs.ref, qty: 1, container }], { number: 'BOLT-SECRET' })).toMatchObject({
      status: 201,
    });
    const kept = await send(token, [{ ref: mine.ref, qty: 1, container }]);
    expect([kept.status, JSON.stringify(kept.body)]).toEqual([201, expect.not.stringMatching(/BOLT/)]);
    expect((await noticesOf(mine.ref))[0].lines[0].warned).toBe(
      `Container ${container} is on notice BOLT-SECRET of BOLT too. Maybe ask which of them has it.`,
    );
    expect(await send(token, [{ ref: mine.ref, qty: 1, container }])).toMatchObject({
      status: 422,
      body: {
        faults: [
          {
            field: 'notice.lines.0.container',
            text: `${mine.ref}: package ${container} was announced already, and one comes once. Maybe it was mistyped.`,
          },
        ],
      },
    });
  });

  it('of another vendor, who had the line before, is none of his business', async () => {
    const line = await ordered();
    const { token } = await link(line.order);
    await send(token, [{ ref: line.ref, qty: 5 }], { number: 'KRAFT-SECRET' });
    await change(line, { vendor: 'BOLT' });
    const bolt = await put('/vendor-links', { vendor: 'BOLT', order_no: line.order });
    expect((await open(bolt.token)).body.lines).toMatchObject([{ ref: line.ref, open: 20, on_the_way: [] }]);
  });

  it.each<[string, object, Partial<Sent>, number, RegExp]>([
    ['a day gone by', { arrives: '2026-11-02' }, {}, 422, /"Mon 2 Nov is gone by; today is Tue 3 Nov\. Please/],
    ['a day that nobody means', { arrives: '2027-11-09' }, {}, 422, /more than half a year ahead\. Maybe the year/],
    ['no number', { number: ' \u200b ' }, {}, 400, /a number is needed/],
    ['nothing', {}, { qty: 0 }, 400, /qty/],
    ['less than nothing', {}, { qty: -1 }, 400, /qty/],
    ['a part of what has no decimals', {}, { qty: 1.5 }, 422, /1\.5 m of TUBE are no whole number of m/],
    ['a lot with a picture', {}, { lot: 'L🚲' }, 422, /: lot "L🚲" has a sign that no label carries\. Please/],
    ['an expiry of no lot', {}, { expires: '2027-01-01' }, 422, /please give the lot of which that is the expiry/],
    [
      'what expires on the way',
      {},
      { lot: 'L', expires: '2026-11-03' },
      422,
      /: lot L expires on 2026-11-03, before it/,
    ],
  ])('is refused in a clear sentence: %s', async (_, head, line, status, words) => {
    const { ref } = await ordered();
    const { token } = await link();
    const answer = await send(token, [{ ref, qty: 5, ...line }], head);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body).replaceAll('\\"', '"')).toMatch(words);
    expect(await noticesOf(ref)).toEqual([]);
  });

  it('of one lot with two expiries is refused at the second, as the dock would', async () => {
    const { ref } = await ordered();
    const { token } = await link();
    const packed = ['2027-01-31', '2027-02-28'].map((expires) => ({ ref, qty: 2, lot: 'L-2', expires }));
    expect(await send(token, packed)).toMatchObject({
      status: 422,
      body: {
        faults: [
          {
            field: 'notice.lines.1.lot',
            text: `${ref}: lot L-2 has another expiry in an earlier package, and a lot has one. Maybe it was mistyped.`,
          },
        ],
      },
    });
    expect(await noticesOf(ref)).toEqual([]);
  });

  it('of more than is open is kept, and our people are warned', async () => {
    const { ref } = await ordered();
    const { token } = await link();
    expect(await send(token, [{ ref, qty: 25 }])).toMatchObject({ status: 201 });
    const [notice] = await noticesOf(ref);
    expect(notice.lines[0].warned).toMatch(/^5 m more of /);
  });

  it('says nothing where nothing is said', async () => {
    const { token } = await link();
    expect(await vendor('POST', '/vendor-page/answers', token, { body: { name: 'Anna', answers: [] } })).toMatchObject({
      status: 422,
      body: { code: 'nothing-said' },
    });
  });
});
