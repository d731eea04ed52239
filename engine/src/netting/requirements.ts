/** Gross requirements by item, as columns linked in lists: what wants how much of an item, by when, how urgently. */
import type { PlanningRules } from '../planning/problem.ts';
import { doubles } from '../units/doubles.ts';

export class Requirements {
  readonly kind: number[] = [];
  readonly consumer: number[] = [];
  readonly qty: number[] = [];
  readonly need = doubles();
  readonly klass: number[] = [];
  readonly priority = doubles();
  /** 1: gets an order of its own (it awaits an event). */
  readonly alone: number[] = [];
  private readonly head: Int32Array;
  private readonly next: number[] = [];

  constructor(items: number) {
    this.head = new Int32Array(items).fill(-1);
  }

  add(
    item: number,
    kind: number,
    consumer: number,
    qty: number,
    need: number,
    klass: number,
    priority: number,
    alone = 0,
  ): void {
    this.next.push(this.head[item]!);
    this.head[item] = this.kind.length;
    this.kind.push(kind);
    this.consumer.push(consumer);
    this.qty.push(qty);
    this.need.push(need);
    this.klass.push(klass);
    this.priority.push(priority);
    this.alone.push(alone);
  }

  any(item: number): boolean {
    return this.head[item]! >= 0;
  }

  /** Rows of an item, by class, then by the company's order; ties by row, which follows ids. */
  ranked(item: number, order: PlanningRules['order']): number[] {
    const rows: number[] = [];
    for (let row = this.head[item]!; row >= 0; row = this.next[row]!) rows.push(row);
    const { klass, need, priority } = this;
    const byPriorityFirst = order === 'priority' || order === 'priority-then-due';
    return rows.sort((a, b) => {
      const first = klass[a]! - klass[b]!;
      if (first !== 0) return first;
      const due = need[a]! - need[b]!;
      const rank = priority[a]! - priority[b]!;
      const second = byPriorityFirst ? rank || due : due || rank;
      return second || a - b;
    });
  }
}
