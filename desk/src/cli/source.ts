/** From `--data`, `--format` and `--now` to a problem that can be planned. */
import { type PlanningRules, type Problem, ProblemError } from '@hotlist/engine';
import { readAdventureWorks } from '../duties/imports/adventureworks.import.ts';
import { checkedRows } from '../duties/imports/checked.ts';
import { readFolder } from '../duties/imports/folder.import.ts';
import { readFrepple } from '../duties/imports/frepple.import.ts';
import { readNorthwind } from '../duties/imports/northwind.import.ts';
import type { Reading } from '../duties/imports/sheets.ts';
import { type Readback, readback } from '../duties/planning/clockwork.ts';
import { problemOf } from '../duties/planning/problem.ts';
import { offsetsOf } from '../house/clock.ts';
import { BadInput, badArgument } from './command.ts';
import { readFiles } from './folders.ts';

interface Format {
  readonly endings: readonly string[];
  readonly read: (files: ReadonlyMap<string, Uint8Array>, options: { readonly now?: string }) => Reading;
}

export const formats: Readonly<Record<string, Format>> = {
  hotlist: { endings: ['.csv', '.json'], read: readFolder },
  adventureworks: { endings: ['.csv'], read: readAdventureWorks },
  frepple: { endings: ['.json'], read: readFrepple },
  northwind: { endings: ['.sql'], read: readNorthwind },
};
export const formatNames = Object.keys(formats);

export interface Source {
  readonly problem: Problem;
  readonly clock: Readback;
  readonly notes: readonly string[];
  readonly demandNames: ReadonlyMap<string, string>;
}

export interface Asked {
  readonly data: string;
  readonly format: string;
  readonly now?: string;
}

/** Throws BadInput with every fault of the data. */
export async function sourceOf(asked: Asked, rules: Partial<PlanningRules>): Promise<Source> {
  const format = formats[asked.format];
  if (!format) throw badArgument(`--format ${asked.format} is not known. Known are ${formatNames.join(', ')}.`);
  const reading = format.read(await readFiles(asked.data, format.endings), { now: asked.now });
  if (reading.faults.length > 0) throw new BadInput(reading.faults);
  const { site } = reading;
  if (site.now === undefined)
    throw badArgument(`The data does not say what time it is. Maybe give --now 2026-01-05T06:00.`);
  const checked = checkedRows(reading);
  if (checked.faults.length > 0) throw new BadInput(checked.faults);
  const offsets = offsetsOf(site.zone);
  const problem = problemOf({ site, now: site.now, rows: checked.rows, offsets, rules });
  return { problem, clock: readback(problem.epoch, offsets), notes: reading.notes, demandNames: reading.demandNames };
}

/** The engine's own refusal of impossible data, as bad input. */
export function engineRefused(error: unknown): never {
  if (error instanceof ProblemError) throw new BadInput([{ field: error.list, value: error.id, text: error.message }]);
  throw error;
}
