/** The state of the board's page: what the address names, the version's board, what is picked and what is lit. */
import { useMemo, useState } from 'react';
import { numberIn } from '../../house/addressnumbers.ts';
import type { Answering } from '../../web/api.ts';
import { useAddress } from '../../web/kit/address.ts';
import { usePlant } from '../../web/kit/plant.tsx';
import { askAhead, useOne } from '../../web/queries.ts';
import { actualLanes, actualOf, type Layer, layers, otherwiseOf } from './actual.ts';
import { boardActual, board as boardRoute } from './board.contract.ts';
import { barWords, placeWords, stageCalled } from './board.messages.ts';
import { type Board, boardOf } from './board.ts';
import { type Colouring, colourings, tonesOf } from './colouring.ts';
import { layoutOf, type RowMode, rowModes } from './layout.ts';
import { chainOf, linksOf, stepsIn } from './links.ts';
import { Loads } from './load.ts';
import { pickedOf, pickWords } from './pick.ts';
import { lateSteps, search } from './search.ts';
import { useHand } from './usehand.page.tsx';

export type Answer = Answering<typeof boardRoute>;
export type Planned = Answer & { readonly version: NonNullable<Answer['version']> };

/** The same for as long as the answer is: the whole board is made of it, and the address changes with each look elsewhere. */
export const usePlanned = (answer: Answer | undefined): Planned | undefined =>
  useMemo(() => (answer?.version ? { ...answer, version: answer.version } : undefined), [answer]);

/** Of a version that does not change: asked for once, and again only when another is named. */
const unchanging = { kinds: [] } as const;

type Address = Readonly<Record<string, string | undefined>>;

const askedBy = (address: Address) => {
  const version = numberIn(address.version);
  return { query: version === undefined ? {} : { version } };
};

/** What an address calls a version though no version is called so. */
export const noVersionIn = ({ version }: Address): string | undefined =>
  numberIn(version) === undefined ? version : undefined;

export const beginBoard = async (site: string, address: Address): Promise<void> => {
  if (address.again === undefined && noVersionIn(address) === undefined)
    await askAhead(boardRoute, site, askedBy(address), unchanging);
};

export function useBoardAnswer() {
  const [address] = useAddress();
  return {
    ...useOne(boardRoute, askedBy(address), { ...unchanging, enabled: noVersionIn(address) === undefined }),
    none: noVersionIn(address),
    called: numberIn(address.version),
  };
}

/** Open work alone, to be typed where nothing is planned. */
export const useOpenWork = (enabled: boolean) =>
  useOne(boardRoute, { query: { open: 'true' } }, { ...unchanging, enabled });

/** Whatever is reported or published. */
const happenings = { kinds: ['progress_reports', 'work_steps', 'plan_versions', 'version_decisions'] } as const;

/** What really happened to the version; undefined where it is not the published one, or while it is read. */
function useActual(board: Board, version: number) {
  const { data } = useOne(boardActual, { query: { version } }, happenings);
  const published = data?.published;
  const actual = useMemo(
    () => (data && data.published === version ? actualOf(board, data) : undefined),
    [board, data, version],
  );
  return { published, actual, frozenUntil: data?.frozen_until ?? undefined };
}

const oneOf = <Word extends string>(words: readonly Word[], asked: string | undefined): Word =>
  words.find((word) => word === asked) ?? words[0]!;

export function useBoardState(answer: Planned) {
  const { today } = usePlant();
  const [address, setAddress] = useAddress();
  const mode: RowMode = oneOf(rowModes, address.rows);
  const colouring: Colouring = oneOf(colourings, address.colour);
  const base = useMemo(() => boardOf(answer), [answer]);
  const hand = useHand(base, answer.version);
  const { board, ghosts, held, conflicts, moved } = hand;
  const { published, actual, frozenUntil } = useActual(base, answer.version.number);
  const worked = mode === 'people' ? actual?.worked : undefined;
  const layout = useMemo(() => layoutOf(board, mode, worked), [board, mode, worked]);
  const loads = useMemo(() => new Loads(board, layout), [board, layout]);
  const tones = useMemo(() => tonesOf(board, colouring), [board, colouring]);
  const layer: Layer = oneOf(layers, address.layer);
  const otherwise = useMemo(
    () => (actual && address.otherwise ? otherwiseOf(actual) : undefined),
    [actual, address.otherwise],
  );
  const followed = useMemo(
    () => (actual && layer !== 'published' ? { actual, layer, lanes: actualLanes(layout, actual) } : undefined),
    [actual, layer, layout],
  );
  const [hovered, setHovered] = useState<number>();
  const [chosen, setPicks] = useState<readonly number[]>(() => pickedOf(board, address.pick));
  // What an undone change had made is picked no more.
  const picks = useMemo(() => chosen.filter((step) => step < board.steps.count), [chosen, board]);
  const found = useMemo(
    () => (address.late ? lateSteps(board) : search(board, address.search ?? '')),
    [board, address.late, address.search],
  );
  const chain = useMemo(() => chainOfAll(board, picks), [board, picks]);
  const lit = useMemo(() => {
    const lit = chain ? stepsIn(board, chain) : picks.length > 0 ? these(board, picks) : (found?.lit ?? otherwise);
    return lit && moved.size > 0 ? lit.map((on, step) => (on === 1 || moved.has(step) ? 1 : 0)) : lit;
  }, [board, chain, picks, found, otherwise, moved]);
  const links = useMemo(() => (chain ? linksOf(board, chain) : []), [board, chain]);
  const picked = useMemo(() => new Set(picks), [picks]);
  const label = useMemo(() => labelsOf(board, mode), [board, mode]);
  const shown = useMemo(
    () => ({
      board,
      layout,
      loads,
      tones,
      lit,
      picked,
      hovered,
      links,
      label,
      today,
      ghosts,
      held,
      conflicts,
      followed,
      frozenUntil,
    }),
    [
      board,
      layout,
      loads,
      tones,
      lit,
      picked,
      hovered,
      links,
      label,
      today,
      ghosts,
      held,
      conflicts,
      followed,
      frozenUntil,
    ],
  );
  /** What is dragged next draws a box over bars. */
  const [boxing, setBoxing] = useState(false);
  const [keeps, setKept] = useState<readonly number[]>([]);
  const kept = keeps.filter((step) => step < board.steps.count);
  /** `keep`: what goes on being picked when the next is. */
  const pick = (steps: readonly number[], keep: readonly number[] = []): void => {
    setPicks(steps);
    setKept(keep);
    if (steps.length > 0) hand.wake();
    setAddress({ pick: pickWords(board, steps) });
  };
  const keep = (step: number): void =>
    setKept(kept.includes(step) ? kept.filter((one) => one !== step) : [...kept, step]);
  return {
    base,
    address,
    setAddress,
    hand,
    board,
    layout,
    mode,
    colouring,
    shown,
    picks,
    pick,
    kept,
    keep,
    boxing,
    setBoxing,
    hovered,
    setHovered,
    found,
    published,
    actual,
    layer,
    otherwise,
  };
}

export type BoardState = ReturnType<typeof useBoardState>;

/** Of more orders together what hangs on them is nearly everything: they are lit themselves. */
const mostChains = 12;

function chainOfAll(board: Board, picks: readonly number[]): Uint8Array | undefined {
  const orders = [...new Set(picks.map((step) => board.steps.order[step]!))];
  if (orders.length === 0 || orders.length > mostChains) return undefined;
  const [first = new Uint8Array(), ...more] = orders.map((order) => chainOf(board, order));
  return first.map((lit, n) => (lit === 1 || more.some((one) => one[n] === 1) ? 1 : 0));
}

/** 1 each. */
function these({ steps }: Board, picks: readonly number[]): Uint8Array {
  const lit = new Uint8Array(steps.count);
  for (const step of picks) lit[step] = 1;
  return lit;
}

/** What stands in a bar depends on what its row says already. Made once a step. */
function labelsOf(board: Board, mode: RowMode): (step: number) => string {
  const known: string[] = [];
  return (step) => {
    known[step] ??=
      mode === 'orders' ? `${stageCalled(board, step)} · ${placeWords(board, step)}` : barWords(board, step);
    return known[step];
  };
}
