import { BaseSequencer } from 'vitest/node';

/** They take longer than their size says: one opens every page for every role. */
const long = ['e2e/pages.test.ts'];

/**
 * What runs longest begins first, so that no core idles at the end. Vitest goes by how long each file took on this
 * machine, and where it has run none, as on a fresh one, by their sizes.
 */
export class LongestFirst extends BaseSequencer {
  /**
   * @override
   * @param {import('vitest/node').TestSpecification[]} files
   */
  async sort(files) {
    const sorted = await super.sort(files);
    const isLong = (/** @type {{ moduleId: string }} */ { moduleId }) => long.some((path) => moduleId.endsWith(path));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
