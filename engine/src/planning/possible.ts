/**
 * What no plan can be made from, field by field: what is no number, negative, a fraction, too large, empty or one of no
 * known words. One table says what each field may hold; what several fields or rows say together (circles, ids that are
 * not known, sizes that do not fit) is refused where it is compiled.
 */
import { mostSteps as MOST } from '../units/units.ts';
import type { OpenOperation, Problem } from './problem.ts';
import { ProblemError } from './problem.ts';

/** A hundred years, in seconds. */
const CENTURY = 100 * 366 * 86_400;
const MOST_DAYS = 10_000;

/** Undefined: it may be so; else what it must be, or all of what it has ("has …"). */
type May = (value: unknown) => string | undefined;
type Fields = { readonly [field: string]: May };

const whole =
  (low: number, high: number, what: string): May =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= low && (value as number) <= high ? undefined : what;
const qty = whole(0, MOST, 'must be a whole number of steps of 0 or more, at most 10^12');
const some = whole(1, MOST, 'must be a whole number of steps above 0, at most 10^12');
const balance = whole(-MOST, MOST, 'must be a whole number of steps within ±10^12');
const duration = whole(0, CENTURY, 'must be whole seconds of 0 or more, at most a hundred years');
const second = whole(-MOST, MOST, 'must be whole seconds within ±10^12');
const count = whole(1, 1e6, 'must be a whole number of 1 or more, at most 10^6');
const days = whole(0, MOST_DAYS, `must be whole days from 0 to ${MOST_DAYS}`);
const seq = whole(0, 1e9, 'must be a whole number of 0 or more');
const minor = whole(-MOST, MOST, 'must be whole minor units within ±10^12');
const ofDay = whole(0, 2 * 86_400, 'must be a second of the day, or of the day after');
const finite: May = (value) => (Number.isFinite(value) ? undefined : 'must be a number');
const yes: May = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false');
const word: May = (value) => (typeof value === 'string' && value !== '' ? undefined : 'must not be empty');
const oneOf =
  (...words: readonly string[]): May =>
  (value) =>
    words.includes(value as string) ? undefined : `must be one of ${words.join(', ')}`;
const ratio =
  (above: boolean, most = Infinity): May =>
  (value) => {
    const { num, den } = (value ?? {}) as { num?: unknown; den?: unknown };
    const exact =
      Number.isSafeInteger(num) && Number.isSafeInteger(den) && (den as number) > 0 && (den as number) <= MOST;
    const inside =
      exact && (above ? (num as number) > 0 : (num as number) >= 0) && (num as number) <= most * (den as number);
    return inside
      ? undefined
      : `must be an exact ratio ${above ? 'above 0' : 'of 0 or more'}${most === 1 ? ' and at most 1' : ''}`;
  };
const list = (of: May | Fields): May => {
  const judge: May = typeof of === 'function' ? (row) => at(of(row), '', row) : group(of);
  return (value) => {
    if (!Array.isArray(value)) return 'must be a list';
    for (const row of value) {
      const wrong = judge(row);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
};
/** A field that ends in ? may be absent, and the one without a name is the row itself. */
const group = (fields: Fields): May => {
  const each = Object.entries(fields).map(([name, may]) => {
    const optional = name.endsWith('?');
    return { field: optional ? name.slice(0, -1) : name, optional, may };
  });
  return (row) => inside(each, row);
};

/** Said with the field and its value, from the inside out. */
const at = (wrong: string | undefined, field: string, value: unknown): string | undefined =>
  wrong === undefined || wrong.startsWith('has ')
    ? wrong
    : `has ${field === '' ? '' : `${field} `}${said(value)}, which ${wrong}`;

function said(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value !== 'object' || value === null) return String(value);
  const { num, den } = value as { num?: unknown; den?: unknown };
  return 'num' in value ? `${String(num)}/${String(den)}` : Array.isArray(value) ? 'a list' : 'an object';
}

interface Field {
  readonly field: string;
  readonly optional: boolean;
  readonly may: May;
}

/** The first thing wrong with a row. */
function inside(fields: readonly Field[], row: unknown): string | undefined {
  if (typeof row !== 'object' || row === null) return `has ${said(row)}, which must be a row`;
  for (const { field, optional, may } of fields) {
    const value = field === '' ? row : (row as Record<string, unknown>)[field];
    if (value === undefined && optional) continue;
    const wrong = may(value);
    if (wrong !== undefined) return at(wrong, field, value);
  }
  return undefined;
}

/** A span that ends when it begins, or before, holds nothing. */
const after: May = (value) => {
  const { from, to } = value as { from: number; to: number };
  return from < to ? undefined : `has ${from} to ${to}, which must end after it begins`;
};
const SPAN: Fields = { from: second, to: second, '': after };
const WINDOW: Fields = { from: ofDay, to: ofDay };
const inForce: May = (value) => {
  const { from, to } = value as { from?: number; to?: number };
  return from === undefined || to === undefined || from < to ? undefined : after({ from, to });
};
/** What stays in parts has not begun, and is frozen with all of them or none. */
const staysInParts: May = (value) => {
  const { parts, frozen, machine, startedAt, setupDone } = value as OpenOperation;
  if (!parts) return undefined;
  if (parts.length < 2) return `has ${parts.length} parts, which must be two or more`;
  if (machine !== undefined || startedAt !== undefined || setupDone)
    return `has ${parts.length} parts, which must not be begun, set up or on one machine`;
  const from = Math.min(...parts.map((part) => part.frozen?.from ?? Infinity));
  const to = Math.max(...parts.map((part) => part.frozen?.to ?? Infinity));
  return frozen === undefined && from === Infinity
    ? undefined
    : frozen?.from === from && frozen.to === to
      ? undefined
      : `has frozen ${frozen ? `${frozen.from} to ${frozen.to}` : 'undefined'}, which must be from the first to the last of its parts`;
};
const STEP: Fields = {
  seq,
  'workCentre?': word,
  'machines?': list(word),
  setup: duration,
  runPerUnit: ratio(false),
  'runFixed?': duration,
  'runPerBatch?': group({ qty: some, seconds: duration }),
  'transferBatch?': some,
  'split?': count,
  'teardown?': duration,
  'gapAfter?': duration,
  'maxGapAfter?': duration,
  'family?': word,
  'crew?': word,
  'crewSize?': count,
  'attends?': oneOf('whole', 'setup'),
  'setupCrew?': word,
  'setupCrewSize?': count,
  'tools?': list({ tool: word, 'qty?': count }),
  'pausable?': yes,
  'outside?': duration,
  'yield?': ratio(true, 1),
};

/** A batch is so many steps, or so many units. */
const bySteps = group({ steps: count });
const byQty = group({ qty: count });
const batchSize: May = (value) =>
  (typeof value === 'object' && value !== null && 'steps' in value ? bySteps : byQty)(value);

const LISTS = {
  items: {
    id: word,
    supply: oneOf('make', 'buy', 'move', 'phantom'),
    decimals: whole(0, 9, 'must be 0 to 9'),
    safetyStock: qty,
    lot: group({
      min: qty,
      multiple: qty,
      'max?': some,
      'fixed?': some,
      'period?': duration,
      'economic?': group({
        annualUse: some,
        orderCost: whole(0, MOST, 'must be whole minor units of 0 or more'),
        carryingRate: ratio(true),
      }),
    }),
    'yield?': ratio(true, 1),
    'makeLeadTime?': duration,
    'makeToOrder?': yes,
    'timeFence?': duration,
    'unitCost?': ratio(false),
  },
  components: {
    parent: word,
    component: word,
    qtyPer: ratio(false),
    'seq?': seq,
    'scrap?': ratio(false),
    'perOrder?': qty,
    'from?': second,
    'to?': second,
    '': inForce,
    'alternateGroup?': word,
    'priority?': finite,
  },
  operations: { item: word, ...STEP },
  outputs: { parent: word, item: word, qtyPer: ratio(true), 'seq?': seq },
  workCentres: { id: word, calendar: word },
  machines: {
    id: word,
    workCentre: word,
    capacity: count,
    'batch?': batchSize,
    'calendar?': word,
    'speed?': ratio(true),
    'downtime?': list(SPAN),
  },
  calendars: {
    id: word,
    'alwaysOpen?': yes,
    week: list({ weekday: whole(0, 7 * 12 - 1, 'must be 0 (Monday) to 6, or a day of its cycle'), ...WINDOW }),
    'cycle?': group({
      weeks: whole(1, 12, 'must be 1 to 12 weeks'),
      from: whole(-3e6, 3e6, 'must be a whole day since 1970'),
    }),
    exceptions: list({ day: whole(-3e6, 3e6, 'must be a whole day since 1970'), windows: list(WINDOW) }),
  },
  crews: {
    id: word,
    size: count,
    calendar: word,
    'away?': list({ ...SPAN, 'people?': whole(0, 1e6, 'must be a whole number of 0 or more') }),
  },
  tools: { id: word, count, 'downtime?': list(SPAN) },
  changeovers: { workCentre: word, from: word, to: word, setup: duration },
  sources: {
    item: word,
    vendor: word,
    leadTime: group({
      'approvalWorkingDays?': days,
      'vendorWorkingDays?': days,
      'vendorCalendar?': word,
      elapsed: duration,
      'dockWorkingDays?': days,
      'plantCalendar?': word,
    }),
    min: qty,
    multiple: qty,
    'unitCost?': ratio(false),
    'breaks?': list({ from: some, unitCost: ratio(false) }),
    'reliability?': group({ share: ratio(false, 1), lateDays: list(finite) }),
    priority: finite,
    'from?': second,
    'to?': second,
    '': inForce,
  },
  moves: { item: word, fromItem: word, elapsed: duration, min: qty, multiple: qty },
  stock: { id: word, item: word, qty: balance, 'availableFrom?': second, 'expires?': second },
  purchaseLines: { id: word, item: word, qty, 'required?': second, 'promised?': second, estimated: second },
  workOrders: {
    id: word,
    item: word,
    state: oneOf('firm', 'released', 'started'),
    qtyOpen: qty,
    qty,
    'scrapped?': qty,
    'due?': second,
    'operations?': list({
      ...STEP,
      done: yes,
      'qtyOpen?': qty,
      'setupDone?': yes,
      'startedAt?': second,
      'machine?': word,
      'frozen?': group(SPAN),
      'frozenAs?': oneOf('zone', 'left-out'),
      'parts?': list({ machine: word, 'frozen?': group(SPAN) }),
      '': staysInParts,
    }),
    'materials?': list({ item: word, qty, 'seq?': seq }),
  },
  allocations: { supply: word, item: word, qty, for: group({ 'demand?': word, 'workOrder?': word }) },
  demands: {
    id: word,
    item: word,
    qty: some,
    due: second,
    priority: finite,
    'customer?': word,
    kind: oneOf('order', 'forecast'),
    'value?': minor,
    'shipComplete?': yes,
    'earliest?': second,
    'awaits?': word,
    'gatedSeq?': seq,
    'pledged?': second,
    'pledgedTurn?': finite,
  },
  overtime: {
    id: word,
    'machines?': list(word),
    'crews?': list(word),
    ...SPAN,
    perHour: whole(0, MOST, 'must be whole minor units of 0 or more'),
    'opened?': yes,
  },
  events: { id: word, expected: second, by: oneOf('customer', 'vendor', 'us') },
} satisfies { readonly [L in keyof Problem]?: Fields };
const judges = Object.fromEntries(Object.entries(LISTS).map(([name, fields]) => [name, group(fields)])) as Record<
  keyof typeof LISTS,
  May
>;

const ZONE = group({
  offsets: list({ at: second, offset: whole(-86_400, 86_400, 'must be whole seconds within a day') }),
});

const RULES = group({
  order: oneOf('due', 'priority', 'due-then-priority', 'priority-then-due'),
  constrained: yes,
  'earliness?': duration,
  'service?': ratio(true, 1),
  'consume?': group({ backward: duration, forward: duration }),
});

const idOf = (row: unknown): string => {
  const { id, item, parent, supply, workCentre } = (row ?? {}) as Record<string, unknown>;
  return String(id ?? parent ?? item ?? supply ?? workCentre ?? '');
};

/** Throws the first thing that cannot be. */
export function checkPossible(problem: Problem): void {
  const refuse = (name: keyof Problem, id: string, wrong: string | undefined): void => {
    if (wrong !== undefined) throw new ProblemError(name, id, `${id === '' ? name : `${name} ${id}`} ${wrong}.`);
  };
  for (const [name, wrong] of [
    ['now', second(problem.now)],
    ['horizonEnd', second(problem.horizonEnd)],
  ] as const)
    refuse(name, String(problem[name]), at(wrong, '', problem[name]));
  if (problem.horizonEnd > problem.now + CENTURY)
    refuse(
      'horizonEnd',
      String(problem.horizonEnd),
      `has ${problem.horizonEnd}, which is more than a hundred years after now`,
    );
  refuse('rules', '', RULES(problem.rules));
  const { offsets } = problem.zone;
  refuse('zone', problem.zone.name, ZONE(problem.zone));
  if (offsets.length === 0 || offsets.some((row, n) => n > 0 && row.at <= offsets[n - 1]!.at))
    refuse(
      'zone',
      problem.zone.name,
      `has ${offsets.length} offsets, which must be one at least, each after the one before`,
    );
  for (const name in LISTS) {
    const list_ = name as keyof typeof LISTS;
    const rows = problem[list_] as readonly unknown[] | undefined;
    if (rows === undefined && (list_ === 'outputs' || list_ === 'tools' || list_ === 'overtime')) continue;
    if (!Array.isArray(rows)) refuse(list_, '', `has ${said(rows)}, which must be a list`);
    const judge = judges[list_];
    for (const row of rows!) {
      const wrong = judge(row);
      if (wrong !== undefined) refuse(list_, idOf(row), wrong);
    }
  }
}
