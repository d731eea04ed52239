/** A Django fixture as rows by model, with a count of which fields were asked for and which held something that nobody asked. */
import type { Fault } from '../../house/errors.ts';

export interface Feature {
  readonly model: string;
  readonly field: string;
  readonly count: number;
  readonly honoured: boolean;
  readonly why?: string;
}

/** Fields that describe and never plan. */
const neutral = /^(description|category|subcategory|source|lastmodified|lft|rght|lvl|id|plan|weight|volume)$/;

export class FixtureRow {
  constructor(
    private readonly fixture: Fixture,
    readonly model: string,
    readonly pk: string,
    readonly row: number,
    private readonly fields: Readonly<Record<string, unknown>>,
  ) {}

  /** Of `name` or of `name_id`: exports differ. Absent when empty. */
  text(name: string): string | undefined {
    this.fixture.asked(this.model, name);
    const value = this.fields[name] ?? this.fields[`${name}_id`];
    return value === null || value === undefined || value === '' ? undefined : String(value);
  }

  get name(): string {
    return this.text('name') ?? this.pk;
  }

  number(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const number = Number(text);
    if (Number.isFinite(number)) return number;
    this.fixture.faults.push({
      file: this.fixture.file,
      row: this.row,
      column: `${this.model}.${name}`,
      value: text,
      text: `${name} of ${this.name} is not a number.`,
    });
    return undefined;
  }

  flag(name: string): boolean {
    return this.text(name) !== 'false';
  }

  filled(): readonly string[] {
    return Object.entries(this.fields)
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([name]) => name.replace(/_id$/, ''));
  }
}

export class Fixture {
  readonly faults: Fault[] = [];
  private readonly models = new Map<string, FixtureRow[]>();
  private readonly used = new Set<string>();
  private readonly refusals = new Map<string, { model: string; field: string; count: number; why: string }>();

  constructor(
    readonly file: string,
    content: unknown,
  ) {
    if (!Array.isArray(content)) {
      this.faults.push({ file, text: `${file} is not a frePPLe fixture: it does not hold a list of records.` });
      return;
    }
    content.forEach((entry: unknown, at) => {
      const record = entry as { model?: unknown; pk?: unknown; fields?: unknown } | null;
      if (typeof record?.model !== 'string' || typeof record.fields !== 'object' || record.fields === null) {
        this.faults.push({ file, row: at + 1, text: `Record ${at + 1} of ${file} has no model or no fields.` });
        return;
      }
      const model = record.model.replace(/^(input|common)\./, '');
      const row = new FixtureRow(
        this,
        model,
        String(record.pk ?? ''),
        at + 1,
        record.fields as Readonly<Record<string, unknown>>,
      );
      const rows = this.models.get(model);
      if (rows) rows.push(row);
      else this.models.set(model, [row]);
    });
  }

  rows(model: string): readonly FixtureRow[] {
    return this.models.get(model) ?? [];
  }

  asked(model: string, field: string): void {
    this.used.add(`${model}.${field}`);
  }

  /** Something that was read and cannot be planned with. */
  refuse(row: Pick<FixtureRow, 'model'>, field: string, why: string): void {
    const key = `${row.model}.${field}.${why}`;
    const known = this.refusals.get(key);
    if (known) known.count++;
    else this.refusals.set(key, { model: row.model, field, count: 1, why });
  }

  /** By model and field: how many values were there, and what became of them. */
  features(): readonly Feature[] {
    const counts = new Map<string, { model: string; field: string; count: number }>();
    for (const [model, rows] of this.models)
      for (const row of rows)
        for (const field of row.filled()) {
          const known = counts.get(`${model}.${field}`);
          if (known) known.count++;
          else counts.set(`${model}.${field}`, { model, field, count: 1 });
        }
    const refused = [...this.refusals.values()].map((one) => ({ ...one, honoured: false }));
    const rest = [...counts.values()].flatMap((one): Feature[] => {
      if (neutral.test(one.field) && one.model !== 'resource') return [];
      const honoured = this.used.has(`${one.model}.${one.field}`);
      const turnedDown = refused
        .filter((refusal) => refusal.model === one.model && refusal.field === one.field)
        .reduce((sum, refusal) => sum + refusal.count, 0);
      if (honoured && turnedDown >= one.count) return [];
      return [
        {
          ...one,
          count: one.count - (honoured ? turnedDown : 0),
          honoured,
          ...(honoured ? {} : { why: 'is not planned with' }),
        },
      ];
    });
    return [...refused, ...rest];
  }
}
