/**
 * Which resources are machines and which are crews. A step of ours takes one machine and one crew; frePPLe lets an
 * operation take any number of resources. Resources that work together get opposite roles, people of a pool are
 * machines of its work centre (so that each is chosen by skill and has an own calendar). What does not fit is refused.
 */
import type { Fixture, FixtureRow } from './fixture.ts';

export interface Taken {
  readonly resource: string;
  readonly skill?: string;
  readonly quantity: number;
  readonly row: FixtureRow;
}

export type Role = 'machine' | 'crew';

export class FixtureRoles {
  readonly resources: ReadonlyMap<string, FixtureRow>;
  /** Members of each pool. */
  private readonly members = new Map<string, string[]>();
  private readonly skilled = new Map<string, Set<string>>();
  private readonly taken = new Map<string, Taken[]>();
  private readonly role = new Map<string, Role>();

  constructor(private readonly fixture: Fixture) {
    this.resources = new Map(fixture.rows('resource').map((row) => [row.name, row]));
    for (const row of this.resources.values()) {
      const owner = row.text('owner');
      if (owner !== undefined) this.members.set(owner, [...(this.members.get(owner) ?? []), row.name]);
    }
    for (const row of fixture.rows('resourceskill')) {
      const skill = row.text('skill') ?? '';
      this.skilled.set(skill, (this.skilled.get(skill) ?? new Set()).add(row.text('resource') ?? ''));
    }
    for (const row of fixture.rows('operationresource')) this.take(row);
    this.colour();
  }

  roleOf(resource: string): Role {
    return this.role.get(resource) ?? 'machine';
  }

  isPool(resource: string): boolean {
    return this.members.has(resource);
  }

  poolOf(resource: string): string {
    return this.resources.get(resource)?.text('owner') ?? resource;
  }

  of(operation: string): { readonly machine?: Taken; readonly crew?: Taken } {
    const taken = this.taken.get(operation) ?? [];
    const machines = taken.filter((one) => this.roleOf(one.resource) === 'machine');
    const crews = taken.filter((one) => this.roleOf(one.resource) === 'crew');
    for (const more of [...machines.slice(1), ...crews.slice(1)])
      this.fixture.refuse(
        more.row,
        'resource',
        `a step takes one machine and one crew; ${more.resource} is left out of ${operation}`,
      );
    return { machine: machines[0], crew: crews[0] };
  }

  /** The machines that may do it: members of the pool with the skill; absent: all of the work centre. */
  fit(taken: Taken): readonly string[] | undefined {
    if (taken.skill === undefined) return undefined;
    const skilled = this.skilled.get(taken.skill);
    return (this.members.get(taken.resource) ?? [taken.resource]).filter((one) => skilled?.has(one));
  }

  private take(row: FixtureRow): void {
    const operation = row.text('operation') ?? '';
    const resource = row.text('resource') ?? '';
    row.text('priority');
    if (!this.resources.has(resource)) {
      this.fixture.faults.push({
        file: this.fixture.file,
        row: row.row,
        column: 'operationresource.resource',
        value: resource,
        text: `There is no resource "${resource}".`,
      });
      return;
    }
    this.taken.set(operation, [
      ...(this.taken.get(operation) ?? []),
      { resource, skill: row.text('skill'), quantity: row.number('quantity') ?? 1, row },
    ]);
  }

  /** Two colours over "work together"; pools and what is used alone first. */
  private colour(): void {
    const beside = new Map<string, Set<string>>();
    for (const taken of this.taken.values())
      for (const a of taken)
        for (const b of taken)
          if (a.resource !== b.resource) beside.set(a.resource, (beside.get(a.resource) ?? new Set()).add(b.resource));
    const alone = new Set(
      [...this.taken.values()].filter((taken) => taken.length === 1).map((taken) => taken[0]?.resource),
    );
    const order = [...this.resources.keys()].toSorted(
      (a, b) => Number(this.isPool(b)) - Number(this.isPool(a)) || Number(alone.has(b)) - Number(alone.has(a)),
    );
    for (const start of order) {
      if (this.role.has(start)) continue;
      const queue: [string, Role][] = [[start, 'machine']];
      for (let next = queue.shift(); next; next = queue.shift()) {
        const [resource, role] = next;
        if (this.role.has(resource)) continue;
        this.role.set(resource, role);
        for (const other of beside.get(resource) ?? []) queue.push([other, role === 'machine' ? 'crew' : 'machine']);
      }
    }
  }
}
