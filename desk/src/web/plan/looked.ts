/** Which version of the plan this browser showed when the hot list was last open: what came after it is new. */
import { keep, readKept } from '../kit/kept.ts';

const name = (site: string): string => `looked:${site}`;

export const lookedAt = (site: string): number | undefined => readKept<number>(name(site));
export const noteLook = (site: string, version: number): void => keep(name(site), version);
