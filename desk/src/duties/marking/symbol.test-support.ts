/** Symbols as they are printed, for whoever reads them in a test: modules row by row, 1 is dark. */
import bwip from 'bwip-js/node';

export interface PrintedSymbol {
  readonly across: number;
  readonly modules: readonly number[];
}

/** "^FNC1" in the text is the sign of GS1. Bars are drawn forty modules high. */
export function printedSymbol(bcid: string, text: string): PrintedSymbol {
  const [symbol] = bwip.raw({ bcid, text, parsefnc: true }) as unknown as {
    readonly pixs?: readonly number[];
    readonly pixx?: number;
    readonly sbs?: readonly number[];
  }[];
  if (symbol?.pixs && symbol.pixx) return { across: symbol.pixx, modules: symbol.pixs };
  const bars = symbol?.sbs?.flatMap((width, at) => Array<number>(width).fill(1 - (at % 2))) ?? [];
  return { across: bars.length, modules: Array<readonly number[]>(40).fill(bars).flat() };
}
