/** From `--data`, `--format` and `--now` to a problem that can be planned. */
import { type PlanningRules, type Problem, ProblemError } from '@hotlist/engine';
import { checkedRows } from '../duties/imports/checked.ts';
import { type Format, formats } from '../duties/imports/formats.import.ts';
import { formatNames } from '../duties/imports/formats.ts';
import { placeOf } from '../duties/imports/placeof.ts';
import { type Readback, readback } from '../duties/planning/clockwork.ts';
import { problemOf } from '../duties/planning/problem.ts';
import { offsetsOf } from '../house/clock.ts';
import { BadInput, badArgument } from './command.ts';
import { readFiles } from './folders.ts';

export interface Source {
  readonly problem: Problem;
  readonly clock: Readback;
  readonly notes: readonly string[];
  readonly demandNames: ReadonlyMap<string, string>;
  /** The engine's own refusal of impossible data, as bad input in the place where the data stands. */
  readonly refused: (error: unknown) => never;
}

export interface Asked {
  readonly data: string;
  readonly format: string;
  readonly now?: string;
}

export function formatNamed(name: string): Format {
  const known = formatNames.find((one) => one === name);
  if (!known) throw badArgument(`--format ${name} is not known. Known are ${formatNames.join(', ')}.`);
  return formats[known];
}

/** Throws BadInput with every fault of the data. */
export async function sourceOf(asked: Asked, rules: Partial<PlanningRules>): Promise<Source> {
  const format = formatNamed(asked.format);
  const reading = await format.read(
    await readFiles(asked.data, format.endings),
    asked.now === undefined ? {} : { now: asked.now },
  );
  if (reading.faults.length > 0) throw new BadInput(reading.faults);
  const { site } = reading;
  if (site.now === undefined)
    throw badArgument(`The data does not say what time it is. Maybe give --now 2026-01-05T06:00.`);
  const checked = checkedRows(reading);
  if (checked.faults.length > 0) throw new BadInput(checked.faults);
  const offsets = offsetsOf(site.zone);
  const problem = problemOf({ site, now: site.now, rows: checked.rows, offsets, rules: { ...site.rules, ...rules } });
  const refused = (error: unknown): never => {
    if (!(error instanceof ProblemError)) throw error;
    const place = placeOf(error.list, error.id, checked.rows, reading);
    throw new BadInput([{ field: error.list, value: error.id, text: error.message, ...place }]);
  };
  return {
    problem,
    clock: readback(problem.epoch, offsets),
    notes: reading.notes,
    demandNames: reading.demandNames,
    refused,
  };
}
