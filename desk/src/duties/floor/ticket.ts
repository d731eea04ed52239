/**
 * The paper of a released work order. Pure. What matters is quantity, revision, material and routing: only a change of
 * those makes an old paper wrong. Times are not on it; they live on the dispatch list.
 */
export interface PaperStep {
  readonly seq: number;
  readonly name: string | null;
  readonly work_centre: string | null;
  readonly setup_minutes: number;
  /** Minutes a unit, "2.6" or "1/3", as the routing says. */
  readonly run_minutes: string;
  readonly fixed_minutes: number;
  readonly crew: string | null;
  readonly outside_days: number | null;
  readonly instructions: string | null;
  /** Absent: nothing of it. */
  readonly more?: StepMore;
}

/** What a step is done with and how, beside its set-up and run; each is there only where it says something. */
export interface StepMore {
  readonly crew_size?: number;
  readonly setup_crew?: string;
  readonly setup_crew_size?: number;
  /** Codes; named twice: two pieces. */
  readonly tools?: string;
  readonly batch_minutes?: number;
  /** In the unit of the order's item. */
  readonly batch_qty?: number;
  readonly teardown_minutes?: number;
  /** So many go on to the next step at once, in the unit of the order's item. */
  readonly transfer_qty?: number;
  /** Its pieces may be split over so many machines. */
  readonly split_machines?: number;
}

/** "Crew WELDERS, 2 people. Tools JIG-4. 30 min a batch of 40 pcs." Empty where the step needs nothing to be said. */
export function stepNeeds({ crew, more = {} }: Pick<PaperStep, 'crew' | 'more'>, unit: string): string {
  const people = (size = 1): string => (size > 1 ? `, ${size} people` : '');
  const said = [
    crew === null ? '' : `Crew ${crew}${people(more.crew_size)}`,
    more.setup_crew === undefined ? '' : `Set-up by ${more.setup_crew}${people(more.setup_crew_size)}`,
    more.tools === undefined ? '' : `Tools ${more.tools}`,
    more.batch_minutes === undefined ? '' : `${more.batch_minutes} min a batch of ${more.batch_qty} ${unit}`,
    more.teardown_minutes === undefined ? '' : `Teardown ${more.teardown_minutes} min`,
    more.transfer_qty === undefined ? '' : `${more.transfer_qty} ${unit} at a time go on to the next step`,
    more.split_machines === undefined ? '' : `On up to ${more.split_machines} machines at once`,
  ];
  return said
    .filter((one) => one !== '')
    .map((one) => `${one}.`)
    .join(' ');
}

export interface PaperMaterial {
  readonly item: string;
  readonly name: string | null;
  readonly qty: number;
  readonly unit: string;
  readonly seq: number;
}

/** A substitute that somebody allowed for this order. */
export interface PaperDeviation {
  readonly id: number;
  readonly item: string;
  readonly qty: number;
  readonly unit: string;
  readonly instead_of: string;
  readonly of_qty: number;
  readonly of_unit: string;
  readonly until: string;
  readonly agreed: string;
  readonly who: string;
  readonly reason: string;
}

export interface Paper {
  readonly order: string;
  readonly item: string;
  readonly name: string | null;
  readonly revision: string | null;
  readonly qty: number;
  readonly unit: string;
  /** "SO-1042/2", when the order was made for one line. */
  readonly for_line: string | null;
  readonly customer: string | null;
  readonly note: string | null;
  readonly steps: readonly PaperStep[];
  readonly materials: readonly PaperMaterial[];
  /** Absent: there are none. */
  readonly deviations?: readonly PaperDeviation[];
}

/** "SO-1042/2 and 3 more"; empty: of none. */
export const firstLine = ([first, ...more]: readonly string[]): string =>
  first === undefined ? '' : `${first}${more.length > 0 ? ` and ${more.length} more` : ''}`;

/** Of an order that was made for no line: for whom the plan has it; empty: for none. */
export const plannedFor = (lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${firstLine(lines)}, by the plan`;

/** Of an open order: whether the paper in the hands is the one to work by. */
export const paperStates = ['not released', 'to print', 'printed', 'changed since'] as const;

/** What its barcode says: "T-MO-00042-2". */
export const ticketText = (order: string, issue: number): string => `T-${order}-${issue}`;

/** Order and issue of a scanned ticket, and the step where one was asked for; undefined when it is no ticket. */
export function readTicket(text: string): { readonly order: string; readonly issue: number } | undefined {
  const match = /^T-(.+)-([1-9]\d{0,5})$/i.exec(text.trim());
  return match?.[1] && match[2] ? { order: match[1], issue: Number(match[2]) } : undefined;
}

export interface Issued {
  readonly issue: number;
  readonly hash: string;
}

/** The same paper again is a reprint of its issue; a changed one is a new issue, and the old is superseded. */
export const issueFor = (
  latest: Issued | undefined,
  hash: string,
): { readonly issue: number; readonly reprint: boolean } =>
  latest === undefined
    ? { issue: 1, reprint: false }
    : latest.hash === hash
      ? { issue: latest.issue, reprint: true }
      : { issue: latest.issue + 1, reprint: false };
