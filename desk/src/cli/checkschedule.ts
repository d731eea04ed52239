/** `check --format jsp … FILE SCHEDULE.csv`: what is wrong with the schedule of a shop. */
import { checkSchedule, objectiveOf } from '@hotlist/engine';
import { givenWith, needed } from './command.ts';
import { readSchedule, readShop, shopFormat } from './shops/formats.ts';

const options = { format: { type: 'string' }, json: { type: 'boolean' } } as const;

export async function runScheduleCheck(args: readonly string[]): Promise<number> {
  const { values: asked, words } = givenWith(args, options, ['FILE', 'SCHEDULE.csv']);
  const format = shopFormat(needed('format', asked.format));
  const shop = await readShop(format, words[0]!);
  const operations = await readSchedule(format, shop, words[1]!);
  const violations = checkSchedule(shop, { operations });
  const clean = violations.length === 0;
  const objective = objectiveOf(shop, operations);
  if (asked.json) process.stdout.write(`${JSON.stringify({ clean, objective, violations })}\n`);
  else
    process.stdout.write(
      clean
        ? `clean: no rule is broken; the ${shop.objective.replace('-', ' ')} is ${objective}\n`
        : violations.map((one) => `${one.rule}: ${one.text}\n`).join(''),
    );
  return clean ? 0 : 1;
}
