/** The classic formats by name: from a file to a shop, and from a schedule to CSV and back. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ScheduledOperation, Shop, ShopSchedule } from '@hotlist/engine';
import Papa from 'papaparse';
import { readCsv } from '../../duties/imports/csv.import.ts';
import type { Fault } from '../../house/errors.ts';
import { BadInput, badArgument } from '../command.ts';
import { readJobShop } from './jobshop.ts';
import { readProject } from './project.ts';

export interface ShopFormat {
  readonly read: (file: string, text: string) => Shop;
  readonly head: readonly string[];
}

const jobs = ['job', 'operation', 'machine', 'start', 'end'] as const;

export const shopFormats: ReadonlyMap<string, ShopFormat> = new Map([
  ['jsp', { read: (file: string, text: string) => readJobShop(file, text, {}), head: jobs }],
  ['fjsp', { read: (file: string, text: string) => readJobShop(file, text, { flexible: true }), head: jobs }],
  ['jsp-twt', { read: (file: string, text: string) => readJobShop(file, text, { dues: true }), head: jobs }],
  ['sdst', { read: (file: string, text: string) => readJobShop(file, text, { setups: true }), head: jobs }],
  ['rcpsp', { read: readProject, head: ['task', 'start', 'end'] }],
]);

export const shopFormatNames = [...shopFormats.keys()].join('|');

export function shopFormat(name: string): ShopFormat {
  const format = shopFormats.get(name);
  if (!format) throw badArgument(`--format ${name} is not known. Maybe one of ${[...shopFormats.keys()].join(', ')}.`);
  return format;
}

export async function readShop(format: ShopFormat, path: string): Promise<Shop> {
  return format.read(basename(path), new TextDecoder().decode(await bytesOf(path)));
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw badArgument(
      error.code === 'ENOENT' ? `${path} does not exist.` : `${path} cannot be read: ${error.message}.`,
    );
  }
}

export function scheduleCsv({ head }: ShopFormat, shop: Shop, schedule: ShopSchedule): string {
  const byTask = head[0] === 'task';
  const data = schedule.operations.map(({ operation, mode, start, end }, at) => {
    if (byTask) return [operation, start, end];
    const [job, step] = operation.split('/');
    return [job, step, shop.operations[at]!.modes[mode]!.demands[0]!.resource, start, end];
  });
  return `${Papa.unparse({ fields: [...head], data }, { newline: '\n' })}\n`;
}

/** The rows of a schedule's file. A machine that cannot do the operation is mode −1, which the checker names. */
export async function readSchedule(
  { head }: ShopFormat,
  shop: Shop,
  path: string,
): Promise<readonly ScheduledOperation[]> {
  const file = basename(path);
  const read = readCsv(await bytesOf(path), file);
  if ('fault' in read) throw new BadInput([{ file, row: read.row, text: read.fault }]);
  const { sheet } = read;
  const faults: Fault[] = head
    .filter((column) => !sheet.head.includes(column))
    .map((column) => ({ file, row: sheet.firstRow - 1, column, text: `${file} has no column "${column}".` }));
  if (faults.length > 0) throw new BadInput(faults);
  const known = new Map(shop.operations.map((one) => [one.id, one]));
  const rows = sheet.rows.flatMap((cells, at) => {
    if (cells.length === 0) return [];
    const cell = (column: string) => String(cells[sheet.head.indexOf(column)] ?? '').trim();
    const number = (column: string) => {
      const value = Number(cell(column));
      if (cell(column) === '' || !Number.isSafeInteger(value) || value < 0)
        faults.push({
          file,
          row: sheet.firstRow + at,
          column,
          value: cell(column),
          text: `${column} must be a whole number from 0.`,
        });
      return value;
    };
    const operation = head[0] === 'task' ? String(number('task')) : `${number('job')}/${number('operation')}`;
    const machine = head.includes('machine') ? String(number('machine')) : undefined;
    const [start, end] = [number('start'), number('end')];
    const modes = known.get(operation)?.modes ?? [];
    const fits = modes
      .map((mode, k) => ({ k, mode }))
      .filter(({ mode }) => machine === undefined || mode.demands[0]?.resource === machine);
    const exact = fits.find(({ mode }) => mode.duration === end - start) ?? fits[0];
    return [{ operation, mode: exact?.k ?? -1, start, end }];
  });
  if (faults.length > 0) throw new BadInput(faults);
  return rows;
}
