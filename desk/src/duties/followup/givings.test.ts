import { describe, expect, it } from 'vitest';
import { type Give, type GiveKnown, give } from './givings.ts';

const line = (ref: string) => ({ ref, id: Number(ref.slice(-1)), ordered: null });
const known: GiveKnown = {
  kind: 'reply',
  answersOurs: false,
  matched: null,
  address: 'x@bolt.example',
  latest: undefined,
  vendor: true,
  lines: [],
  addressOf: undefined,
  addressElsewhere: false,
  taken: [],
};
const asked: Give = { vendor: 'BOLT', refs: [], remember: false, instead_of: null };
const standing = { id: 7, vendor: 'BOLT', by: 'Petra', refs: ['PO-1/1'] };
const seen = { ...asked, instead_of: 7 };

describe('a mail that answers none of ours', () => {
  it('is given to a vendor, each of the lines named learns of it', () => {
    expect(give({ ...asked, refs: ['PO-1/1'] }, { ...known, lines: [line('PO-1/1')] })).toMatchObject({
      kind: 'accept',
      facts: [{ vendor: 'BOLT', remembered: null, told: ['PO-1/1'], left: [] }],
    });
  });

  it('given with other lines tells those that are new, and those that it is not about after all', () => {
    const decision = give({ ...seen, refs: ['PO-1/2'] }, { ...known, latest: standing, lines: [line('PO-1/2')] });
    expect(decision).toMatchObject({ kind: 'accept', facts: [{ told: ['PO-1/2'], left: ['PO-1/1'] }] });
  });

  it('is taken back by the same, with what was remembered, and its lines are told', () => {
    expect(give({ ...seen, vendor: null }, { ...known, latest: standing })).toMatchObject({
      kind: 'accept',
      facts: [{ vendor: null, remembered: null, told: [], left: ['PO-1/1'] }],
    });
  });

  it.each<[string, Give, Partial<GiveKnown>, string]>([
    ['that a program wrote', asked, { kind: 'bounce' }, 'no-letter'],
    ['that answers a mail of ours', asked, { answersOurs: true }, 'answers-ours'],
    ['that another gave meanwhile', asked, { latest: standing }, 'given-meanwhile'],
    ['that was not given, back', { ...asked, vendor: null }, {}, 'not-given'],
    [
      'that was taken back, back again',
      { ...seen, vendor: null },
      { latest: { ...standing, vendor: null } },
      'not-given',
    ],
    ['to a vendor that is not there', asked, { vendor: false }, 'no-vendor'],
    ['with a line that is not his', { ...asked, refs: ['PO-9/1'] }, {}, 'no-line'],
    ['without a sender, remembered', { ...asked, remember: true }, { address: '' }, 'no-address'],
    [
      'of another vendor’s address, remembered',
      { ...asked, remember: true },
      { addressOf: 'KRAFT' },
      'address-of-other',
    ],
    [
      'of an address that another site has, remembered',
      { ...asked, remember: true },
      { addressElsewhere: true },
      'address-elsewhere',
    ],
  ])('is refused: %s', (_, one, more, code) => {
    expect(give(one, { ...known, ...more })).toMatchObject({ kind: 'refuse', code });
  });

  it.each<[string, Give]>([
    ['taken back', { ...seen, vendor: null }],
    ['given to another', { ...seen, vendor: 'KRAFT' }],
    ['given with another line', { ...seen, refs: ['PO-1/2'] }],
  ])('of which a day is a promise is asked about where it is %s', (_, one) => {
    const more = { latest: standing, lines: one.refs.map(line), taken: [{ ref: 'PO-1/1', day: '2026-11-12' }] };
    expect(give(one, { ...known, ...more })).toMatchObject({
      kind: 'confirm',
      code: 'dates-stand',
      values: { ref: 'PO-1/1', day: '2026-11-12' },
    });
  });
});
