/** Finds things by their code or name, for the palette and for scans: first by code, over the kinds that people ask for. */
import type { Found, LookUp } from './kit/Palette.tsx';

const finders = new Set<LookUp>();

/** A duty gives the way its things are found; pages do so where they are listed. */
export function findBy(finder: LookUp): void {
  finders.add(finder);
}

export const lookUp: LookUp = async (text) => {
  const found = (await Promise.all([...finders].map((finder) => finder(text)))).flat();
  const wanted = text.toLowerCase();
  const rank = (one: Found) =>
    one.name.toLowerCase() === wanted ? 0 : one.name.toLowerCase().startsWith(wanted) ? 1 : 2;
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, 20);
};
