import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { check, plan } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { factoryOf } from './factory.ts';
import { printPlan } from './print.ts';
import { readStory } from './story.ts';

const here = (name: string) => new URL(name, import.meta.url);
const accept = process.env.HOTLIST_CASES === 'accept';
const files = readdirSync(here('.'))
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .toSorted();
const stories = files.map((file) => ({ file, ...readStory(readFileSync(here(file), 'utf8'), file) }));

describe('the stories', () => {
  it.each(stories)('$title: $rule', ({ file, ...story }) => {
    const factory = factoryOf(story);
    const made = plan(factory.problem);
    expect(check(factory.problem, made)).toEqual([]);
    const printed = printPlan(factory, made);
    if (accept && printed !== story.planned) writeFileSync(here(file), `${story.told}\n${printed}\n`);
    else expect(printed).toBe(story.planned);
  });

  it('show one rule each', () => {
    expect(new Set(stories.map((story) => story.rule)).size).toBe(stories.length);
  });
});

const told = readFileSync(here('late-purchase.md'), 'utf8');

describe('a story is refused', () => {
  it.each([
    ['without its rule', told.replace(/^> .*$/m, ''), 'no rule'],
    ['without a moment', told.replace(/on \d{4}\S+/, 'one day'), 'does not say when'],
    ['with a table of something unknown', told.replace('### Items', '### Wishes'), 'is called "Wishes"'],
    ['with a column of something unknown', told.replace('| Supply', '| Mood'), 'no column "Mood"'],
    ['with a cell too few', told.replace(/^(\| LAMP .*)\|[^|]*\|$/m, '$1|'), 'cells'],
    ['with an item that is nowhere', told.replaceAll('| SHADE | buy', '| HAT | buy'), 'There is no item "SHADE"'],
  ])('%s', (_, text, says) => {
    expect(text).not.toBe(told);
    expect(() => factoryOf(readStory(text, 'story.md'))).toThrow(says);
  });
});
