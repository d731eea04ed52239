/**
 * What the shape of a request refuses, in sentences: the field, what it was, the way out. The library that reads requests has words
 * of its own, for programmers; none of them is said. Pure.
 */
import type { z } from 'zod';
import type { Fault } from './errors.ts';
import { isSeen } from './texts.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** `where`: what was read, for a fault of the whole of it. */
export function shapeFault(issue: Issue, input: unknown, where: string): Fault {
  if (issue.code === 'unrecognized_keys') return strange([...issue.path, ...issue.keys.slice(0, 1)], input);
  if (issue.code === 'invalid_key') return strange(issue.path, input);
  const nearest = issue.code === 'invalid_union' ? nearestOf(issue) : undefined;
  if (nearest) return shapeFault(nearest, input, where);
  const { field, value, shown, hidden } = at(issue.path, input, where);
  // Of a check that has words of its own for what it wants.
  const own = ownWords(issue);
  const text =
    own !== undefined && /^[A-Z]/.test(own)
      ? `${own}.`
      : own === undefined
        ? `${value === undefined && !hidden ? `"${field}" is missing` : `"${field}" cannot be ${shown || 'what was given'}`}. Maybe give ${wanted(issue)}${wrapped(issue, shown)}.`
        : `${field}: ${own}${isShown(value, shown) ? `, not ${shown}` : ''}.`;
  return { field, value: shown, text };
}

/** A value may be as long as a request. */
const mostShown = 60;

/** What cannot be seen is not said back. */
const isShown = (value: unknown, shown: string): boolean =>
  shown !== '' && (typeof value !== 'string' || isSeen(value));

function strange(path: Path, input: unknown): Fault {
  const { field, shown } = at(path, input, '');
  return { field, value: shown, text: `There is no field "${field}" here.` };
}

function at(path: Path, input: unknown, where: string) {
  let value: unknown = input;
  for (const step of path)
    value = value !== null && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[step] : undefined;
  const field = path.map(String).join('.') || where;
  // What must stay secret is not said back, into a log or over a shoulder.
  const secret = /password|token|pin$/i.test(field);
  const hidden = secret && value !== undefined;
  const shown = hidden || value === undefined ? '' : (JSON.stringify(value) ?? '').slice(0, mostShown);
  return { field, value, shown, hidden };
}

/** Of what stands where a list of such is wanted: the list of it, where that is short enough to be shown whole. */
const wrapped = (issue: Issue, shown: string): string =>
  issue.code === 'invalid_type' &&
  issue.expected === 'array' &&
  shown !== '' &&
  shown !== 'null' &&
  shown.length < mostShown
    ? `, such as [${shown}]`
    : '';

/** What is wanted in the place of what is wrong: "a list of at least 1". */
function wanted(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return types[issue.expected] ?? 'something else';
    case 'invalid_value':
      // Twelve words say it; two are taught.
      if ('expected' in issue && issue.expected === 'stringbool') return types['boolean'] ?? '';
      return oneOf(issue.values.map((value) => JSON.stringify(value)));
    case 'invalid_format':
      return formats[issue.format] ?? 'other text';
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'too_small':
      return sized(issue.origin, `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`);
    case 'too_big':
      return sized(issue.origin, `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`);
    case 'invalid_union':
      if ('options' in issue && issue.options) return oneOf(issue.options.map((value) => JSON.stringify(value)));
      return oneOf([...new Set(issue.errors.flatMap(([first]) => (first ? [wanted(first)] : [])))]);
    default:
      return 'something else';
  }
}

const types: Partial<Readonly<Record<string, string>>> = {
  string: 'text',
  number: 'a number, such as 12',
  int: 'a whole number, such as 12',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object with its fields',
  record: 'an object with its fields',
  null: 'null',
};

const formats: Partial<Readonly<Record<string, string>>> = {
  email: 'an e-mail address, such as ann@example.com',
  date: 'a day, such as 2026-11-03',
  datetime: 'an instant, such as 2026-11-03T07:00:00Z',
};

function sized(origin: string, size: string): string {
  if (origin === 'string') return `text of ${size} character${size.endsWith(' 1') ? '' : 's'}`;
  return origin === 'array' ? `a list of ${size}` : `a number of ${size}`;
}

/** So many are named. */
const mostNamed = 12;
const oneOf = (names: readonly string[]): string =>
  names.length > mostNamed
    ? `one of ${names.slice(0, mostNamed).join(', ')} and others`
    : [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' or ');

/** Of what might have been meant the one that was met furthest; undefined where nothing of any was. */
function nearestOf({ errors, path }: z.core.$ZodIssueInvalidUnion): Issue | undefined {
  const [nearest] = errors.flatMap(([first]) => (first && first.path.length > 0 ? [first] : []));
  return nearest && { ...nearest, path: [...path, ...nearest.path] };
}

const ownWords = ({ code, message }: Issue): string | undefined =>
  (code === 'custom' || code === 'invalid_format') && !message.startsWith('Invalid ') ? message : undefined;
