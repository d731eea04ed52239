import { describe, expect, it } from 'vitest';
import { kindNamed } from '../records/records.ts';
import { isOwned, oursOf, withOwners } from './owners.ts';

const kind = kindNamed('customer_lines');
if (!kind) throw new Error('no customer lines');
const owners = [
  { kind: 'customer_lines', field: 'promised', owner: 'hotlist' },
  { kind: 'customer_lines', field: 'qty', owner: 'erp' },
  { kind: 'items', field: 'name', owner: 'hotlist' },
] as const;
const helpOf = (name: string, ours: ReadonlySet<string> | undefined) =>
  withOwners(kind, kind.fields, ours).find((field) => field.name === name)?.help;

describe('the owner of a field', () => {
  it('is Hotlist where it is said, of this kind alone; else the ERP', () =>
    expect([...(oursOf(kind, owners) ?? [])]).toEqual(['promised']));
  it('is said in the form of a record, either way', () => {
    const ours = oursOf(kind, owners);
    expect(helpOf('promised', ours)).toMatch(/Hotlist owns it/);
    expect(helpOf('qty', ours)).toMatch(/The ERP owns it/);
  });
  it('is not spoken of where no field is Hotlist’s: there is no ERP then', () => {
    expect(oursOf(kind, owners.slice(1, 2))).toBeUndefined();
    expect(withOwners(kind, kind.fields, undefined)).toBe(kind.fields);
  });
  it('is nobody of a key, nor of what the desk alone writes', () => {
    expect(kind.fields.filter((field) => !isOwned(kind, field)).map((field) => field.name)).toEqual([
      'order_no',
      'line',
      'shipped',
      'said_shipped',
    ]);
    expect(helpOf('order_no', oursOf(kind, owners))).toBe(kind.fields.find((field) => field.name === 'order_no')?.help);
  });
});
