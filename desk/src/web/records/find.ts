/** Finds records by code or name, for the palette and for scans, among the kinds that people ask for by name. */
import { kindNamed } from '../../duties/records/records.ts';
import { keyText } from '../../house/kind.ts';
import { call } from '../api.ts';
import type { Found } from '../kit/Palette.tsx';
import { addressOfRecord } from './addresses.ts';
import type { RecordRow } from './recordcolumns.ts';
import { routesOf } from './records.api.ts';

const asked = ['customer_lines', 'work_orders', 'purchase_lines', 'items'] as const;

/** A kind that the person may not see, or that fails, finds nothing; the others still do. */
export async function findRecords(text: string): Promise<readonly Found[]> {
  // "SO-1042/2" is a line of an order: the order is what the list is searched for.
  const [first = text] = text.split('/');
  const answers = await Promise.allSettled(
    asked.map(async (name): Promise<readonly Found[]> => {
      const kind = kindNamed(name);
      if (!kind) return [];
      const { rows } = (await call(routesOf(kind).list, { query: { search: first, limit: 6 } })) as unknown as {
        readonly rows: readonly RecordRow[];
      };
      return rows.flatMap((row): Found[] => {
        const to = addressOfRecord(name, String(row[kind.key[0] ?? ''] ?? ''));
        const words = [row.name, row.item, row.customer ?? row.vendor]
          .filter((one) => typeof one === 'string' && one !== '')
          .join(' · ');
        return to ? [{ name: keyText(kind, row), kind: kind.one, words, to }] : [];
      });
    }),
  );
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
}
