/** How an order that ships at another date is marked: the sign says how it ships now, the word what became of it. Pure. */
import type { Became } from './orderchanges.ts';

export interface BecameMark {
  /** Nothing, or with a space behind it. */
  readonly sign: string;
  readonly word: string;
  readonly tone?: 'late' | 'risk';
}

/** "▲ newly late", "▲+ later still", "△ later", "saved". `late`: it ships late now. */
export function becameMark(became: Became, late: boolean): BecameMark {
  switch (became) {
    case 'newly late':
      return { sign: '▲ ', word: became, tone: 'late' };
    case 'later':
      return late ? { sign: '▲+ ', word: 'later still', tone: 'late' } : { sign: '△ ', word: became, tone: 'risk' };
    case 'new':
      return late ? { sign: '▲ ', word: 'new, late', tone: 'late' } : { sign: '', word: became };
    default:
      return { sign: '', word: became };
  }
}
