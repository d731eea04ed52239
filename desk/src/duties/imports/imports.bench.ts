/** Measures an import of many customer lines end to end: form in, dry run, taking, answer out, over the real server. */
import { randomUUID } from 'node:crypto';

export interface BenchServer {
  readonly url: string;
  /** May write orders and master data. */
  readonly token: string;
}

export interface ImportBench {
  readonly rows: number;
  readonly drySeconds: number;
  readonly takeSeconds: number;
}

const items = 5000;
const customers = 500;

export async function benchImport(server: BenchServer, rows = 100_000): Promise<ImportBench> {
  const run = randomUUID().slice(0, 8);
  await whole(server, 'units.csv', ['Unit', `B-${run}`].join('\n'));
  await whole(
    server,
    'items.csv',
    ['Item,Supply,Unit', ...numbered(items, (n) => `B-${run}-I${n},buy,B-${run}`)].join('\n'),
  );
  await whole(
    server,
    'customers.csv',
    ['Customer,Name', ...numbered(customers, (n) => `B-${run}-C${n},Customer ${n}`)].join('\n'),
  );
  const csv = [
    'Order,Line,Customer,Item,Quantity,Due,Priority,Unit price',
    ...numbered(rows, (n) => lineOf(run, n)),
  ].join('\n');
  const started = performance.now();
  const id = await dryRun(server, 'customer_lines.csv', csv);
  const checked = performance.now();
  await take(server, id);
  return { rows, drySeconds: (checked - started) / 1000, takeSeconds: (performance.now() - checked) / 1000 };
}

const numbered = (count: number, text: (n: number) => string): string[] =>
  Array.from({ length: count }, (_, n) => text(n));

const lineOf = (run: string, n: number): string => {
  const order = n >> 2;
  return `B-${run}-${order},${(n % 4) + 1},B-${run}-C${order % customers},B-${run}-I${n % items},${(n % 9) + 1},2026-12-${String((n % 28) + 1).padStart(2, '0')},${(n % 5) + 1},${(n % 100) + 0.5}`;
};

async function whole(server: BenchServer, name: string, csv: string): Promise<void> {
  await take(server, await dryRun(server, name, csv));
}

async function dryRun(server: BenchServer, name: string, csv: string): Promise<number> {
  const form = new FormData();
  form.set('file', new Blob([csv]), name);
  const { id, fault_count: count, faults } = await asked(server, '/imports', form);
  if (count !== 0) throw new Error(`${name}: ${JSON.stringify(faults)}`);
  return Number(id);
}

const take = (server: BenchServer, id: number): Promise<unknown> => asked(server, `/imports/${id}/apply`, '{}');

async function asked(
  { url, token }: BenchServer,
  path: string,
  body: FormData | string,
): Promise<Record<string, unknown>> {
  const headers = {
    authorization: `Bearer ${token}`,
    'idempotency-key': randomUUID(),
    ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
  };
  const answer = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers, body });
  const said = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(said)}`);
  return said;
}
